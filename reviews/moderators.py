"""Who moderates a review at stage 1: the Head of Safeguarding & QA, and never their own (BR-40, gap G2)."""

from people import staff
from people.actor import Actor
from people.roles import Permission, Role
from reviews.reviews import Review
from storage.store import Database


def moderating_role(db: Database, review: Review) -> Role:
    """The role whose holder moderates this review: the Head of Social Care where the other Head wrote it."""
    author = staff.member(db, review["reviewer"])
    own = author is not None and Role.HEAD_OF_SAFEGUARDING in author["roles"]
    return Role.HEAD_OF_SOCIAL_CARE if own else Role.HEAD_OF_SAFEGUARDING


def moderates(db: Database, actor: Actor, review: Review) -> bool:
    """Whether this person moderates this review."""
    able = actor.may(Permission.MODERATE_REVIEWS) and actor.id != review["reviewer"]
    return able and moderating_role(db, review) in actor.roles
