import pytest

from people.audit import AUDIT, SYSTEM, first_broken_entry, record
from storage.errors import Lasting
from storage.store import Database, Store
from tests.cast import Cast


def test_the_trail_of_everything_that_happened_is_whole(store: Store, cast: Cast) -> None:
    cast.ask()
    assert store.read(first_broken_entry) is None
    assert store.read(lambda db: db.table(AUDIT).newest())["action"] == "feedback.asked"


def test_a_changed_entry_is_found(store: Store, cast: Cast) -> None:
    cast.ask()
    store.write_now(lambda db: db.table(AUDIT).replace(3, {"who": 999}))
    broken = store.read(first_broken_entry)
    assert broken is not None
    assert broken.doc_id == 3


def test_no_entry_is_ever_removed(store: Store, cast: Cast) -> None:
    for removal in (lambda db: db.table(AUDIT).remove(doc_ids=[3]), lambda db: db.table(AUDIT).truncate()):
        with pytest.raises(Lasting):
            store.write_now(removal)
    assert store.read(first_broken_entry) is None


def test_an_entry_that_was_taken_out_behind_our_back_is_found(store: Store, cast: Cast) -> None:
    store.write_now(lambda db: db.writing.delete(AUDIT.name, 3))
    assert store.read(first_broken_entry) is not None


def test_what_fails_leaves_no_entry(store: Store, cast: Cast) -> None:
    before = store.read(lambda db: len(db.table(AUDIT)))
    with pytest.raises(RuntimeError):
        store.write_now(_record_and_fail)
    assert store.read(lambda db: len(db.table(AUDIT))) == before


def _record_and_fail(db: Database) -> None:
    record(db, SYSTEM, "something")
    raise RuntimeError
