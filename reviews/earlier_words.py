"""What earlier words led to: whether a family's feedback informs practice, from the tracker (prompt 1.10, BR-54)."""

from dataclasses import dataclass

from feedback.voices.voices import heard_from
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.reviews import review
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import sight_of
from tracker.answered_words import AnsweredWords, voice_of, words_key, words_seen
from tracker.items import Item
from tracker.states import WITHDRAWN

SECTION = "1"  # the one whose prompt asks it


@dataclass(frozen=True)
class LedTo:
    """One item that answers this family's words, with those of the words that this person may read."""

    item: Item
    words: list[AnsweredWords]


@needs(Permission.SEE_REVIEWS)
def earlier_words_led_to(db: Database, actor: Actor, review_id: int) -> list[LedTo]:
    """The items of the tracker that answer words of the reviewed child and family, the newest first."""
    child = review(db, actor, review_id)["child"]
    said = [words_key(number_of(voice), question) for voice in heard_from(db, child) for question in voice["answers"]]
    theirs = {voice_of(key) for key in said}
    sees_held = actor.may(Permission.SEE_TRACKER) and sight_of(db, actor).everything
    found = [
        one for one in items.answering_any(db, said) if one["state"] != WITHDRAWN and (sees_held or not one["held"])
    ]
    return [LedTo(one, _words(db, actor, one, theirs)) for one in sorted(found, key=number_of, reverse=True)]


def _words(db: Database, actor: Actor, found: Item, theirs: set[int]) -> list[AnsweredWords]:
    """What this family said of all that the item answers: an item of the service answers others' words too."""
    seen = (words_seen(db, actor, key) for key in found["voices"] if voice_of(key) in theirs)
    return [one for one in seen if one is not None and not one.withheld]
