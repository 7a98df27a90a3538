"""Two reminders of a deadline, each kept once: some working days before it, and when it has passed.

A reminder is a line on the review's time line, and from then on a card at the reviewer's home: no message leaves.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict, cast

from tinydb import where

from people.permissions import open_to
from people.working_days import london_day, next_working_day
from reviews import reviews
from reviews.planning.rules import PlanningRules
from reviews.review_index import all_entries
from reviews.reviews import NOBODY
from reviews.states import BEING_WRITTEN, NEVER_HANDED_IN, STEPS
from reviews.steps import keep_step
from storage.kinds import Kind
from storage.store import Database, Store

REVIEW_REMINDERS = Kind("review_reminders", indexed=("key", "review"), unique=("key",), lasting=True)
TO_REMIND_OF = BEING_WRITTEN & NEVER_HANDED_IN  # what was handed in once has kept its deadline or not (BR-02)
BEFORE, LATE = "remind", "remind_late"  # the steps that tell of them


class ReviewReminder(TypedDict):
    """One reminder; the deadline is a part of its key, so that another deadline has reminders of its own."""

    key: str
    review: int
    which: str  # BEFORE or LATE
    reviewer: int
    deadline: str
    on: str  # the London day


async def remind_due(store: Store, rules: PlanningRules) -> int:
    """Keep each reminder whose day has come; returns how many."""
    due = store.read(reviews_to_remind, rules)
    return sum([await store.write(remind, rules, number) for number in due])


def reviews_to_remind(db: Database, rules: PlanningRules) -> list[int]:
    """The reviews of which a reminder is due and not kept; no review is read."""
    today, kept = london_day(db.now), set(db.table(REVIEW_REMINDERS).column("key").values())
    return [
        one.number
        for one in all_entries(db)
        if one.state in TO_REMIND_OF and one.reviewer != NOBODY
        if (which := due_now(one.deadline, today, rules)) and key_of(one.number, which, one.deadline) not in kept
    ]


@open_to("the worker beside the pages")
def remind(db: Database, rules: PlanningRules, review_id: int) -> bool:
    """Keep the reminder that is due; False where it is kept. It looks again: another process may have been first."""
    found = reviews.by_id(db, review_id)
    if found is None or found["state"] not in TO_REMIND_OF or found["reviewer"] == NOBODY:
        return False
    which = due_now(found["deadline"], london_day(db.now), rules)
    key = key_of(review_id, which, found["deadline"])
    if not which or db.table(REVIEW_REMINDERS).contains(where("key") == key):
        return False
    kept: ReviewReminder = {
        "key": key,
        "review": review_id,
        "which": which,
        "reviewer": found["reviewer"],
        "deadline": found["deadline"],
        "on": london_day(db.now).isoformat(),
    }
    db.table(REVIEW_REMINDERS).insert(kept)
    keep_step(db, found, STEPS[which], by=0, by_name="Heard")
    return True


def due_now(deadline: str, today: date, rules: PlanningRules) -> str:
    """Which reminder a deadline calls for today; empty for none."""
    day = date.fromisoformat(deadline)
    if today > day:
        return LATE
    reached = today
    for _ in range(rules.reminder_days):
        reached = next_working_day(reached)
    return BEFORE if rules.reminder_days and reached >= day else ""


def key_of(review_id: int, which: str, deadline: str) -> str:
    """The key under which a reminder stands once."""
    return f"{review_id}/{which}/{deadline}"


def reminded(db: Database, found: Iterable[int]) -> Mapping[int, ReviewReminder]:
    """The last reminder of each of these reviews, for rules that have checked already who is asking."""
    kept = {
        number: cast("list[ReviewReminder]", db.table(REVIEW_REMINDERS).search(where("review") == number))
        for number in found
    }
    return {number: reminders[-1] for number, reminders in kept.items() if reminders}
