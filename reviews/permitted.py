"""Who may change what of a review: one rule, which everything that writes to a review asks."""

from forms.schema import Form
from people.actor import Actor
from people.errors import NotAllowed
from people.roles import Permission
from reviews.reviews import Review
from reviews.states import BEING_WRITTEN

HEADER, HEAD_BOX = "header", "head"


def may_change(review: Review, actor: Actor) -> bool:
    """Whether this person may change what the review says: until it is handed in, its reviewer and the Head of S&QA."""
    theirs = review["reviewer"] == actor.id or actor.may(Permission.COMPLETE_HEAD_BOX)
    return theirs and actor.may(Permission.WRITE_REVIEWS) and review["state"] in BEING_WRITTEN


def check_may_change(review: Review, actor: Actor, what: str) -> None:
    """`NotAllowed` where this person may not change the review as it stands."""
    if not may_change(review, actor):
        raise NotAllowed(what)


def writable(form: Form, review: Review, actor: Actor) -> frozenset[str]:
    """The question ids that this person may fill; what the steps of the review write is nobody's to type (BR-49)."""
    own = may_change(review, actor)
    may = {HEADER: False, HEAD_BOX: False}  # theme, deadline and the days of its steps stand in the review itself
    return frozenset(question.id for part in form.parts if may.get(part.id, own) for question in part.questions)
