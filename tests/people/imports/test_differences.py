"""A correction that the file contradicts waits until a person keeps ours or takes the file's."""

from datetime import date

import pytest

from pages.staff.home.machine import corrections_to_decide
from people import need_to_know
from people.errors import NotAllowed, NotFound
from people.imports.differences import OURS, THEIRS, WaitingDifference, decide_difference, differences_waiting
from people.imports.imports import CHILDREN
from people.imports.work import bring_now
from people.records.casework import hand_over, spells_of
from people.records.child_records import correct_child
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast
from tests.people.imports.test_bringing import PERSON, ZOE, batch, child, involved, people, persons, staff_number, table
from tests.people.imports.test_standing import desk
from tests.people.imports.test_taking_back import back

ZOEY = ("7", "Zoey", *ZOE[2:])


@pytest.fixture
def waiting(store: Store, cast: Cast) -> WaitingDifference:
    bring_now(store, persons(store, ZOE))
    store.write_now(correct_child, cast.administrator, "7", {"name": "Zoé Sample"})
    for _ in range(2):
        bring_now(store, persons(store, ZOEY))
    (found,) = store.read(differences_waiting, cast.administrator)
    return found


def decides(store: Store, cast: Cast, found: WaitingDifference, which: str) -> None:
    store.write_now(decide_difference, cast.administrator, number_of(found), which)
    assert store.read(differences_waiting, cast.administrator) == []


def test_it_waits_once_with_both_words_and_home_says_so(store: Store, cast: Cast, waiting: WaitingDifference) -> None:
    assert (waiting["ours"], waiting["theirs"]) == ("Zoé Sample", "Zoey Sample")
    assert corrections_to_decide(desk(store), cast.administrator).startswith("1 correction is otherwise in the files.")
    assert corrections_to_decide(desk(store), cast.worker) == ""


def test_ours_is_kept_and_not_asked_again(store: Store, cast: Cast, waiting: WaitingDifference) -> None:
    decides(store, cast, waiting, OURS)
    _, found = bring_now(store, persons(store, ZOEY))
    assert (found.changes, found.differences) == ([], [])
    assert child(store, "7")["name"] == "Zoé Sample"


def test_the_word_of_the_file_is_taken_and_the_file_counts_again(
    store: Store, cast: Cast, waiting: WaitingDifference
) -> None:
    decides(store, cast, waiting, THEIRS)
    assert child(store, "7")["name"] == "Zoey Sample"
    bring_now(store, persons(store, ZOE))
    assert child(store, "7")["name"] == "Zoe Sample"


def test_what_stands_here_now_is_shown_and_what_agrees_by_now_waits_no_more(
    store: Store, cast: Cast, waiting: WaitingDifference
) -> None:
    store.write_now(correct_child, cast.administrator, "7", {"name": "Zo Sample"})
    (found,) = store.read(differences_waiting, cast.administrator)
    assert (number_of(found), found["ours"]) == (number_of(waiting), "Zo Sample")
    store.write_now(correct_child, cast.administrator, "7", {"name": "Zoey Sample"})
    assert store.read(differences_waiting, cast.administrator) == []


def test_files_that_were_taken_back_differ_from_nothing(store: Store, cast: Cast, waiting: WaitingDifference) -> None:
    bring_now(store, persons(store, ZOEY, ("8", "Ali", *ZOE[2:])))
    (found,) = store.read(differences_waiting, cast.administrator)
    assert found["brought_by"] != waiting["brought_by"]
    back(store, found["brought_by"])
    assert store.read(differences_waiting, cast.administrator) == []


def test_nobody_else_decides_and_nobody_twice(store: Store, cast: Cast, waiting: WaitingDifference) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(decide_difference, cast.worker, number_of(waiting), OURS)
    decides(store, cast, waiting, OURS)
    with pytest.raises(NotFound):
        store.write_now(decide_difference, cast.administrator, number_of(waiting), THEIRS)


def with_workers(store: Store, who: str, since: str) -> None:
    given = {"persons": table(PERSON, [ZOE]), "staff": people("Ada Example", "Ben Example", "Cy Example")}
    bring_now(store, batch(store, CHILDREN, **given, i=involved((who, since, ""))))


@pytest.fixture
def another_worker(store: Store, cast: Cast) -> WaitingDifference:
    """Somebody here handed the child over to Ben; the files go on to say Ada, and then Cy."""
    with_workers(store, "P0", "01/01/2025")
    store.write_now(hand_over, cast.administrator, "7", "worker", staff_number(store, "P1"), date(2026, 3, 1))
    with_workers(store, "P0", "01/01/2025")
    assert store.read(differences_waiting, cast.administrator) == []
    with_workers(store, "P2", "01/04/2026")
    (found,) = store.read(differences_waiting, cast.administrator)
    return found


def test_who_works_with_a_child_waits_by_name_and_is_handed_over_from_the_day_of_the_file(
    store: Store, cast: Cast, another_worker: WaitingDifference
) -> None:
    found = another_worker
    assert (found["words"], found["ours"], found["theirs"]) == ("worker", "Ben Example", "Cy Example")
    cy = staff_number(store, "P2")
    assert child(store, "7")["worker"] == staff_number(store, "P1")
    decides(store, cast, found, THEIRS)
    assert child(store, "7")["worker"] == cy
    assert [(one["since"], one["until"]) for one in store.read(spells_of, "7")][1:] == [
        ("2026-03-01", "2026-04-01"),
        ("2026-04-01", None),
    ]
    assert store.read(need_to_know.reasons, cy, "7")


def test_a_worker_of_the_file_begins_no_earlier_than_the_one_who_was_chosen_here(store: Store, cast: Cast) -> None:
    with_workers(store, "P0", "01/01/2025")
    store.write_now(hand_over, cast.administrator, "7", "worker", staff_number(store, "P1"), date(2026, 5, 1))
    with_workers(store, "P2", "01/02/2026")
    decides(store, cast, store.read(differences_waiting, cast.administrator)[0], THEIRS)
    assert store.read(spells_of, "7")[-1]["since"] == "2026-05-01"


def test_a_worker_of_ours_is_kept_and_not_asked_again(
    store: Store, cast: Cast, another_worker: WaitingDifference
) -> None:
    decides(store, cast, another_worker, OURS)
    with_workers(store, "P2", "01/04/2026")
    assert store.read(differences_waiting, cast.administrator) == []
    assert child(store, "7")["worker"] == staff_number(store, "P1")
