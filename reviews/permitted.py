"""Who may change what of a review: one rule, which everything that writes to a review asks."""

from forms.schema import Form
from people.actor import Actor
from people.errors import NotAllowed
from people.roles import Permission
from reviews.reviews import SUBMITTED, Review

HEADER, HEAD_BOX = "header", "head"


def may_change(review: Review, actor: Actor) -> bool:
    """Whether this person may change what the review says: until it is handed in, its reviewer and the Head of S&QA."""
    theirs = review["reviewer"] == actor.id or actor.may(Permission.COMPLETE_HEAD_BOX)
    return theirs and actor.may(Permission.WRITE_REVIEWS) and review["state"] != SUBMITTED


def check_may_change(review: Review, actor: Actor, what: str) -> None:
    """`NotAllowed` where this person may not change the review as it stands."""
    if not may_change(review, actor):
        raise NotAllowed(what)


def writable(form: Form, review: Review, actor: Actor) -> frozenset[str]:
    """The question ids that this person may fill; the box of the Head of S&QA is filled afterwards too (BR-49)."""
    own, head = may_change(review, actor), actor.may(Permission.COMPLETE_HEAD_BOX)
    may = {HEADER: False, HEAD_BOX: head}  # theme, deadline and the day of submission stand in the review itself
    return frozenset(question.id for part in form.parts if may.get(part.id, own) for question in part.questions)
