"""What a workbook brings: each row once, the bad ones told, and nothing called more than the workbook says."""

from datetime import date

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.roles import Role
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.tracker.workbooks.sheets import TORBAY, Brought, workbook
from tracker.lines import lines_of
from tracker.workbooks.bringing import bring_piece, start
from tracker.workbooks.known import known_to
from tracker.workbooks.opening import import_for, imports_of, lay_out
from tracker.workbooks.pieces import piece
from tracker.workbooks.work import forget_old, work_on_imports

OURS = ("No.", "Child", "What", "Who", "When", "State", "Done on", "Effect", "Impact", "Evidence")


def row(number: int, what: str = "Share reports", **said: object) -> list[object]:
    fields = {"No.": number, "Child": CHILD, "What": what, "Who": "Amina Yusuf", "When": date(2026, 3, 1), **said}
    return [fields.get(name) for name in OURS]


@pytest.mark.rule("BR-50")
def test_a_tracker_of_another_place_comes_in_as_it_stands(store: Store, cast: Cast) -> None:
    content = workbook(
        ["Quality assurance tracker 2026"],
        TORBAY,
        [1.0, "Share reports ", "amina yusuf", "By post", date(2025, 3, 1), "Nine of ten in time", "Ongoing", "None"],
        [2.0, "Train all staff", "Somebody who left", None, "3 May 2026", "All are trained", "Closed", None],
        change=lambda sheet: sheet.merge_cells("A1:H1"),
    )
    first, second = Brought(store, cast.head, content).comes_in().items
    assert (first["level"], first["action"], first["owner"]) == ("service", "Share reports", cast.worker.id)
    assert (first["due"], first["shown_by"], first["state"]) == ("2025-03-01", "Nine of ten in time", "open")
    assert (second["owner"], second["owner_name"], second["state"]) == (0, "Somebody who left", "done")
    assert second["done"] is not None
    assert second["done"]["day"] == ""
    told = store.read(lines_of, first.doc_id)  # type: ignore[attr-defined]
    assert [one["kind"] for one in told] == ["made"]
    assert "“tracker.xlsx”, QA, row 3" in told[0]["words"]
    assert "How: By post" in told[0]["words"]


@pytest.mark.rule("BR-50")
def test_the_same_file_twice_makes_nothing_twice_and_a_newer_one_brings_what_is_new(store: Store, cast: Cast) -> None:
    Brought(store, cast.head, workbook(OURS, row(1), row(2, "Train all staff"))).comes_in()
    again = Brought(store, cast.head, workbook(OURS, row(1), row(2, "Train all staff"))).comes_in()
    assert (again.now["brought"], again.now["present_in_all"]) == (0, 2)
    moved = Brought(store, cast.head, workbook(OURS, row(8, "New"), row(9), row(10, "Train all  staff"))).comes_in()
    assert moved.actions == ["New"]
    assert {one["row"]: one["why"] for one in moved.now["present"]} == {
        3: "It is item 1 already.",
        4: "It is item 2 already.",
    }


def test_the_same_row_twice_in_a_file_comes_once(store: Store, cast: Cast) -> None:
    one = Brought(store, cast.head, workbook(OURS, row(1), row(2))).comes_in()
    assert one.actions == ["Share reports"]
    assert one.now["present"][0]["why"] == "The same row stands in this file before."


def test_bad_rows_are_told_with_their_number_and_the_good_ones_come(store: Store, cast: Cast) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["D3"] = "#N/A"
        sheet["D3"].data_type = "e"

    rows = [
        row(1),
        row(2, "Its worker is lost"),
        row(3, ""),
        row(4, "About whom?", Child="D9999"),
        row(5, "American", When="05/13/2026"),
        row(6, "Could be two", When="03/04/2026"),
        row(7, "No day of any year", When="31/02/2026"),
        row(8, "x" * 4_001),
        row(9, "British", When="2 March 2026"),
    ]
    one = Brought(store, cast.head, workbook(OURS, *rows, change=spoil)).comes_in()
    assert one.actions == ["Share reports", "British"]
    assert one.faults == {
        3: "“Who” is not readable: #N/A.",
        4: "Nothing says what has to be done.",
        5: "No child “D9999” is known here to you.",
        6: "When: “05/13/2026” has the month first. Write it as day/month/year, or as 2026-month-day.",
        7: "When: “03/04/2026” could be two days: others in this column have the month first. Write it as 3 May 2026.",
        8: "When: “31/02/2026” is not a day of any calendar.",
        9: "“What” is longer than 4,000 characters.",
    }


@pytest.mark.rule("BR-52")
@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"State": "In progress"}, "open"),
        ({"State": "Amber: slipping"}, "open"),
        ({"State": "Complete", "Done on": date(2026, 2, 1)}, "done"),
        ({"State": "Effective"}, "done"),
        ({"State": "Effective", "Impact": "Parents come prepared"}, "done"),
        ({"State": "Closed", "Impact": "Parents come prepared", "Evidence": "Ten records"}, "done"),
        ({"State": "Effective", "Impact": "Parents come prepared", "Evidence": "Ten records"}, "effective"),
        ({"State": "Not effective", "Impact": "None", "Evidence": "Ten records"}, "not_effective"),
        ({"State": "No longer needed"}, "open"),
    ],
)
def test_nothing_is_called_more_than_the_workbook_says(
    store: Store, cast: Cast, said: dict[str, object], state: str
) -> None:
    (found,) = Brought(store, cast.head, workbook(OURS, row(1, **said))).comes_in().items
    assert found["state"] == state
    assert (found["drop"] is not None) == (said["State"] == "No longer needed")


@pytest.mark.rule("BR-52")
def test_whoever_owns_it_brings_in_no_effect_of_their_own(store: Store, cast: Cast) -> None:
    said = {"State": "Effective", "Impact": "All", "Evidence": "Records", "Who": "Helen Marsh"}
    (found,) = Brought(store, cast.head, workbook(OURS, row(1, **said))).comes_in().items
    assert (found["state"], found["judgement"]) == ("done", None)


@pytest.mark.parametrize("written", [CHILD, "Selam Tesfamariam", "selam  tesfamariam"])
def test_a_child_is_found_by_reference_or_name(store: Store, cast: Cast, written: str) -> None:
    (found,) = Brought(store, cast.head, workbook(OURS, row(1, Child=written))).comes_in().items
    assert (found["level"], found["child"], found["manager"]) == ("child", CHILD, cast.manager.id)


def test_a_number_that_several_children_have_is_not_guessed(store: Store, cast: Cast) -> None:
    one = Brought(store, cast.head, workbook(OURS, row(1, Child=90007.0))).comes_in()
    assert one.faults == {2: "Several children are called “90007”. Give the reference."}


def test_names_are_one_name_with_any_apostrophe_or_space(store: Store, cast: Cast) -> None:
    cast._person("Siobhan O'Neil", Role.TEAM_MANAGER)
    (found,) = Brought(store, cast.head, workbook(OURS, row(1, Who="Siobhan\u00a0O’Neil "))).comes_in().items
    assert found["owner_name"] == "Siobhan O'Neil"


def test_who_has_left_is_kept_as_written_and_owns_nothing(store: Store, cast: Cast) -> None:
    store.write_now(disable, cast.administrator, cast.worker.id)
    (found,) = Brought(store, cast.head, workbook(OURS, row(1))).comes_in().items
    assert (found["owner"], found["owner_name"]) == (0, "Amina Yusuf")


def test_a_manager_brings_in_what_is_about_children_whom_they_know(store: Store, cast: Cast) -> None:
    other = cast._person("Nadia Okoro", Role.TEAM_MANAGER)
    one = Brought(store, other, workbook(OURS, row(1), row(2, "For all", Child=None))).comes_in()
    assert one.actions == ["For all"]
    assert one.faults == {2: "No child “D0001” is known here to you."}


def test_hidden_rows_and_columns_stay_out_until_they_are_wanted(store: Store, cast: Cast) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True

    content = workbook(OURS, row(1), row(2, "Hidden"), change=hide)
    one = Brought(store, cast.head, content)
    layout = one.now["layout"]
    assert layout is not None
    assert "4" not in layout["columns"]
    assert one.comes_in().actions == ["Share reports"]
    both = Brought(store, cast.head, workbook(OURS, row(1, "Shown"), row(2, "Hidden"), change=hide))
    store.write_now(lay_out, cast.head, both.number, "hidden", "yes")
    store.write_now(lay_out, cast.head, both.number, "column-4", "due")
    assert both.comes_in().actions == ["Shown", "Hidden"]
    assert both.items[0]["due"] == "2026-03-01"


def test_headings_in_two_rows_are_read_together(store: Store, cast: Cast) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("C1:D1")

    content = workbook(["What", "Who", "Dates", None], [None, None, "First date", "When"],
                       ["Share", "Amina Yusuf", date(2026, 1, 1), date(2026, 6, 1)], change=merge)  # fmt: skip
    one = Brought(store, cast.head, content)
    layout = one.now["layout"]
    assert layout is not None
    assert (layout["first"], layout["lines"]) == (1, 2)
    (found,) = one.comes_in().items
    assert (found["action"], found["first_due"], found["due"]) == ("Share", "2026-01-01", "2026-06-01")


def test_what_is_merged_over_rows_is_meant_for_each(store: Store, cast: Cast) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D2:D3")

    content = workbook(OURS, row(1), row(2, "Train", Who=None), change=merge)
    assert {one["owner_name"] for one in Brought(store, cast.head, content).comes_in().items} == {"Amina Yusuf"}


def test_what_was_chosen_is_remembered_for_the_same_headings(store: Store, cast: Cast) -> None:
    strange = ("Nr", "Empfehlung", "Wer")
    one = Brought(store, cast.head, workbook(strange, [1, "Share", "Amina Yusuf"]))
    with pytest.raises(Unacceptable, match="Choose the column"):
        store.write_now(start, cast.head, one.number)
    store.write_now(lay_out, cast.head, one.number, "column-1", "action")
    store.write_now(lay_out, cast.head, one.number, "source", "peer_audit")
    one.comes_in()
    layout = Brought(store, cast.manager, workbook(strange, [1, "Other", "x"])).now["layout"]
    assert layout is not None
    assert (layout["columns"], layout["source"]) == ({"1": "action"}, "peer_audit")


@pytest.mark.parametrize(
    ("what", "value"), [("sheet", "7"), ("sheet", "x"), ("column-1", "x"), ("source", "x"), ("x", "")]
)
def test_what_cannot_be_chosen_changes_nothing(store: Store, cast: Cast, what: str, value: str) -> None:
    one = Brought(store, cast.head, workbook(OURS, row(1)))
    before = one.now["layout"]
    with pytest.raises(Unacceptable):
        store.write_now(lay_out, cast.head, one.number, what, value)
    assert one.now["layout"] == before


def test_it_goes_on_from_the_piece_at_which_it_was_stopped(store: Store, cast: Cast) -> None:
    rows = [row(at, f"Action {at}") for at in range(250)]
    one = Brought(store, cast.head, workbook(OURS, *rows))
    store.write_now(start, cast.head, one.number)
    assert store.write_now(bring_piece, one.number, store.read(known_to, cast.head))
    assert one.now["brought"] == 99
    assert len(one.comes_in().items) == 250
    assert one.now["state"] == "done"


async def test_the_rows_go_when_it_is_done_or_a_day_has_passed(store: Store, cast: Cast, clock: Clock) -> None:
    done, left = (Brought(store, cast.head, workbook(OURS, row(at, f"Action {at}"))) for at in (1, 2))
    done.comes_in()
    with pytest.raises(NotFound):
        store.read(piece, done.number, 0)
    clock.forward(hours=23)
    store.write_now(forget_old)
    assert left.now["state"] == "open"
    clock.forward(hours=2)
    store.write_now(forget_old)
    await work_on_imports(store)
    assert left.now["state"] == "dropped"
    with pytest.raises(NotFound):
        store.read(piece, left.number, 0)


def test_who_sees_an_import(store: Store, cast: Cast) -> None:
    of_manager = Brought(store, cast.manager, workbook(OURS, row(1)))
    of_head = Brought(store, cast.head, workbook(OURS, row(2, Child=OTHER_CHILD)))
    assert len(store.read(imports_of, cast.head, 9)) == 2
    assert [one.doc_id for one in store.read(imports_of, cast.manager, 9)] == [of_manager.number]  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        store.read(import_for, cast.manager, of_head.number)
    for outside in (cast.worker, cast.reviewer, cast.chair, cast.caller, cast.administrator):
        with pytest.raises(NotAllowed):
            store.read(import_for, outside, of_head.number)
