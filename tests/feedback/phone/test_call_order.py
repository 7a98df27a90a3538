"""The order of the call list that is remembered for some seconds: never older than what somebody did."""

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_list import call_list
from feedback.phone.call_order import LONGEST, CallOrder
from feedback.phone.not_reached import not_reached
from storage.store import Database, Store
from tests.cast import Cast, Clock
from tests.feedback.phone.people_to_call import add_mother, ask_by

AWAKE = QuietHours()


def keys(store: Store, cast: Cast, order: CallOrder) -> list[str]:
    found = store.read(call_list, cast.caller, AWAKE, most=5, order=order)
    return [one.key for one in (*found.now, *found.to_read, *found.later, *found.left_out)]


def test_a_new_call_and_one_that_was_tried_stand_there_at_once(store: Store, cast: Cast, clock: Clock) -> None:
    order = CallOrder(store)
    assert keys(store, cast, order) == []
    clock.forward(seconds=1)
    request = ask_by(store, cast, "phone", add_mother(store))
    (key,) = keys(store, cast, order)
    assert key.startswith("request-")
    clock.forward(seconds=1)
    store.write_now(not_reached, cast.caller, key, "declined")
    clock.forward(seconds=1)
    assert keys(store, cast, order) == []
    assert request is not None


def test_a_reading_that_began_before_the_news_is_not_remembered_after_them(
    store: Store, cast: Cast, clock: Clock
) -> None:
    order = CallOrder(store)

    def begun_before(db: Database) -> None:
        ask_by(store, cast, "phone", add_mother(store))  # committed while this reading goes on
        order.known(db, AWAKE)

    store.read(begun_before)
    clock.forward(seconds=1)
    assert len(keys(store, cast, order)) == 1


def test_it_is_worked_out_anew_after_some_seconds(store: Store, cast: Cast, clock: Clock) -> None:
    order = CallOrder(store)
    clock.forward(seconds=1)
    first = store.read(order.known, AWAKE)
    assert store.read(order.known, AWAKE) is first
    clock.now += LONGEST * 2
    assert store.read(order.known, AWAKE) is not first


def test_the_count_tells_of_lines_that_are_not_shown(store: Store, cast: Cast, clock: Clock) -> None:
    order = CallOrder(store)
    for number in range(3):
        ask_by(store, cast, "phone", add_mother(store, name=f"Ms {number}", phone=f"+44770090000{number}"))
    found = store.read(call_list, cast.caller, AWAKE, most=1, order=order)
    shown = len(found.now) + len(found.to_read) + len(found.later) + len(found.left_out)
    assert sum(found.number.values()) == 3
    assert shown < 3
    assert not found.is_whole
