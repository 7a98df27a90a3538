"""The reviews that passed stage 1 and wait for the Head to list them, and why the rule lists them (gap G1)."""

from dataclasses import dataclass

from people import children
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.moderation.listing import REASONS
from reviews.moderation.records import last_of
from reviews.review_index import review_index
from reviews.reviews import Review, by_id
from reviews.states import PASSED
from storage.documents import number_of
from storage.store import Database

BY_RULE = "the rule lists it"


@dataclass(frozen=True)
class WaitingReview:
    """One of them."""

    review: Review
    number: int
    name: str  # of the child
    reviewer: str
    passed_at: str
    why: str  # empty where no rule lists it


@needs(Permission.PLAN_PANEL)
def waiting_reviews(db: Database, actor: Actor) -> list[WaitingReview]:
    """Those that the rule lists first.

    Why is told to who passed the review alone: it would tell others the Head's grade before the meeting (BR-43).
    """
    passed = [one.number for one in review_index(db, actor) if one.state == PASSED]
    found = [_waiting(db, actor, known) for number in passed if (known := by_id(db, number))]
    return sorted(found, key=lambda one: (not one.why, one.passed_at))


def _waiting(db: Database, actor: Actor, found: Review) -> WaitingReview:
    look = last_of(db, number_of(found))
    by_rule = look["why_listed"] if look else ""
    why = REASONS[by_rule] if by_rule and look and look["by"] == actor.id else BY_RULE
    return WaitingReview(
        review=found,
        number=number_of(found),
        name=children.name_of(db, found["child"]) or found["child"],
        reviewer=name_of(db, found["reviewer"]),
        passed_at=look["at"] if look else "",
        why=why if by_rule else "",
    )
