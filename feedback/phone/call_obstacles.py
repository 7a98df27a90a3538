"""What keeps a call from being made, and the calls that were made already."""

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.phone.call_access import number_to_dial
from feedback.phone.call_records import call_record
from feedback.phone.calls_due import CallDue
from feedback.voices import attempts
from feedback.voices.attempts import Attempt
from storage.documents import number_of
from storage.store import Database

PHONE = "phone"
MOST_TRIES = 3  # without an answer; who asked for a call is tried on


def in_the_way(db: Database, one: CallDue) -> tuple[Obstacle, ...]:
    """What keeps this call from being made. Who asked for a call is not held back by what was noted before."""
    if one.item is not None or one.text is not None:
        none = Obstacle("no_phone", "They left no number, and none is on record.", False)
        return _wrong_number(db, one) if number_to_dial(one) else (none,)
    if one.request is None or one.child is None:
        return ()
    if one.contact is None:
        return (Obstacle("no_contact", "It is not on record whom to call. Ask again and choose the person.", False),)
    audience = one.request["audience"]
    found = obstacles(db, one.child, number_of(one.contact), PHONE, audience, db.now, asked_before=False)
    return found + _wrong_number(db, one) + _tried_out(db, one)


def tries_of(db: Database, one: CallDue) -> list[Attempt]:
    """The calls that were made for this line, the oldest first."""
    return [each for each in _tries(db, one) if each["method"] == PHONE]


def _tries(db: Database, one: CallDue) -> list[Attempt]:
    if one.item and one.voice:
        return attempts.by_voice(db, number_of(one.voice))
    if one.request is not None:
        return attempts.by_request(db, number_of(one.request))
    return attempts.logged_since(db, one.child, one.since) if one.text is not None else []


def _wrong_number(db: Database, one: CallDue) -> tuple[Obstacle, ...]:
    """It holds as long as the number is the same one: a corrected number is worth a call."""
    number, wrong = number_to_dial(one), call_record(db, one.key)["wrong_number"]
    if wrong and number and wrong == db.keyed_hash(number):
        return (Obstacle("wrong_number", "The number was wrong. Correct it on the contact, then call again.", False),)
    return ()


def _tried_out(db: Database, one: CallDue) -> tuple[Obstacle, ...]:
    unanswered = [each for each in tries_of(db, one) if each["outcome"] == "no_answer"]
    if len(unanswered) >= MOST_TRIES:
        return (Obstacle("tried_out", f"Called {len(unanswered)} times without an answer. Try another way.", True),)
    return ()
