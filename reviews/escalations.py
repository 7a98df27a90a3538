"""Concerns that a review raises: at any stage, without waiting for it to be handed in (BR-23, BR-25, BR-30)."""

from collections.abc import Iterable

from feedback.concerns import concerns
from feedback.concerns.concern_views import ConcernView, is_hidden, view_of
from feedback.concerns.kinds import NOT_ADDRESSED
from feedback.concerns.raising import keep_concern
from forms.schema import Question
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import as_actor, member
from reviews.reviews import Review, readable_review, review
from storage.documents import number_of
from storage.store import Database

FROM_THE_FORM = "The review says that an issue arose and was not challenged."


@needs(Permission.RAISE_CONCERN)
def escalate(
    db: Database,
    actor: Actor,
    review_id: int,
    kind: str,
    words: str = "",
    *,
    subjects: Iterable[int] = (),
    press: str = "",
) -> int:
    """Raise a concern from a review, about its child. `subjects` are the staff whom it is about.

    Whoever may see the review may raise it: nobody has to work with the child besides. Where the review's author is
    among those who would answer it, they are passed over (BR-25).
    """
    found = readable_review(db, actor, review_id)
    recused = {*subjects, *_author_who_answers(db, found)}
    child = found["child"]
    return keep_concern(db, actor, kind, words=words, recused=recused, press=press, child=child, review=review_id)


@needs(Permission.SEE_REVIEWS)
def concerns_about(db: Database, actor: Actor, review_id: int) -> list[ConcernView]:
    """The concerns that a review's banner shows, the oldest first; never to somebody whom they are about."""
    review(db, actor, review_id)
    found = concerns.of_review(db, review_id)
    return [view_of(db, one, actor.id) for one in found if not is_hidden(one, actor)]


def escalate_from_the_form(db: Database, reviewer: Actor, found: Review, question: Question, value: object) -> None:
    """An issue that nobody challenged is raised when the reviewer says so, once for a review (BR-23)."""
    if value not in question.alerts:
        return
    if not concerns.is_raised(db, number_of(found), NOT_ADDRESSED):
        escalate(db, reviewer, number_of(found), NOT_ADDRESSED, FROM_THE_FORM)


def _author_who_answers(db: Database, found: Review) -> set[int]:
    person = member(db, found["reviewer"])
    answers = person is not None and as_actor(person).may(Permission.ANSWER_CONCERN)
    return {found["reviewer"]} if answers else set()
