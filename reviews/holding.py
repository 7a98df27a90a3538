"""A legal hold on one review: it stays with what belongs to it, while everything else goes by its rule."""

from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.retention.holds import place_on_review
from people.roles import Permission
from reviews.reviews import by_id, review
from storage.store import Database


@needs(Permission.HOLD_RECORDS)
def hold_review(db: Database, actor: Actor, typed: str, why: str) -> int:
    """Keep a review, its recommendations, its discussions and the words it quotes until the hold is lifted.

    `typed` is its number. Audited; NotFound for a review that is not theirs to read, Unacceptable.
    """
    number = typed.strip()
    if not (number.isascii() and number.isdecimal()) or len(number) > 9 or by_id(db, int(number)) is None:
        raise Unacceptable("There is no review with this number. It is the number at the end of the review’s address.")
    found = review(db, actor, int(number))
    if "erased" in found:
        raise Unacceptable("What was written in this review has gone by its rule. There is nothing left to hold.")
    return place_on_review(db, actor, int(number), found["child"], why)
