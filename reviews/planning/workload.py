"""The load of each reviewer: how many reviews wait for them, and how many of those are late."""

from collections import Counter
from dataclasses import dataclass

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import everyone
from people.working_days import london_day
from reviews.planning.conflicts import may_review
from reviews.review_index import all_entries
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class Reviewer:
    """Somebody who may be given a review, with what they have; two of one name are told apart by their address."""

    number: int
    name: str
    open: int
    late: int

    @property
    def load(self) -> str:
        """What they have, in words: “3 open, 1 late”."""
        late = f", {self.late} late" if self.late else ""
        return f"{self.open} open{late}" if self.open else "none open"


@needs(Permission.PLAN_REVIEWS)
def reviewers(db: Database, _: Actor) -> list[Reviewer]:
    """Those who may review, by name, with what they have to hand in."""
    today = london_day(db.now)
    waiting = [one for one in all_entries(db) if one.is_open]
    opened, late = (
        Counter(one.reviewer for one in part) for part in (waiting, (w for w in waiting if w.is_late(today)))
    )
    found = [one for one in everyone(db) if may_review(one)]
    twice = Counter(one["name"] for one in found)
    return [
        Reviewer(
            number := number_of(one),
            f"{one['name']}, {one['email']}" if twice[one["name"]] > 1 else one["name"],
            opened[number],
            late[number],
        )
        for one in found
    ]
