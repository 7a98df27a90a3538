"""What goes by which rule, and what keeps it back: the rooms as the nightly work of retention sees them."""

from app.background import Job
from app.kept_sorts import FAMILIES, ITEM, MESSAGES, REVIEWS, SESSIONS, TRAIL
from feedback.concerns import concerns
from feedback.voices import requests
from people.retention.going import Keeping, work_at_night
from reviews.reviews import is_under_way
from storage.store import Database, Store
from tracker import items
from tracker.states import IN_SIGHT

LOOK_EVERY = 900.0  # seconds


def jobs_of_retention(store: Store) -> tuple[Job, ...]:
    """Once a night, what stood on the list goes and what will go is listed."""
    return (Job("what is no longer kept", LOOK_EVERY, lambda: work_at_night(store, KEEPING)),)


def _asked(db: Database, ref: str) -> bool:
    return any(requests.is_open(one, db.now) for one in requests.by_child(db, ref))


def _in_the_tracker(db: Database, ref: str) -> bool:
    return any(one["state"] in IN_SIGHT for one in items.by_child(db, ref))


KEEPING = Keeping(
    sorts=(*MESSAGES, SESSIONS, *FAMILIES, *REVIEWS, ITEM, TRAIL),
    waits=(lambda db, ref: bool(concerns.unsettled_of(db, ref)), _asked, is_under_way, _in_the_tracker),
)
