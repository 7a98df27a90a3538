"""What a person decides about a text that did not simply arrive."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.messages import outbox
from feedback.messages.outbox import DELIVERED, FAILED, LOST, UNASKED, UNKNOWN, OutboxText
from feedback.messages.provider_codes import CodeAction, meaning
from feedback.messages.reconciliation import was_looked_up
from feedback.messages.state_transitions import WORDS, move, put_back
from feedback.messages.wording import is_whole
from feedback.voices.errors import CannotAsk
from people import audit, need_to_know
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound
from people.permissions import needs
from people.phone_numbers import shown
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

DECISIONS: Mapping[str, str] = {
    "send_again": "Send it again",
    "send_anew": "Send a new text",  # carried out by a verb of its own
    "arrived": "They have it",
    "give_up": "Leave it",
}


@dataclass(frozen=True)
class UndeliveredText:
    """A text as staff see it: what became of it, in words, and what they can decide about it."""

    number: int
    child: str | None
    request: int | None
    purpose: str
    to: str
    made: str
    state: str
    words: str
    parts: int
    decisions: tuple[str, ...]


@needs(Permission.ASK_FOR_FEEDBACK)
def waiting_for_a_person(db: Database, actor: Actor) -> list[UndeliveredText]:
    """The texts that this person has to see to, the oldest first."""
    return [_shown(one) for one in outbox.in_need_of(db, CodeAction.PERSON) if _may_decide(db, actor, one)]


@needs(Permission.SEE_CHILDREN)
def texts_about(db: Database, actor: Actor, child: str) -> list[UndeliveredText]:
    """The texts that went out about this child, the newest first."""
    child_for(db, actor, child)
    return [_shown(one) for one in outbox.by_child_newest_first(db, child)]


@needs(Permission.MANAGE_STAFF)
def waiting_for_the_set_up(db: Database, actor: Actor) -> Mapping[str, int]:
    """What an administrator has to mend: each reason in words, and how many texts it has stopped."""
    counted: dict[str, int] = {}
    for text in outbox.in_need_of(db, CodeAction.SET_UP):
        words = meaning(text["code"]).words
        counted[words] = counted.get(words, 0) + 1
    return counted


@needs(Permission.ASK_FOR_FEEDBACK)
def decisions_about(db: Database, actor: Actor, number: int) -> tuple[str, ...]:
    """Which of `DECISIONS` this person can take about a text now."""
    text = outbox.by_id(db, number)
    if text is None or not _may_decide(db, actor, text):
        raise NotFound
    return _decisions(text)


@needs(Permission.ASK_FOR_FEEDBACK)
def decide(db: Database, actor: Actor, number: int, what: str) -> None:
    """Carry out one of `DECISIONS`; `CannotAsk` says in words why it cannot be done. Audited."""
    text = outbox.by_id(db, number)
    if text is None or not _may_decide(db, actor, text):
        raise NotFound
    if what not in _decisions(text) or what == "send_anew":
        raise CannotAsk("That was decided already, or has arrived meanwhile.")
    note = f"{actor.name}: {DECISIONS[what]}."
    if what == "send_again":
        put_back(db, text, db.now, note=note, tries=0, first_tried=None, maybe_taken=False)
    elif what == "arrived":
        move(db, text, DELIVERED, note=note, arrived_says=actor.name)
    else:
        _leave(db, text, note)
    audit.record(db, actor, f"text.{what}", child=text["child"], text=number)


def _leave(db: Database, text: OutboxText, note: str) -> None:
    if text["state"] == UNKNOWN:
        move(db, text, FAILED, code="given_up", note=note)
        return
    outbox.change(db, text, needs=None)
    outbox.announce(db, text["child"])


def _decisions(text: OutboxText) -> tuple[str, ...]:
    """A text whose link is gone cannot go again: a new one with a new link can."""
    if text["needs"] is None:
        return ()
    if text["state"] == UNKNOWN:
        return ("send_again", "arrived", "give_up") if was_looked_up(text) else ("arrived", "give_up")
    if text["state"] == FAILED and is_whole(text["body"]):
        return ("send_again", "give_up")
    return ("send_anew", "give_up") if text["purpose"] in UNASKED else ("give_up",)


def _may_decide(db: Database, actor: Actor, text: OutboxText) -> bool:
    if text["child"] is None:
        return actor.may(Permission.READ_VOICES)
    return need_to_know.may_see(db, actor, text["child"])


def _shown(text: OutboxText) -> UndeliveredText:
    lost = text["state"] in LOST
    words = WORDS[text["state"]] + (f": {meaning(text['code']).words}" if lost else "")
    if text["state"] == DELIVERED and text.get("arrived_says"):
        words = f"they have it, says {text['arrived_says']}"  # the network has told nobody
    if text["state"] == UNKNOWN and not was_looked_up(text):
        words += ". We are asking the provider; until then it is not sent again"
    return UndeliveredText(
        number=number_of(text),
        child=text["child"],
        request=text["request"],
        purpose=text["purpose"],
        to=shown(text["to"]),
        made=text["made"],
        state=text["state"],
        words=f"{words[0].upper()}{words[1:]}",
        parts=text["parts"],
        decisions=_decisions(text),
    )
