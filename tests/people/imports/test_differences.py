"""A correction that the file contradicts waits until a person keeps ours or takes the file's."""

import pytest

from pages.staff.home.machine import corrections_to_decide
from people.errors import NotAllowed, NotFound
from people.imports.differences import OURS, THEIRS, WaitingDifference, decide_difference, differences_waiting
from people.imports.work import bring_now
from people.records.child_records import correct_child
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast
from tests.people.imports.test_bringing import ZOE, child, persons
from tests.people.imports.test_standing import desk

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


def test_nobody_else_decides_and_nobody_twice(store: Store, cast: Cast, waiting: WaitingDifference) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(decide_difference, cast.worker, number_of(waiting), OURS)
    decides(store, cast, waiting, OURS)
    with pytest.raises(NotFound):
        store.write_now(decide_difference, cast.administrator, number_of(waiting), THEIRS)
