"""Calling somebody back who asked for it: what was said goes to whoever decides about it."""

from feedback.messages.inbox import ReceivedText, note_read, waiting_calls
from feedback.phone.call import DONE
from feedback.phone.call_access import call_of
from feedback.phone.call_obstacles import PHONE
from feedback.phone.call_records import change_call_record
from feedback.triage.deciding import CALLED_BACK, DECISIONS, LONGEST, keep_decision
from feedback.voices.attempts import note_attempt
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@needs(Permission.MAKE_CALLS)
def called_back(db: Database, actor: Actor, key: str, words: str) -> None:
    """Log that the call took place, in a sentence: the line leaves the list, the wish for a call is settled."""
    one = call_of(db, actor, key)
    if one.text is not None:
        _answer_texts(db, actor, one.child, one.text, words)
        change_call_record(db, key, done=DONE)
        return
    if one.item is None or one.voice is None:
        raise NotFound
    keep_decision(db, actor, one.item, one.voice, CALLED_BACK, words)
    request = number_of(one.request) if one.request else None
    note_attempt(db, actor, one.child, request, PHONE, "answered", voice=number_of(one.voice))
    change_call_record(db, key, done=DONE)
    audit.record(db, actor, "call.called_back", child=one.child, item=number_of(one.item))


def _answer_texts(db: Database, actor: Actor, child: str | None, text: ReceivedText, words: str) -> None:
    """Whoever asked by text was called: every wish for it that this phone has sent is settled."""
    said = words.replace("\0", "").strip()[:LONGEST]
    if not said:
        raise Unacceptable("Write what was said and what is done, in a sentence.")
    for one in waiting_calls(db):
        if one["sender"] == text["sender"]:
            note_read(db, one, actor.id, f"{DECISIONS[CALLED_BACK]}: {said}")
    attempt = note_attempt(db, actor, child, None, PHONE, "answered", said)
    audit.record(db, actor, "call.called_back", child=child, text=number_of(text), attempt=attempt)
