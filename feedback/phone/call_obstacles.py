"""What keeps a call from being made, and the calls that were made already."""

from tinydb import where

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.phone.call_access import number_to_dial
from feedback.phone.call_records import kept_call
from feedback.phone.calls_due import CallDue
from feedback.voices.attempts import ATTEMPTS
from storage.documents import number_of
from storage.store import Database
from storage.table import Document

PHONE = "phone"
MOST_TRIES = 3  # without an answer; who asked for a call is tried on
FATIGUE = frozenset({"asked_lately", "asked_often"})  # weighed when the request was made


def in_the_way(db: Database, one: CallDue) -> tuple[Obstacle, ...]:
    """What keeps this call from being made. Who asked for a call is not held back by what was noted before."""
    if one.item is not None or one.text is not None:
        none = Obstacle("no_phone", "They left no number, and none is on record.", False)
        return _wrong_number(db, one) if number_to_dial(one) else (none,)
    if one.request is None or one.child is None:
        return ()
    if one.contact is None:
        return (Obstacle("no_contact", "It is not on record whom to call. Ask again and choose the person.", False),)
    audience, me = one.request["audience"], one.request.doc_id
    found = obstacles(db, one.child, number_of(one.contact), PHONE, audience, db.now, besides=me)
    held = tuple(each for each in found if each.code not in FATIGUE)
    return held + _wrong_number(db, one) + _tried_out(db, one)


def tries_of(db: Database, one: CallDue) -> list[Document]:
    """The calls that were made for this line, the oldest first."""
    own = where("voice") == one.voice.doc_id if one.item and one.voice else None
    if own is None and one.request is not None:
        own = where("request") == one.request.doc_id
    if own is None and one.text is not None:
        loose = (where("request") == None) & (where("voice") == None)  # noqa: E711  # a TinyDB query
        own = (where("child") == one.child) & (where("at") >= one.since) & loose
    found = db.table(ATTEMPTS).page(own, by="at") if own is not None else []
    return [each for each in found if each["method"] == PHONE]


def _wrong_number(db: Database, one: CallDue) -> tuple[Obstacle, ...]:
    """It holds as long as the number is the same one: a corrected number is worth a call."""
    number, wrong = number_to_dial(one), kept_call(db, one.key)["wrong_number"]
    if wrong and number and wrong == db.keyed_hash(number):
        return (Obstacle("wrong_number", "The number was wrong. Correct it on the contact, then call again.", False),)
    return ()


def _tried_out(db: Database, one: CallDue) -> tuple[Obstacle, ...]:
    unanswered = [each for each in tries_of(db, one) if each["outcome"] == "no_answer"]
    if len(unanswered) >= MOST_TRIES:
        return (Obstacle("tried_out", f"Called {len(unanswered)} times without an answer. Try another way.", True),)
    return ()
