"""Deciding: who read it, and what is done about it; added to, never taken away, and never done by a flag."""

from collections.abc import Mapping

from feedback.concerns.kinds import AT_RISK, NOT_ADDRESSED
from feedback.concerns.raising import keep_concern
from feedback.triage.items import DECIDED, FREE_TEXT, TRIAGE, UNFAIR, open_items_of
from feedback.voices import VOICES, need_to_know_or_reader
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document

NO_ACTION, PASSED_ON, CALLED_BACK, ESCALATED, OTHER = "no_action", "passed_on", "called_back", "escalated", "other"
DECISIONS: Mapping[str, str] = {
    NO_ACTION: "No action needed",
    PASSED_ON: "Passed to the worker",
    CALLED_BACK: "Called back",
    ESCALATED: "Escalated",
    OTHER: "Something else",
}
LONGEST = 5_000


@needs(Permission.READ_VOICES)
def say_read(db: Database, actor: Actor, item_id: int) -> None:
    """Say that one has read it. What is done about it is another step, and the item waits for that."""
    item, _voice = readable(db, actor, item_id)
    if any(one["by"] == actor.id for one in item["read"][-1:]):
        return
    db.table(TRIAGE).replace(item_id, {"read": [*item["read"], _mark(db, actor)]})
    audit.record(db, actor, "triage.read", child=item["child"], item=item_id)
    _tell(db, item)


@needs(Permission.TRIAGE)
def decide(
    db: Database, actor: Actor, item_id: int, decision: str, words: str = "", *, concern: str | None = None
) -> int | None:
    """Decide about one item, with words wherever something is done or the matter is a same-day one.

    `escalated` raises the concern and returns its number; `concern` names which, where the matter leaves it open.
    A later decision stands below the earlier one.
    """
    item, voice = readable(db, actor, item_id)
    if decision not in DECISIONS:
        raise Unacceptable("Choose what was decided.")
    return keep_decision(db, actor, item, voice, decision, words, concern=concern)


def keep_decision(
    db: Database,
    actor: Actor,
    item: Document,
    voice: Document,
    decision: str,
    words: str,
    *,
    concern: str | None = None,
) -> int | None:
    """Keep what was decided by somebody of whom it was checked that they may: a reader, or the caller who called."""
    text = words.replace("\0", "").strip()[:LONGEST]
    if not text and not (decision == NO_ACTION and item["matter"] == FREE_TEXT):
        raise Unacceptable("Write what was decided and why, in a sentence.")
    raised = _escalate(db, actor, item, text, concern) if decision == ESCALATED else None
    mark = _mark(db, actor)
    made = {**mark, "decision": decision, "words": text, "concern": raised}
    fields = {"read": item["read"] or [mark], "decisions": [*item["decisions"], made], "state": DECIDED}
    db.table(TRIAGE).replace(item.doc_id, fields)
    audit.record(db, actor, "triage.decided", child=item["child"], item=item.doc_id, decision=decision, concern=raised)
    _settle(db, actor, voice)
    _tell(db, item)
    return raised


def readable(db: Database, actor: Actor, item_id: int) -> tuple[Document, Document]:
    """The item with its voice; `NotFound` as well where this person may not read the words."""
    item = db.table(TRIAGE).get(doc_id=item_id)
    voice = db.table(VOICES).get(doc_id=item["voice"]) if item else None
    if item is None or voice is None or not may_triage(db, actor, voice):
        raise NotFound
    return item, voice


def may_triage(db: Database, actor: Actor, voice: Document) -> bool:
    """Whether this reader may see the words; a voice from a poster belongs to no child, so any reader may."""
    return voice["child"] is None or need_to_know_or_reader(db, actor, voice)


def _escalate(db: Database, actor: Actor, item: Document, words: str, concern: str | None) -> int:
    kind = concern or (NOT_ADDRESSED if item["matter"] == UNFAIR else AT_RISK)
    return keep_concern(db, actor, kind, words=words, child=item["child"], voice=item["voice"])


def _settle(db: Database, actor: Actor, voice: Document) -> None:
    """Nothing of the voice waits any more: it has been read by a named human."""
    if voice["unread"] and not open_items_of(db, voice.doc_id):
        fields = {"unread": False, "read_by": actor.id, "read_at": db.now.isoformat()}
        db.table(VOICES).replace(voice.doc_id, fields)


def _mark(db: Database, actor: Actor) -> dict[str, object]:
    return {"by": actor.id, "name": actor.name, "at": db.now.isoformat()}


def _tell(db: Database, item: Document) -> None:
    db.announce("triage")
    db.announce("voices")
    if item["child"]:
        db.announce(f"child:{item['child']}")
