"""A kind that is evidence: whatever the code above asks for, its documents stay."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import where
from tinydb.operations import delete

from storage import Database, Kind, Lasting, Store
from storage.table import RowTable

EVIDENCE = Kind("evidence", indexed=("child",), lasting=True)


@pytest.mark.parametrize(
    "removal",
    [
        lambda table: table.remove(doc_ids=[1]),
        lambda table: table.remove(where("child") == "D0001"),
        lambda table: table.truncate(),
    ],
)
def test_nothing_of_a_lasting_kind_is_ever_removed(tmp_path: Path, removal: Callable[[RowTable], object]) -> None:
    store = Store.open(tmp_path, [EVIDENCE], secret=b"a secret for the tests")
    try:
        store.write_now(lambda db: db.table(EVIDENCE).insert({"child": "D0001"}))
        with pytest.raises(Lasting):
            store.write_now(lambda db: removal(db.table(EVIDENCE)))
        assert store.read(lambda db: len(db.table(EVIDENCE))) == 1
    finally:
        store.close()


def test_what_it_says_can_still_be_added_to(tmp_path: Path) -> None:
    store = Store.open(tmp_path, [EVIDENCE], secret=b"a secret for the tests")

    def change(db: Database) -> None:
        db.table(EVIDENCE).insert({"child": "D0001", "draft": "x"})
        db.table(EVIDENCE).update({"read": True})
        db.table(EVIDENCE).update(delete("draft"), doc_ids=[1])

    try:
        store.write_now(change)
        assert store.read(lambda db: dict(db.table(EVIDENCE).all()[0])) == {"child": "D0001", "read": True}
    finally:
        store.close()
