"""Handing in: the reviewer says that the review is written; from then on it waits to be moderated."""

from people import audit
from people.actor import Actor
from people.errors import NotAllowed
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews import reviews
from reviews.completeness import Missing
from reviews.permitted import HEAD_BOX
from reviews.reviews import SUBMITTED, review
from reviews.sheet import ReviewView, review_view
from storage.store import Database


class Unfinished(Exception):
    """The review still lacks something; `missing` lists it."""

    def __init__(self, lacking: list[Missing]) -> None:
        super().__init__("; ".join(one.what for one in lacking))
        self.missing = lacking


@needs(Permission.SEE_REVIEWS)
def still_missing(db: Database, actor: Actor, review_id: int) -> list[Missing]:
    """What the review lacks before it can be handed in."""
    return _lacking(review_view(db, actor, review_id))


@needs(Permission.WRITE_REVIEWS)
def hand_in(db: Database, actor: Actor, review_id: int) -> None:
    """Submit the review, today; `Unfinished` says what it lacks. Its own reviewer alone does this."""
    found = review(db, actor, review_id)
    if found["reviewer"] != actor.id:
        raise NotAllowed("hand_in")
    if found["state"] == SUBMITTED:
        return
    if lacking := _lacking(review_view(db, actor, review_id)):
        raise Unfinished(lacking)
    day = london_day(db.now).isoformat()
    reviews.change(db, review_id, state=SUBMITTED, submitted=day, submitted_at=db.now.isoformat())
    audit.record(db, actor, "review.submitted", child=found["child"], review=review_id)
    db.announce(f"review:{review_id}")


def _lacking(opened: ReviewView) -> list[Missing]:
    """The box of the Head of S&QA is filled after the review is handed in, so it is not waited for."""
    return [one for one in opened.lacking if one.part != HEAD_BOX]
