"""Who finds what in the audit trail, and in which order."""

import pytest

from people.audit import AUDIT, AuditSearch, record
from people.audit_views import PAGE, audit_entries, chain_state
from people.errors import NotAllowed
from people.readings import OPENED
from storage import finding
from storage.rows import document_of
from storage.store import Database, Store
from tests.cast import CHILD, OTHER_CHILD, Cast


def opened(db: Database, cast: Cast, child: str, times: int = 1) -> None:
    for number in range(times):
        record(db, cast.worker, OPENED, child=child, what=f"review {number}")


def test_a_head_finds_who_opened_a_child_the_newest_first(store: Store, cast: Cast) -> None:
    store.write_now(opened, cast, CHILD, 3)
    store.write_now(opened, cast, OTHER_CHILD)
    found = store.read(audit_entries, cast.head, AuditSearch(child=CHILD, action=OPENED))
    assert [one.about for one in found.lines] == ["review 2", "review 1", "review 0"]
    assert {(one.who, one.children) for one in found.lines} == {(cast.worker.name, (CHILD,))}


def test_every_entry_stands_on_one_page_though_many_have_one_moment(store: Store, cast: Cast) -> None:
    store.write_now(opened, cast, CHILD, PAGE * 2 + 7)
    seen, before = [], 0
    while True:
        found = store.read(audit_entries, cast.head, AuditSearch(), before)
        seen += [one.number for one in found.lines]
        before = found.earlier
        if not before:
            break
    assert seen == list(range(store.read(lambda db: len(db.table(AUDIT))), 0, -1))


def test_a_page_far_back_reads_no_more_than_the_first_though_all_have_one_moment(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_now(opened, cast, CHILD, 1500)
    read: list[int] = []
    monkeypatch.setattr(finding, "document_of", lambda row: read.append(row[0]) or document_of(row))
    for search in (AuditSearch(), AuditSearch(child=CHILD), AuditSearch(since="2000-01-01", until="9999")):
        for before in (0, 1400, 300):
            read.clear()
            assert len(store.read(audit_entries, cast.head, search, before).lines) == PAGE
            assert len(read) <= PAGE + 1


def test_a_search_by_person_and_by_time(store: Store, cast: Cast) -> None:
    store.write_now(opened, cast, CHILD)
    mine = store.read(audit_entries, cast.head, AuditSearch(who=cast.worker.id)).lines
    assert {one.who for one in mine} == {cast.worker.name}
    now = store.now.isoformat()
    assert store.read(audit_entries, cast.head, AuditSearch(until="2000-01-01")).lines == []
    assert store.read(audit_entries, cast.head, AuditSearch(since="2000-01-01", until="9999")).lines
    assert store.read(audit_entries, cast.head, AuditSearch(since=now + "9")).lines == []


def test_administrators_find_accounts_and_nothing_of_a_child(store: Store, cast: Cast) -> None:
    store.write_now(opened, cast, CHILD)
    store.write_now(lambda db: record(db, cast.worker, "review.filled", review=1))
    found = store.read(audit_entries, cast.administrator, AuditSearch())
    assert found.lines
    assert {one.children for one in found.lines} == {()}
    words = {one.words for one in found.lines}
    assert "A member of staff was added" in words
    assert "A field of a review was written" not in words
    for search in (AuditSearch(child=CHILD), AuditSearch(action=OPENED)):
        assert store.read(audit_entries, cast.administrator, search).lines == []


def test_an_account_s_entry_that_names_a_child_is_not_for_administrators(store: Store, cast: Cast) -> None:
    store.write_now(lambda db: record(db, cast.worker, "password.changed", child=CHILD))
    search = AuditSearch(action="password.changed")
    assert store.read(audit_entries, cast.administrator, search).lines == []
    assert len(store.read(audit_entries, cast.head, search).lines) == 1


@pytest.mark.parametrize("who", ["worker", "manager", "reviewer", "chair", "caller"])
def test_nobody_else_reads_the_trail(store: Store, cast: Cast, who: str) -> None:
    for verb, given in ((audit_entries, (AuditSearch(),)), (chain_state, ())):
        with pytest.raises(NotAllowed):
            store.read(verb, getattr(cast, who), *given)


def test_the_first_broken_entry_is_named(store: Store, cast: Cast) -> None:
    assert store.read(chain_state, cast.administrator).broken == 0
    store.write_now(lambda db: db.table(AUDIT).replace(3, {"who": 999}))
    assert store.read(chain_state, cast.administrator).broken == 3
