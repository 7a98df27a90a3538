"""Handing in: the reviewer says that the review is written; from then on it waits to be moderated."""

from people.actor import Actor
from people.errors import NotAllowed
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.lacking import Missing
from reviews.permitted import HEAD_BOX
from reviews.reviews import is_dip_sample, review
from reviews.sheet import ReviewView, review_view
from reviews.states import BEING_WRITTEN
from reviews.steps import take_step
from reviews.versions import keep_version
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
    if found["state"] in BEING_WRITTEN and (lacking := _lacking(review_view(db, actor, review_id))):
        raise Unfinished(lacking)
    step = "sample" if is_dip_sample(found) else "submit"  # a dip sample ends here: no panel, no grade
    day = london_day(db.now).isoformat()
    # the day on which it was first handed in is the one that was late or not
    if take_step(db, actor, review_id, step, submitted=found.get("submitted", day), submitted_at=db.now.isoformat()):
        keep_version(db, actor, found)


def _lacking(opened: ReviewView) -> list[Missing]:
    """The box of the Head of S&QA is filled after the review is handed in, so it is not waited for."""
    return [one for one in opened.lacking if one.part != HEAD_BOX]
