"""Noting a discussion with the worker or the line manager for one review, while the review can still be changed."""

from collections.abc import Collection

from feedback.phone.discussions import keep_discussion
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.permitted import check_may_change
from reviews.reviews import review
from storage.store import Database


@needs(Permission.WRITE_REVIEWS)
def note_for_review(
    db: Database,
    actor: Actor,
    review_id: int,
    *,
    part: str,
    on: str,
    method: str,
    words: str,
    who: str = "",
    sections: Collection[str] = (),
) -> int:
    """Note it for this review, about its child; as `note_discussion`."""
    found = review(db, actor, review_id)
    check_may_change(found, actor, "note_for_review")
    said = {"part": part, "on": on, "method": method, "words": words, "who": who}
    return keep_discussion(db, actor, child=found["child"], review=review_id, sections=sections, **said)
