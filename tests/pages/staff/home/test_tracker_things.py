"""Home tells what is to be done about the tracker: of one's own, and of what one decides about."""

import pytest

from pages.staff.home.tracker_things import tracker_things, tracker_waiting
from people.actor import Actor
from people.leaving import disable
from storage.store import Store
from tests.cast import Cast, Clock
from tests.tracker.tracked import Tracked, day
from tracker.due_dates import ask_later
from tracker.finishing import CANNOT_SAY, ask_to_drop, judge
from tracker.index import TrackerIndex
from tracker.updating import update


def told(store: Store, person: Actor) -> list[tuple[str, str]]:
    kinds = store.read(tracker_things, person, TrackerIndex())
    return [(one.id, one.late or one.why) for each in kinds for one in each]


@pytest.mark.rule("BR-52")
def test_an_owner_is_told_what_is_late_and_what_is_due_this_week(store: Store, cast: Cast, clock: Clock) -> None:
    late, soon, far = (Tracked(store, cast, due=day(store, ahead)).number for ahead in (1, 6, 30))
    clock.forward(days=2)
    assert told(store, cast.worker) == [
        (f"tracked-{late}", "late: it was due 13 May"),
        (f"tracked-{soon}", "Yours to do, due 18 May"),
    ]
    assert far


@pytest.mark.rule("BR-51")
def test_near_the_end_of_a_month_what_has_no_update_is_counted(store: Store, cast: Cast, clock: Clock) -> None:
    one = Tracked(store, cast)
    assert told(store, cast.worker) == []
    clock.forward(days=12)
    assert [name for name, _ in told(store, cast.worker)] == ["tracker-silent"]
    store.write_now(update, cast.worker, one.number, "Nothing has moved: the school is closed.")
    assert told(store, cast.worker) == []


def test_a_manager_is_told_what_waits_for_an_answer_and_not_of_their_own_wish(store: Store, cast: Cast) -> None:
    one, other = Tracked(store, cast), Tracked(store, cast)
    store.write_now(ask_later, cast.worker, one.number, day(store, 60), "The interpreter is ill.")
    store.write_now(ask_to_drop, cast.manager, other.number, "They have moved.")
    asks = (f"tracked-{one.number}", "Amina Yusuf asks for 11 July")
    ends = (f"tracked-{other.number}", "Grace Adeyemi says that it is no longer needed")
    assert told(store, cast.manager) == [asks]
    assert told(store, cast.head) == [asks, ends]


def test_what_is_done_waits_for_somebody_else_and_again_on_its_day(store: Store, cast: Cast, clock: Clock) -> None:
    one = Tracked(store, cast)
    one.is_done(by=cast.manager)
    assert told(store, cast.manager) == []
    assert told(store, cast.head) == [(f"tracked-{one.number}", "Done 12 May, says Grace Adeyemi")]
    store.write_now(judge, cast.head, one.number, CANNOT_SAY, "Too soon.", "Two records.", again=day(store, 5))
    assert told(store, cast.head) == []
    clock.forward(days=5)
    assert told(store, cast.head)[0][1].endswith("To be looked at again 17 May")


def test_items_whose_owner_has_left_are_told_to_those_who_give_them_on(store: Store, cast: Cast) -> None:
    Tracked(store, cast)
    store.write_now(disable, cast.administrator, cast.worker.id)
    assert [name for name, _ in told(store, cast.manager)] == ["tracker-orphaned"]


def test_who_decides_reads_how_much_waits_for_them(store: Store, cast: Cast) -> None:
    one, other = Tracked(store, cast), Tracked(store, cast)
    store.write_now(ask_later, cast.worker, one.number, day(store, 60), "The interpreter is ill.")
    other.is_done()
    assert store.read(tracker_waiting, cast.head, TrackerIndex()) == (1, 1)
    assert store.read(tracker_waiting, cast.worker, TrackerIndex()) == (0, 0)
