"""Need to know follows the record: a hand-over shows a child to one and hides it from the other, that moment."""

from datetime import date, timedelta

import pytest

from people.children import NOBODY, by_ref, child
from people.errors import NotAllowed, NotFound, Unacceptable
from people.former_casework import worked_with
from people.records.casework import hand_over, keep_past_spell, spells_of
from people.records.history import history_of_child
from storage.store import Store
from tests.cast import CHILD, NOON, Cast

TODAY = NOON.date()


def test_who_hands_over_a_child_loses_sight_of_it_that_moment(store: Store, cast: Cast) -> None:
    assert store.write_now(hand_over, cast.manager, CHILD, "worker", cast.worker_of_another_team.id, TODAY)
    with pytest.raises(NotFound):
        store.read(child, cast.worker, CHILD)
    assert store.read(child, cast.worker_of_another_team, CHILD)["worker"] == cast.worker_of_another_team.id
    assert store.read(worked_with, cast.worker.id, CHILD)


def test_both_spells_are_kept_with_their_days(store: Store, cast: Cast) -> None:
    day = TODAY - timedelta(days=3)
    store.write_now(hand_over, cast.manager, CHILD, "worker", cast.worker_of_another_team.id, day)
    found = [(one["staff"], one["since"], one["until"]) for one in store.read(spells_of, CHILD)]
    assert found == [(cast.worker.id, None, day.isoformat()), (cast.worker_of_another_team.id, day.isoformat(), None)]


def test_a_child_may_have_nobody(store: Store, cast: Cast) -> None:
    store.write_now(hand_over, cast.head, CHILD, "worker", NOBODY, TODAY)
    found = store.read(by_ref, CHILD)
    assert found is not None
    assert found["worker"] == NOBODY
    assert not store.write_now(hand_over, cast.head, CHILD, "worker", NOBODY, TODAY)


def test_the_history_says_who_stood_there_before(store: Store, cast: Cast) -> None:
    store.write_now(hand_over, cast.manager, CHILD, "worker", cast.worker_of_another_team.id, TODAY)
    last = store.read(history_of_child, CHILD)[-1]
    assert last["before"] == {"worker": cast.worker.id}
    assert (last["after"]["worker"], last["who"]) == (cast.worker_of_another_team.id, cast.manager.id)


def test_nobody_hands_over_to_who_has_left_nor_ahead_of_the_day(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="works here"):
        store.write_now(hand_over, cast.manager, CHILD, "worker", 999, TODAY)
    with pytest.raises(Unacceptable, match="future"):
        store.write_now(hand_over, cast.manager, CHILD, "worker", NOBODY, date(2027, 1, 1))


def test_a_worker_hands_nobody_over_and_a_manager_only_children_that_they_see(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(hand_over, cast.worker, CHILD, "worker", NOBODY, TODAY)
    store.write_now(hand_over, cast.head, CHILD, "manager", NOBODY, TODAY)
    with pytest.raises(NotFound):
        store.write_now(hand_over, cast.manager, CHILD, "worker", NOBODY, TODAY)


def test_a_spell_of_long_ago_counts_as_former_work_and_stands_once(store: Store, cast: Cast) -> None:
    spell = (CHILD, "worker", cast.reviewer.id, date(2024, 1, 8), date(2025, 2, 3))
    assert store.write_now(keep_past_spell, cast.administrator, *spell)
    assert not store.write_now(keep_past_spell, cast.administrator, *spell)
    assert store.read(worked_with, cast.reviewer.id, CHILD)
    with pytest.raises(NotFound):
        store.read(child, cast.reviewer, CHILD)
