"""Which fields of a review a person may fill."""

from collections.abc import Mapping
from typing import Any

from forms.schema import Form
from people.actor import Actor
from people.roles import Permission
from reviews.reviews import SUBMITTED

HEAD_BOX = "head"


def writable(form: Form, review: Mapping[str, Any], actor: Actor) -> frozenset[str]:
    """The question ids that this person may fill: the reviewer the review, the Head of S&QA also the box (BR-49)."""
    theirs = review["reviewer"] == actor.id or actor.may(Permission.COMPLETE_HEAD_BOX)
    own = actor.may(Permission.WRITE_REVIEWS) and theirs and review["state"] != SUBMITTED
    head = actor.may(Permission.COMPLETE_HEAD_BOX)
    return frozenset(
        question.id for part in form.parts for question in part.questions if (head if part.id == HEAD_BOX else own)
    )
