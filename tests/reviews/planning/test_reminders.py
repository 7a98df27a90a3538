"""A deadline is told of twice: some working days before it, and when it has passed; each is kept once."""

import asyncio
import time
from datetime import date

import pytest

from app.background import jobs_of_reviews, working
from feedback.messages.outbox import OUTBOX
from pages.staff.home.page import home_content
from pages.staff.shell.staff_settings import StaffSettings
from reviews.planning.planning import move_deadline
from reviews.planning.reminders import due_now, remind, remind_due, reviews_to_remind
from reviews.planning.rules import PlanningRules
from reviews.review_index import all_entries
from reviews.reviews import NOBODY, REVIEWS
from reviews.states import RETURNED
from reviews.steps import timeline
from storage.store import Store
from tests.cast import Cast, Clock
from tests.reviews.planning.plans import Plans

RULES = PlanningRules(reminder_days=3)  # of 29 May 2026, a Friday after a bank holiday on Monday


def lines(store: Store, cast: Cast, review_id: int) -> list[str]:
    return [one["step"] for one in store.read(timeline, cast.head, review_id)]


@pytest.mark.parametrize(
    ("today", "days", "which"),
    [
        ("2026-05-25", 3, ""),
        ("2026-05-26", 3, "remind"),
        ("2026-05-29", 3, "remind"),
        ("2026-05-30", 3, "remind_late"),
        ("2026-05-29", 0, ""),
        ("2026-05-30", 0, "remind_late"),
        ("2026-05-22", 4, "remind"),  # 25 May is the spring bank holiday
        ("2026-05-21", 4, ""),
    ],
)
@pytest.mark.rule("BR-02")
def test_the_working_days_before_a_deadline_are_counted(today: str, days: int, which: str) -> None:
    assert due_now("2026-05-29", date.fromisoformat(today), PlanningRules(reminder_days=days)) == which


async def test_each_reminder_is_kept_once_across_restarts(store: Store, cast: Cast, plans: Plans, clock: Clock) -> None:
    planned = plans.one(cast.reviewer.id)
    assert await remind_due(store, RULES) == 0
    clock.forward(days=14)  # 26 May
    assert await remind_due(store, RULES) == 1
    assert await remind_due(store, RULES) == 0
    clock.forward(days=4)
    assert await remind_due(store, RULES) == 1
    assert await remind_due(store, RULES) == 0
    assert lines(store, cast, planned) == ["remind", "remind_late"]
    assert store.read(lambda db: len(db.table(OUTBOX))) == 0  # nothing leaves


def test_another_process_that_was_first_is_seen(store: Store, cast: Cast, plans: Plans, clock: Clock) -> None:
    planned = plans.one(cast.reviewer.id)
    clock.forward(days=14)
    assert store.read(reviews_to_remind, RULES) == [planned]
    assert store.write_now(remind, RULES, planned) is True
    assert store.write_now(remind, RULES, planned) is False
    assert lines(store, cast, planned) == ["remind"]


def test_another_deadline_has_a_reminder_of_its_own(store: Store, cast: Cast, plans: Plans, clock: Clock) -> None:
    planned = plans.one(cast.reviewer.id)
    clock.forward(days=14)
    store.write_now(remind, RULES, planned)
    store.write_now(move_deadline, cast.head, planned, "2026-06-12", "The worker is ill.")
    assert store.read(reviews_to_remind, RULES) == []
    clock.forward(days=14)
    assert store.read(reviews_to_remind, RULES) == [planned]


def test_nobody_is_reminded_of_what_is_not_theirs_to_write(
    store: Store, cast: Cast, plans: Plans, clock: Clock
) -> None:
    planned = plans.one(NOBODY)
    clock.forward(days=30)
    assert store.read(reviews_to_remind, RULES) == []
    assert store.write_now(remind, RULES, planned) is False
    assert store.write_now(remind, RULES, 999) is False


def test_a_deadline_beyond_every_calendar_stops_no_reminder(
    store: Store, cast: Cast, plans: Plans, clock: Clock
) -> None:
    plans.one(cast.reviewer.id, deadline="9999-12-31")
    planned = plans.one(cast.reviewer.id)
    clock.forward(days=14)
    assert store.read(reviews_to_remind, RULES) == [planned]


@pytest.mark.rule("BR-02")
def test_what_was_returned_was_in_time_and_is_not_late(store: Store, cast: Cast, plans: Plans, clock: Clock) -> None:
    planned = plans.one(cast.reviewer.id)
    changed = {"state": RETURNED, "submitted": "2026-05-20"}
    store.write_now(lambda db: db.table(REVIEWS).replace(planned, changed))
    clock.forward(days=30)
    assert store.read(reviews_to_remind, RULES) == []
    assert not any(one.is_late(date(2026, 6, 11)) for one in store.read(all_entries))


async def test_it_stands_on_the_reviewers_home(store: Store, cast: Cast, plans: Plans, clock: Clock) -> None:
    planned = plans.one(cast.reviewer.id)
    clock.forward(days=14)
    hours = StaffSettings(public_url=None, secure_cookies=False, demo=True).hours

    def why() -> str:
        cards = store.read(home_content, cast.reviewer, hours).next
        return next(one.why for one in cards if one.id == f"review-{planned}")

    assert why() == "Identity · due 29 May"
    async with working(store, jobs_of_reviews(store, RULES)):
        until = time.monotonic() + 10
        while "reminder" not in why() and time.monotonic() < until:  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.02)
    assert why() == "Identity · due 29 May · reminder of 26 May"
