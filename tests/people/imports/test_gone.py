"""Who stood in the files before and does not now waits until a person decides; nothing ends by itself."""

from datetime import date

import pytest

from benchmarks.authority_files import INVOLVEMENTS, table
from pages.staff.home.machine import corrections_to_decide
from people import need_to_know, staff
from people.errors import NotAllowed, NotFound, Unacceptable
from people.imports import imports
from people.imports.gone_waiting import ENDED, ENDED_LATER, LEFT, STAYS, StillGone, decide_gone, gone_waiting
from people.imports.imports import CHILDREN
from people.imports.work import bring_now
from people.records.casework import hand_over, spells_of
from people.records.endings import CLOSED, DIED
from storage.store import Store
from tests.cast import Cast
from tests.people.imports.test_bringing import PERSON, ZOE, batch, child, involved, people, persons, staff_number
from tests.people.imports.test_standing import desk
from tests.people.imports.test_taking_back import back

ALI = ("8", "Ali", *ZOE[2:])
EVE = ("9", "Eve", *ZOE[2:])
DAY = date(2026, 5, 4)


def waiting(store: Store, cast: Cast) -> list[StillGone]:
    return store.read(gone_waiting, cast.administrator)


def named(store: Store, cast: Cast) -> list[str]:
    return [one.named for one in waiting(store, cast)]


def decides(store: Store, cast: Cast, how: str, on: date | None = DAY) -> list[str]:
    numbers = [one.number for one in waiting(store, cast)]
    return store.write_now(decide_gone, cast.administrator, numbers, how, on)


def with_workers(store: Store, names: tuple[str, ...], *rows: tuple[str, str, str]) -> int:
    given = {"persons": table(PERSON, [ZOE]), "staff": people(*names)}
    number, _ = bring_now(store, batch(store, CHILDREN, **given, i=involved(*rows)))
    return number


def only_a_manager(store: Store, *names: str) -> None:
    rows = table(INVOLVEMENTS, [("2", "P0", "Team Manager", "", "01/01/2025", "", "7")])
    bring_now(store, batch(store, CHILDREN, persons=table(PERSON, [ZOE]), staff=people(*names), i=rows))


def test_a_child_who_is_gone_waits_once_and_home_says_so_and_nothing_ends(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI))
    for _ in range(3):
        bring_now(store, persons(store, ZOE))
    assert named(store, cast) == ["Child 8, Ali Sample"]
    assert not child(store, "8").get("ended")
    told = corrections_to_decide(desk(store), cast.administrator)
    assert told == "No longer in the files: 1 child. Decide on each."
    assert corrections_to_decide(desk(store), cast.worker) == ""


def test_who_stands_in_a_file_again_waits_no_more(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI))
    bring_now(store, persons(store, ZOE))
    bring_now(store, persons(store, ZOE, ALI))
    assert waiting(store, cast) == []


def test_a_row_that_is_wrong_still_names_its_child(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI))
    _, found = bring_now(store, persons(store, ZOE, ("8", "Ali", "Sample", "WBRI", "no day", "")))
    assert len(found.wrong) == 1
    assert waiting(store, cast) == []


def test_a_list_of_others_says_nothing_about_a_child(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI))
    plan = ("Child Unique ID", "Date of Birth", "Child Protection Plan Start Date")
    bring_now(store, batch(store, CHILDREN, seven=table(plan, [("7", "01/05/2015", "06/01/2025")])))
    bring_now(store, batch(store, CHILDREN, staff=people("Ada Example")))
    assert waiting(store, cast) == []
    bring_now(store, persons(store, ZOE))
    assert named(store, cast) == ["Child 8, Ali Sample"]


def test_all_at_once_their_cases_are_closed_on_a_day(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI, EVE))
    bring_now(store, persons(store, ZOE))
    with pytest.raises(Unacceptable, match="for each child alone"):
        decides(store, cast, DIED)
    with pytest.raises(Unacceptable, match="on which day"):
        decides(store, cast, CLOSED, None)
    assert decides(store, cast, CLOSED) == []
    ended = [child(store, ref).get("ended") for ref in ("8", "9")]
    assert [(one["why"], one["on"]) for one in ended if one] == [(CLOSED, "2026-05-04")] * 2
    assert waiting(store, cast) == []


def test_one_whose_day_cannot_be_is_named_and_waits_on(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI, ("9", "Eve", "Sample", "WBRI", "05/05/2026", "")))
    bring_now(store, persons(store, ZOE))
    refused = decides(store, cast, CLOSED)
    assert refused == ["Child 9, Eve Sample: That day is before the child was born."]
    assert named(store, cast) == ["Child 9, Eve Sample"]


def test_who_stays_is_not_asked_about_again(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI))
    bring_now(store, persons(store, ZOE))
    decides(store, cast, STAYS, None)
    bring_now(store, persons(store, ZOE))
    assert waiting(store, cast) == []
    assert not child(store, "8").get("ended")


def test_a_member_of_staff_who_has_left_loses_access(store: Store, cast: Cast) -> None:
    bring_now(store, batch(store, CHILDREN, staff=people("Ada Example", "Ben Example")))
    bring_now(store, batch(store, CHILDREN, staff=people("Ada Example")))
    assert named(store, cast) == ["Ben Example (P1)"]
    decides(store, cast, LEFT, None)
    ben = store.read(staff.by_reference, "P1")
    assert ben
    assert not ben["active"]


def test_an_involvement_that_is_gone_ends_on_a_day_and_with_it_what_the_worker_may_see(
    store: Store, cast: Cast
) -> None:
    with_workers(store, ("Ada Example",), ("P0", "01/01/2025", ""))
    ada = staff_number(store, "P0")
    only_a_manager(store, "Ada Example")
    assert named(store, cast) == ["Child 7, Zoe Sample: Ada Example as worker"]
    assert child(store, "7")["worker"] == ada
    assert decides(store, cast, ENDED, date(2024, 12, 1)) == [
        f"Child 7, Zoe Sample: Ada Example as worker: {ENDED_LATER}"
    ]
    decides(store, cast, ENDED)
    assert child(store, "7")["worker"] == 0
    assert ("worker", "2026-05-04") in [(one["part"], one["until"]) for one in store.read(spells_of, "7")]
    assert "allocated_worker" not in store.read(need_to_know.reasons, ada, "7")


def test_a_worker_whom_somebody_chose_here_is_nobody_that_a_file_can_miss(store: Store, cast: Cast) -> None:
    with_workers(store, ("Ada Example", "Ben Example"), ("P0", "01/01/2025", ""))
    store.write_now(hand_over, cast.administrator, "7", "worker", staff_number(store, "P1"), date(2026, 3, 1))
    with_workers(store, ("Ada Example", "Ben Example"), ("P0", "01/01/2025", ""))
    only_a_manager(store, "Ada Example", "Ben Example")
    assert waiting(store, cast) == []


def test_taking_the_files_back_takes_back_who_was_gone_and_what_was_decided(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI, EVE))
    number, _ = bring_now(store, persons(store, ("7", "Zoë", *ZOE[2:])))
    first, *_ = waiting(store, cast)
    store.write_now(decide_gone, cast.administrator, [first.number], CLOSED, DAY)
    assert child(store, "8").get("ended")
    assert back(store, number)["state"] == imports.RETURNED
    assert not child(store, "8").get("ended")
    assert waiting(store, cast) == []


def test_nobody_else_decides_and_nothing_that_does_not_fit(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ALI))
    bring_now(store, persons(store, ZOE))
    (one,) = waiting(store, cast)
    with pytest.raises(NotAllowed):
        store.write_now(decide_gone, cast.manager, [one.number], CLOSED, DAY)
    with pytest.raises(NotFound):
        decides(store, cast, LEFT)
