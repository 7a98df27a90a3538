"""A calendar by its private address: what stands in it, what never does, and when it ends."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from icalendar import Calendar, Event
from starlette.applications import Starlette

from pages.hooks.calendars import calendar_route
from people.calendar_addresses import (
    CALENDAR_ADDRESSES,
    READINGS,
    calendar_address,
    make_calendar_address,
    revoke_calendar_address,
)
from people.errors import NotAllowed
from people.leaving import disable
from people.roles import Role
from reviews.panel.planning import plan_meeting
from reviews.reviews import change, plan_review
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.reviews.judged import joins
from tests.tracker.tracked import Tracked, day
from tracker.due_dates import answer_later, ask_later
from tracker.finishing import judge
from tracker.index import TrackerIndex
from tracker.meetings.planning import plan_meeting as plan_tracker_meeting
from tracker.updating import reassign


class Reader:
    """A program that subscribes."""

    def __init__(self, store: Store) -> None:
        app = Starlette(routes=[calendar_route(store, TrackerIndex(), "https://heard.example")])
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://heard.example")

    async def asks(self, secret: str, method: str = "GET") -> httpx.Response:
        return await self._client.request(method, f"/calendar/{secret}.ics")

    async def reads(self, secret: str) -> list[Event]:
        found = Calendar.from_ical((await self.asks(secret)).content)
        return list(found.events)


@pytest.fixture
def reader(store: Store) -> Reader:
    return Reader(store)


def address(store: Store, cast: Cast, person: Any = None) -> str:
    return store.write_now(make_calendar_address, person or cast.worker)


def shown(events: list[Event]) -> list[tuple[str, date, str]]:
    return [(str(one["SUMMARY"]), one.start, str(one["STATUS"])) for one in events]


async def test_what_one_owns_stands_on_its_day(store: Store, cast: Cast, reader: Reader) -> None:
    one = Tracked(store, cast)
    Tracked(store, cast, owner=cast.worker_of_another_team, child=None)
    events = await reader.reads(address(store, cast))
    assert shown(events) == [(f"Item {one.number} is due", date(2026, 6, 11), "CONFIRMED")]
    assert str(events[0]["URL"]) == f"https://heard.example/staff/tracker/{one.number}"


async def test_a_later_date_moves_it_under_the_same_id(store: Store, cast: Cast, reader: Reader) -> None:
    one, secret = Tracked(store, cast), address(store, cast)
    (before,) = await reader.reads(secret)
    store.write_now(ask_later, cast.worker, one.number, day(store, 60), "The course is full.")
    store.write_now(answer_later, cast.manager, one.number, "", given=True)
    (after,) = await reader.reads(secret)
    assert (after["UID"], after.start) == (before["UID"], date(2026, 7, 11))
    assert after["SEQUENCE"] > before["SEQUENCE"]


async def test_what_is_done_is_cancelled_for_a_while_and_then_gone(
    store: Store, cast: Cast, clock: Clock, reader: Reader
) -> None:
    one, secret = Tracked(store, cast), address(store, cast)
    (before,) = await reader.reads(secret)
    one.is_done()
    (after,) = await reader.reads(secret)
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    clock.forward(days=31)
    assert await reader.reads(secret) == []


async def test_what_changed_hands_stands_with_the_new_owner_alone(store: Store, cast: Cast, reader: Reader) -> None:
    one = Tracked(store, cast)
    mine, theirs = address(store, cast), address(store, cast, cast.manager)
    store.write_now(reassign, cast.head, [one.number], cast.manager.id, "Amina is away.")
    assert await reader.reads(mine) == []
    assert len(await reader.reads(theirs)) == 1


async def test_who_answers_for_it_looks_again_on_the_day(store: Store, cast: Cast, reader: Reader) -> None:
    one = Tracked(store, cast)
    one.is_done()
    again = day(store, 20)
    store.write_now(judge, cast.manager, one.number, "cannot_say", "Too early.", "Two meetings.", again=again)
    events = await reader.reads(address(store, cast, cast.manager))
    assert shown(events) == [(f"Look again at the effect of item {one.number}", date.fromisoformat(again), "CONFIRMED")]


async def test_reviews_to_hand_in_and_panels_stand_there(store: Store, cast: Cast, reader: Reader) -> None:
    given = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voices", "deadline": "2026-06-30"}
    review = store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)
    secret = address(store, cast, cast.reviewer)
    assert shown(await reader.reads(secret)) == [("A review is due", date(2026, 6, 30), "CONFIRMED")]
    store.write_now(change, review, state="submitted", submitted="2026-05-12")
    assert shown(await reader.reads(secret)) == [("A review is due", date(2026, 6, 30), "CANCELLED")]
    seats = {Role.BOARD_CHAIR: cast.chair.id, Role.HEAD_OF_SAFEGUARDING: cast.head.id} | {
        role: joins(store, str(role.value), role).id
        for role in (Role.EXECUTIVE_DIRECTOR, Role.ASSISTANT_DIRECTOR, Role.HEAD_OF_SOCIAL_CARE)
    }
    store.write_now(plan_meeting, cast.head, on=day(store, 9), seats=seats)
    events = await reader.reads(address(store, cast, cast.chair))
    assert shown(events) == [("The panel meets", date.fromisoformat(day(store, 9)), "CONFIRMED")]


async def test_the_monthly_meeting_stands_with_those_who_hold_it(store: Store, cast: Cast, reader: Reader) -> None:
    store.write_now(plan_tracker_meeting, cast.head, day(store, 9))
    assert shown(await reader.reads(address(store, cast, cast.manager))) == [
        ("The tracker meeting", date.fromisoformat(day(store, 9)), "CONFIRMED")
    ]
    assert await reader.reads(address(store, cast)) == []


async def test_no_child_and_nothing_that_was_written_stands_in_it(store: Store, cast: Cast, reader: Reader) -> None:
    Tracked(store, cast, action="Ask Selam", theme="Fear")
    given = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Selam’s fear", "deadline": "2026-06-30"}
    store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)
    for person in (cast.worker, cast.reviewer):
        text = (await reader.asks(address(store, cast, person))).text
        for word in ("Selam", "Tesfamariam", CHILD, "Fear", "fear"):
            assert word not in text


async def test_revoked_replaced_unknown_and_left_are_answered_alike(store: Store, cast: Cast, reader: Reader) -> None:
    replaced = address(store, cast)
    revoked = address(store, cast)
    store.write_now(revoke_calendar_address, cast.worker)
    left = address(store, cast, cast.manager)
    assert (await reader.asks(left)).status_code == 200
    store.write_now(disable, cast.administrator, cast.manager.id)
    answers = [await reader.asks(one) for one in (replaced, revoked, left, "A" * 22, "x", "%00", "A" * 5000)]
    assert {(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers} == {
        (404, b"", tuple(sorted(answers[0].headers.items())))
    }


async def test_it_is_kept_by_no_cache_sets_no_cookie_and_answers_to_head(
    store: Store, cast: Cast, reader: Reader
) -> None:
    Tracked(store, cast)
    secret = address(store, cast)
    got, head = await reader.asks(secret), await reader.asks(secret, "HEAD")
    for one in (got, head):
        assert one.status_code == 200
        assert one.headers["content-type"] == "text/calendar; charset=utf-8"
        assert one.headers["cache-control"] == "private, no-store"
        assert "set-cookie" not in one.headers
    assert head.content == b""
    assert (await reader.asks(secret, "POST")).status_code == 405


async def test_guessing_is_slowed_and_a_calendar_is_not_read_without_end(
    store: Store, cast: Cast, clock: Clock, reader: Reader
) -> None:
    secret = address(store, cast)
    for _ in range(READINGS.each):
        assert (await reader.asks(secret)).status_code == 200
    assert (await reader.asks(secret)).status_code == 429
    clock.forward(hours=1, minutes=1)
    assert [(await reader.asks("B" * 22)).status_code for _ in range(21)][-1] == 429
    clock.forward(minutes=11)
    answer = await reader.asks(secret)
    assert answer.status_code == 200


async def test_only_a_hash_of_the_address_is_kept(store: Store, cast: Cast) -> None:
    secret = address(store, cast)
    kept = store.read(lambda db: [dict(one) for one in db.table(CALENDAR_ADDRESSES)])
    assert len(kept) == 1
    assert secret not in str(kept)
    found = store.read(calendar_address, cast.worker)
    assert found is not None
    assert timedelta(0) == store.now - store.now.fromisoformat(found["made"])


async def test_who_has_no_deadlines_has_no_calendar(store: Store, cast: Cast) -> None:
    for person in (cast.caller, cast.administrator):
        with pytest.raises(NotAllowed):
            store.write_now(make_calendar_address, person)
