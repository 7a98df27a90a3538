"""Calling somebody back who asked for it: what was said goes to whoever decides about it."""

from feedback.attempts import note_attempt
from feedback.calls.call import DONE
from feedback.calls.in_the_way import PHONE
from feedback.calls.kept import keep_call
from feedback.calls.whom import call_of
from feedback.triage.deciding import CALLED_BACK, keep_decision
from people import audit
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database


@needs(Permission.MAKE_CALLS)
def called_back(db: Database, actor: Actor, key: str, words: str) -> None:
    """Log that the call took place, in a sentence: the line leaves the list, the wish for a call is settled."""
    one = call_of(db, actor, key)
    if one.item is None or one.voice is None:
        raise NotFound
    keep_decision(db, actor, one.item, one.voice, CALLED_BACK, words)
    request = one.request.doc_id if one.request else None
    note_attempt(db, actor, one.child, request, PHONE, "answered", voice=one.voice.doc_id)
    keep_call(db, key, {"done": DONE})
    audit.record(db, actor, "call.called_back", child=one.child, item=one.item.doc_id)
