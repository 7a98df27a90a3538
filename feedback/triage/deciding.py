"""Deciding: who read it, and what is done about it; added to, never taken away, and never done by a flag."""

from collections.abc import Mapping

from feedback.concerns.kinds import AT_RISK, NOT_ADDRESSED
from feedback.concerns.raising import keep_concern
from feedback.triage.item_content import is_understood, needs_reason, waits_to_be_heard
from feedback.voices import triage_items, voices
from feedback.voices.items_to_read import UNFAIR
from feedback.voices.triage_items import DECIDED, Decision, Mark, TriageItem
from feedback.voices.voice_access import need_to_know_or_reader
from feedback.voices.voices import Voice
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

NO_ACTION, PASSED_ON, CALLED_BACK, ESCALATED, OTHER = "no_action", "passed_on", "called_back", "escalated", "other"
TAKEN_BACK = "taken_back"  # stands among the decisions, and is none that can be chosen
DECISIONS: Mapping[str, str] = {
    NO_ACTION: "No action needed",
    PASSED_ON: "Passed to the worker",
    CALLED_BACK: "Called back",
    ESCALATED: "Escalated",
    OTHER: "Something else",
}
IN_WORDS: Mapping[str, str] = {**DECISIONS, TAKEN_BACK: "Taken back: it waits again"}
LONGEST = 5_000
NOT_UNDERSTOOD = (
    "Nobody has understood these words yet. Lay a translation by a person beside them or ask for one, "
    "or say that you read this language yourself. A machine gist is not enough."
)


class AlreadyDecided(Unacceptable):
    """Somebody else has decided meanwhile; the message says who and what, and nothing was changed."""


@needs(Permission.READ_VOICES)
def say_read(db: Database, actor: Actor, item_id: int) -> None:
    """Say that one has read it. What is done about it is another step, and the item waits for that."""
    item, _voice = readable(db, actor, item_id)
    if any(one["by"] == actor.id for one in item["read"][-1:]):
        return
    triage_items.change(db, item, read=[*item["read"], mark(db, actor)])
    audit.record(db, actor, "triage.read", child=item["child"], item=item_id)
    tell(db, item)


@needs(Permission.TRIAGE)
def decide(
    db: Database, actor: Actor, item_id: int, decision: str, words: str = "", *, concern: str | None = None
) -> int | None:
    """Decide about one item, with words wherever something is done or the matter is a same-day one.

    `escalated` raises the concern and returns its number; `concern` names which, where the matter leaves it open.
    The first to decide is kept, and whoever comes second is told (`AlreadyDecided`): they take it back, or let it be.
    """
    item, voice = readable(db, actor, item_id)
    if decision not in DECISIONS:
        raise Unacceptable("Choose what was decided.")
    return keep_decision(db, actor, item, voice, decision, words, concern=concern)


def keep_decision(
    db: Database,
    actor: Actor,
    item: TriageItem,
    voice: Voice,
    decision: str,
    words: str,
    *,
    concern: str | None = None,
) -> int | None:
    """Keep what was decided by somebody of whom it was checked that they may: a reader, or the caller who called."""
    text = words.replace("\0", "").strip()[:LONGEST]
    if item["state"] == DECIDED:
        return _same_press(actor, item, decision, text)
    if decision == NO_ACTION and not is_understood(db, item, voice):
        raise Unacceptable(NOT_UNDERSTOOD)
    if not text and (decision != NO_ACTION or needs_reason(db, item)):
        raise Unacceptable("Write what was decided and why, in a sentence.")
    if decision == NO_ACTION and waits_to_be_heard(db, item, voice):
        raise Unacceptable("Listen to the voice note and write down what it says first.")
    raised = _escalate(db, actor, item, text, concern) if decision == ESCALATED else None
    by = mark(db, actor)
    made: Decision = {**by, "decision": decision, "words": text, "concern": raised}
    decisions = [*item["decisions"], made]
    triage_items.change(db, item, read=item["read"] or [by], decisions=decisions, decided=by["at"], state=DECIDED)
    audit.record(
        db, actor, "triage.decided", child=item["child"], item=number_of(item), decision=decision, concern=raised
    )
    _settle(db, actor, voice)
    tell(db, item)
    return raised


def readable(db: Database, actor: Actor, item_id: int) -> tuple[TriageItem, Voice]:
    """The item with its voice; `NotFound` as well where this person may not read the words."""
    item = triage_items.by_id(db, item_id)
    voice = voices.by_id(db, item["voice"]) if item else None
    if item is None or voice is None or not may_triage(db, actor, voice):
        raise NotFound
    return item, voice


def may_triage(db: Database, actor: Actor, voice: Voice) -> bool:
    """Whether this reader may see the words; a voice from a poster belongs to no child, so any reader may."""
    return voice["child"] is None or need_to_know_or_reader(db, actor, voice)


def _same_press(actor: Actor, item: TriageItem, decision: str, words: str) -> int | None:
    """What this very press has decided already, because a slow line sent it twice; else somebody was quicker."""
    last = item["decisions"][-1]
    if (last["by"], last["decision"], last["words"]) != (actor.id, decision, words):
        said = f"{last['name']} has decided this meanwhile: {DECISIONS[last['decision']].lower()}."
        raise AlreadyDecided(f"{said} It stands under Decided; copy what you wrote if you need it.")
    return last["concern"]


def _escalate(db: Database, actor: Actor, item: TriageItem, words: str, concern: str | None) -> int:
    kind = concern or (NOT_ADDRESSED if item["matter"] == UNFAIR else AT_RISK)
    return keep_concern(db, actor, kind, words=words, child=item["child"], voice=item["voice"])


def _settle(db: Database, actor: Actor, voice: Voice) -> None:
    """Nothing of the voice waits any more: it has been read by a named human."""
    if voice["unread"] and not triage_items.open_by_voice(db, number_of(voice)):
        voices.change(db, voice, unread=False, read_by=actor.id, read_at=db.now.isoformat())


def mark(db: Database, actor: Actor) -> Mark:
    """Who does it, and when."""
    return {"by": actor.id, "name": actor.name, "at": db.now.isoformat()}


def tell(db: Database, item: TriageItem) -> None:
    """Tell every open screen that shows the list, the voices or the child."""
    tell_of(db, item["child"])


def tell_of(db: Database, child: str | None) -> None:
    """The same for what belongs to no item."""
    db.announce("triage")
    db.announce("voices")
    if child:
        db.announce(f"child:{child}")
