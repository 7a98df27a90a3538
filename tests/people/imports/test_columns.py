"""Which column holds what is guessed, chosen by a person, and remembered for files with the same headings."""

import pytest

from benchmarks.authority_files import table
from documents.workbook_in import read_workbook
from documents.workbook_package import NotReadable
from people import contacts
from people.errors import NotAllowed, NotFound
from people.imports.columns import columns_shown
from people.imports.files import GivenFile, read_files
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.layouts import REMEMBERED, LaidOut, as_table, lacking, lay_out, with_column
from people.imports.mappings import Memory, forget_columns, mappings_kept, memory_of, remember_columns
from people.imports.work import batch_of, bring_now
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast
from tests.people.imports.test_bringing import ZOE, persons

OWN = ("Kid ref", "Person", "Link", "Speaks", "Mob", "Mob")
ROW = ("7", "Sam Sample", "Father", "Arabic", "", "07700 900123")
CHOSEN = {0: "child", 1: "name", 2: "relation", 3: "language", 5: "phone"}


def own_file(*columns: int) -> GivenFile:
    order = columns or tuple(range(len(OWN)))
    content = table([OWN[at] for at in order], [[ROW[at] for at in order]])
    return GivenFile("ours.csv", content)


def laid(content: bytes, memory: Memory | None = None) -> LaidOut:
    (sheet,) = read_workbook("a.csv", content)
    return LaidOut("a.csv", sheet, lay_out(sheet, memory or Memory()))


def remembers(store: Store, cast: Cast) -> None:
    store.write_now(remember_columns, cast.administrator, OWN, "contacts", CHOSEN)


def test_what_was_chosen_is_used_by_the_unattended_import_in_any_order(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE))
    with pytest.raises(NotReadable, match=r"ours\.csv: None of its sheets"):
        batch_of(store, CONTACTS, [own_file()])
    remembers(store, cast)
    _, found = bring_now(store, batch_of(store, CONTACTS, [own_file(3, 0, 2, 1, 4, 5)]))
    assert (found.new, found.wrong) == (1, [])
    (contact,) = store.read(contacts.of_child, "7")
    assert (contact["name"], contact["language"], contact["phone"]) == ("Sam Sample", "ar", "+447700900123")


def test_it_is_kept_with_who_and_when_and_once_for_the_same_headings(store: Store, cast: Cast) -> None:
    remembers(store, cast)
    remembers(store, cast)
    (kept,) = store.read(mappings_kept, cast.administrator)
    assert (kept["table"], kept["by"], kept["at"]) == ("contacts", cast.administrator.id, store.now.isoformat())
    assert laid(own_file().content, store.read(memory_of)).layout["how"] == REMEMBERED


def test_what_was_chosen_of_a_table_that_is_known_no_more_is_guessed_again(store: Store, cast: Cast) -> None:
    store.write_now(remember_columns, cast.administrator, OWN, "something of before", CHOSEN)
    assert laid(own_file().content, store.read(memory_of)).layout["table"] == ""
    store.write_now(remember_columns, cast.administrator, OWN, "contacts", {**CHOSEN, 4: "a field of before"})
    assert "a field of before" not in laid(own_file().content, store.read(memory_of)).layout["columns"].values()


def test_what_is_forgotten_is_guessed_again_and_nobody_else_chooses(store: Store, cast: Cast) -> None:
    remembers(store, cast)
    (kept,) = store.read(mappings_kept, cast.administrator)
    with pytest.raises(NotAllowed):
        store.write_now(forget_columns, cast.manager, number_of(kept))
    with pytest.raises(NotAllowed):
        store.write_now(remember_columns, cast.manager, OWN, "contacts", CHOSEN)
    store.write_now(forget_columns, cast.administrator, number_of(kept))
    assert store.read(memory_of) == Memory()
    with pytest.raises(NotFound):
        store.write_now(forget_columns, cast.administrator, number_of(kept))


def test_a_file_that_lacks_what_is_needed_is_refused_with_what_it_resembles() -> None:
    content = table(("pers_person_id", "pers_forename", "pers_surname"), [ZOE[:3]])
    with pytest.raises(NotReadable, match=r"It looks most like Persons \(SSD\), without: Day of birth\."):
        read_files(CHILDREN, [GivenFile("persons.csv", content)], Memory())


def test_every_field_is_shown_with_its_column_and_its_first_values() -> None:
    one = laid(table(("child id", "contact name", "relation", "Fav colour"), [("7", "Sam Sample", "Father", "red")]))
    shown = columns_shown(one)
    by_field = {column.field: column for column in shown.columns}
    assert (by_field["name"].title, by_field["name"].at, by_field["name"].samples) == ("Name", 1, ["Sam Sample"])
    assert by_field["phone"].at is None
    assert shown.unused == ["Fav colour"]
    assert not shown.has_doubts


def test_a_column_is_read_as_one_field_alone_and_what_is_needed_and_missing_is_said() -> None:
    layout = as_table(laid(own_file().content).layout, "contacts")
    assert lacking(layout) == ["child", "name", "relation"]
    layout = with_column(with_column(with_column(layout, "child", 0), "name", 1), "relation", 1)
    assert lacking(layout) == ["name"]
    assert lacking(with_column(layout, "relation", None)) == ["name", "relation"]


def test_swapped_columns_are_noticed() -> None:
    columns = ("pers_person_id", "pers_dob", "pers_forename")
    swapped = columns_shown(laid(table(columns, [("7", "Zoe", "01/05/2015")] * 3)))
    assert {column.field: column.doubt for column in swapped.columns if column.doubt} == {
        "forename": "These are days. Are two columns swapped?",
        "born": "Most of these are no days. Is it the right column?",
    }
    assert not columns_shown(laid(table(columns, [("7", "01/05/2015", "Zoe")] * 3))).has_doubts


def test_a_team_may_be_called_by_a_number_and_a_person_not() -> None:
    teams = columns_shown(laid(table(("dept_team_id", "dept_team_name"), [("T1", "Team 1")])))
    people = columns_shown(laid(table(("prof_professional_id", "prof_professional_name"), [("Leo", "P1")])))
    assert (teams.has_doubts, people.has_doubts) == (False, True)
