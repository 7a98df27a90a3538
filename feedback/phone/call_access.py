"""Who may call whom, and on which number."""

from feedback.phone.calls_due import ASKED_US, CallDue, call_due
from feedback.voices.call_wishes import number_to_call
from feedback.voices.links import REQUESTS
from feedback.voices.voices import may_read_words
from people import need_to_know
from people.actor import Actor
from people.children import may_reach
from people.errors import NotFound
from people.roles import Permission
from storage.store import Database
from storage.table import Document


def call_of(db: Database, actor: Actor, key: str) -> CallDue:
    """The call of this key for this caller; `NotFound` else."""
    found = call_due(db, key)
    if found is None or not may_call(db, actor, found):
        raise NotFound
    return found


def may_call(db: Database, actor: Actor, one: CallDue) -> bool:
    """Whether this person may call: an independent caller anybody, others whom they know.

    Whoever asked for a call without sharing that with their worker is not called by their worker.
    """
    if actor.may(Permission.CALL_ANY_FAMILY):
        return True
    if one.child is None or not need_to_know.may_see(db, actor, one.child):
        return False
    return (
        one.why != ASKED_US or one.text is not None or (one.voice is not None and may_read_words(db, actor, one.voice))
    )


def number_to_dial(one: CallDue) -> str | None:
    """The number to call: the one that they gave with their wish, else the contact's."""
    return number_to_call(one.voice if one.item else None, one.contact) or None


def request_to_call(db: Database, actor: Actor, request_id: int) -> Document:
    """The request about which this person may call; `NotFound` else, and for one that was taken back."""
    request = db.table(REQUESTS).get(doc_id=request_id)
    if request is None or request["state"] == "revoked" or request["child"] is None:
        raise NotFound
    if not may_reach(db, actor, request["child"]):
        raise NotFound
    return request
