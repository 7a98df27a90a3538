"""Who moderates a review at stage 1: the Head of Safeguarding & QA, and never their own (BR-40, gap G2)."""

from people import staff
from people.actor import Actor
from people.roles import Permission, Role
from reviews.reviews import DIP_SAMPLE, Review
from storage.store import Database


def moderating_role(db: Database, reviewer: int) -> Role:
    """The role that moderates what this person (a staff id) wrote: the other Head's where it is the Head's own."""
    author = staff.member(db, reviewer)
    own = author is not None and Role.HEAD_OF_SAFEGUARDING in author["roles"]
    return Role.HEAD_OF_SOCIAL_CARE if own else Role.HEAD_OF_SAFEGUARDING


def moderates(db: Database, actor: Actor, review: Review) -> bool:
    """Whether this person moderates this review; a dip sample nobody does."""
    return review.get("form") != DIP_SAMPLE and moderates_work_of(db, actor, review["reviewer"])


def moderates_work_of(db: Database, actor: Actor, reviewer: int) -> bool:
    """Whether this person moderates what somebody (a staff id) wrote."""
    able = actor.may(Permission.MODERATE_REVIEWS) and actor.id != reviewer
    return able and moderating_role(db, reviewer) in actor.roles
