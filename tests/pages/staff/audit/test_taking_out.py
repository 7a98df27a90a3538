"""Entries of the trail taken out: what one may read, for a reason, and in the trail itself."""

import io

import pytest
from openpyxl import load_workbook

from documents.workbook_out import OutSheet, write_workbook
from pages.staff.audit.taking_out import COLUMNS, cells_of
from people import audit_export
from people.audit import AuditSearch, newest, record
from people.audit_export import entries_to_take_out, note_audit_taken_out
from people.audit_views import audit_entries
from people.errors import NotAllowed, Unacceptable
from storage.store import Store
from tests.cast import CHILD, Cast


def test_what_is_found_goes_out_and_an_administrator_takes_nothing_of_a_child(store: Store, cast: Cast) -> None:
    store.write_now(lambda db: record(db, cast.worker, "child.opened", child=CHILD, what="review 5"))
    found = store.read(entries_to_take_out, cast.head, AuditSearch(child=CHILD, action="child.opened"))
    assert [(one.who, one.children, one.about) for one in found] == [(cast.worker.name, (CHILD,), "review 5")]
    theirs = store.read(entries_to_take_out, cast.administrator, AuditSearch())
    assert {one.children for one in theirs} == {()}
    with pytest.raises(NotAllowed):
        store.read(entries_to_take_out, cast.worker, AuditSearch())


def test_it_is_in_the_trail_with_its_reason_and_what_was_looked_for(store: Store, cast: Cast) -> None:
    search = AuditSearch(who=cast.worker.id, child=CHILD, action="child.opened")
    with pytest.raises(Unacceptable):
        store.write_now(note_audit_taken_out, cast.head, search, " ", "OFFICIAL", 3)
    store.write_now(note_audit_taken_out, cast.head, search, " A family asks ", "OFFICIAL", 3)
    kept = store.read(newest)
    assert kept is not None
    sought = {"who": cast.worker.id, "action": "child.opened"}
    about = {"reason": "A family asks", "marking": "OFFICIAL", "entries": 3, "sought": sought}
    assert (kept["action"], kept["who"], kept["child"], kept["about"]) == ("audit.exported", cast.head.id, CHILD, about)
    (line,) = store.read(audit_entries, cast.head, AuditSearch(action="audit.exported")).lines
    assert line.reason == "A family asks"


def test_nothing_and_too_much_are_said(store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unacceptable, match="No entry fits"):
        store.read(entries_to_take_out, cast.head, AuditSearch(until="2000-01-01"))
    monkeypatch.setattr(audit_export, "MOST", 2)
    with pytest.raises(Unacceptable, match="More than 2 entries"):
        store.read(entries_to_take_out, cast.head, AuditSearch())


def test_what_somebody_wrote_is_no_formula_in_the_file(store: Store, cast: Cast) -> None:
    store.write_now(note_audit_taken_out, cast.head, AuditSearch(), '=HYPERLINK("http://x")', "OFFICIAL", 1)
    found = store.read(entries_to_take_out, cast.head, AuditSearch(action="audit.exported"))
    content = write_workbook([OutSheet("Audit", COLUMNS, [cells_of(one) for one in found])], "OFFICIAL", "Audit trail")
    cell = load_workbook(io.BytesIO(content)).active["G2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x")', "s", True)
