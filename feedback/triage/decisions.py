"""What was decided about a voice, for whoever may read its words: it stays to be seen wherever the voice stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from feedback.concerns import concerns
from feedback.concerns.concern_views import is_hidden
from feedback.triage.deciding import IN_WORDS
from feedback.voices import triage_items
from feedback.voices.items_to_read import MATTERS
from feedback.voices.triage_items import Decision, TriageItem
from feedback.voices.voice_access import SeenVoice
from people.actor import Actor
from storage.store import Database


@dataclass(frozen=True)
class DecisionView:
    """One decision as it stands beside a voice. `question` is the answer that it was about, where it was about one."""

    question: str
    matter: str
    decided: str
    words: str
    name: str
    at: datetime


def decisions_about(db: Database, actor: Actor, voice: SeenVoice, voice_id: int) -> tuple[DecisionView, ...]:
    """The decisions about a voice as this person sees it, the oldest first; none where its words are withheld.

    What was escalated is nothing to those whom the concern is about.
    """
    if voice.get("words_withheld"):
        return ()
    items = triage_items.by_voice(db, voice_id)
    made = [_decided(item, one) for item in items for one in may_know(db, actor, item["decisions"])]
    return tuple(sorted(made, key=lambda one: one.at))


def may_know(db: Database, actor: Actor, decisions: Sequence[Decision]) -> list[Decision]:
    """Those decisions of an item that this person may know of."""
    return [one for one in decisions if not _is_about(db, actor, one["concern"])]


def _is_about(db: Database, actor: Actor, concern_id: int | None) -> bool:
    concern = concerns.by_id(db, concern_id) if concern_id else None
    return concern is not None and is_hidden(concern, actor)


def _decided(item: TriageItem, one: Decision) -> DecisionView:
    return DecisionView(
        question=item["question"],
        matter=MATTERS[item["matter"]],
        decided=IN_WORDS[one["decision"]],
        words=one["words"],
        name=one["name"],
        at=datetime.fromisoformat(one["at"]),
    )
