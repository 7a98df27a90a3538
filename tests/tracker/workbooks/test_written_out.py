"""The tracker written out: what the person sees and no more, and nothing of it comes in a second time."""

from dataclasses import replace

import pytest

from documents.workbook_in import read_workbook
from documents.workbook_out import MOST_CHOICES, write_workbook
from people.actor import Actor
from people.audit import newest
from people.errors import NotAllowed, Unacceptable
from people.export_reasons import checked_reason
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.tracker.tracked import Tracked, day
from tests.tracker.workbooks.sheets import Brought
from tracker.finishing import judge
from tracker.index import TrackerIndex
from tracker.listing import Wanted
from tracker.updating import update
from tracker.workbooks.written_out import note_workbook, numbers_to_write, rows_of, sheets_of


def out(store: Store, who: Actor, wanted: Wanted | None = None, *, closed: bool = True) -> bytes:
    numbers = store.read(numbers_to_write, who, TrackerIndex(), wanted or Wanted(), closed=closed)
    return write_workbook(sheets_of(store.read(rows_of, who, numbers)), "OFFICIAL", "Tracker")


def cells(content: bytes) -> list[list[str]]:
    return [row["cells"] for sheet in read_workbook("a.xlsx", content) for row in sheet["rows"][1:]]


@pytest.fixture
def three(store: Store, cast: Cast) -> list[Tracked]:
    """One to do, one of the service, and one that was effective; their words are as people write them."""
    first = Tracked(store, cast, action="=1+1 “quoted”\nin two lines")
    store.write_now(update, cast.worker, first.number, "Half of them are sent.")
    second = Tracked(store, cast, child=None, action="Train all staff")
    third = Tracked(store, cast, action="Ring before a visit", theme="Visits")
    third.is_done()
    store.write_now(judge, cast.head, third.number, "effective", "She is at home when we come.", "Ten records")
    return [first, second, third]


def test_each_level_has_its_sheet_and_a_child_is_named_by_its_reference_alone(
    store: Store, cast: Cast, three: list[Tracked]
) -> None:
    content = out(store, cast.head)
    assert [one["name"] for one in read_workbook("a.xlsx", content)] == ["Child", "Service"]
    found = cells(content)
    assert [(row[0], row[1], row[2]) for row in found] == [
        ("1", CHILD, "=1+1 “quoted”\nin two lines"),
        ("3", CHILD, "Ring before a visit"),
        ("2", "", "Train all staff"),
    ]
    assert "Half of them are sent." in found[0][18]
    assert found[1][12:17] == ["Effective", day(store, 0), "Effective", "She is at home when we come.", "Ten records"]
    assert "Selam" not in str(found)


@pytest.mark.rule("BR-50")
def test_what_went_out_comes_in_as_nothing_new(store: Store, cast: Cast, three: list[Tracked]) -> None:
    came = Brought(store, cast.head, out(store, cast.head)).comes_in()
    assert (came.now["brought"], came.now["present_in_all"], came.now["faults"]) == (0, 3, [])


def test_nobody_takes_out_what_they_do_not_see(store: Store, cast: Cast, three: list[Tracked]) -> None:
    assert [row[2] for row in cells(out(store, cast.worker_of_another_team))] == ["Train all staff"]
    other = Tracked(store, cast, child=OTHER_CHILD, owner=cast.worker_of_another_team)
    assert store.read(rows_of, cast.worker, [other.number]) == []
    for outside in (cast.caller, cast.administrator):
        with pytest.raises(NotAllowed):
            out(store, outside)


def test_a_filtered_list_goes_out_filtered_and_what_is_closed_where_it_is_wanted(
    store: Store, cast: Cast, three: list[Tracked]
) -> None:
    assert len(cells(out(store, cast.head, closed=False))) == 2
    only = Wanted(only={"theme": "Visits"})
    assert cells(out(store, cast.head, only, closed=False)) == []
    assert [row[0] for row in cells(out(store, cast.head, only))] == ["3"]
    assert [row[0] for row in cells(out(store, cast.head, replace(only, view="closed")))] == ["3"]


def test_the_trail_says_why_it_left_and_of_which_children(store: Store, cast: Cast, three: list[Tracked]) -> None:
    numbers = [one.number for one in three]
    with pytest.raises(Unacceptable):
        checked_reason("  ")
    store.write_now(note_workbook, cast.head, " For the meeting ", "OFFICIAL", numbers)
    entry = store.read(newest)
    assert entry is not None
    about = {"reason": "For the meeting", "marking": "OFFICIAL", "items": 3}
    assert (entry["action"], entry["who"], entry["about"]) == ("tracker.exported", cast.head.id, about)
    assert entry["child"] == [CHILD]


def test_the_choices_of_a_column_fit_into_a_workbook() -> None:
    assert [one for sheet in sheets_of([]) for one in sheet.columns if len(",".join(one.choices)) > MOST_CHOICES] == []
