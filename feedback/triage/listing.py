"""The triage list: what waits for a named human, in the order in which it should be read (BR-31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tinydb import where

from feedback.codes import AUDIENCES
from feedback.kept_forms import kept
from feedback.looking import answer_in_words
from feedback.provenance import provenance_of
from feedback.triage.alarming import is_alarming
from feedback.triage.deciding import DECISIONS, may_triage
from feedback.triage.items import CALL_DETAILS, CALL_ME, FREE_TEXT, MATTERS, NOT_SAFE, OPEN, TRIAGE
from feedback.voices import VOICES
from feedback.working_days import london_day
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document

ENGLISH = "en"
ASKED_WITHOUT_A_QUESTION = "Asked for a call without being asked."


@dataclass(frozen=True)
class Waiting:
    """One item as a screen shows it. `words` are the exact ones in `lang`; `english` is the form's own for a choice."""

    item: int
    voice: int
    matter: str
    title: str
    child: str | None
    place: str | None
    speaker: str
    channel: str
    asked: str  # the question, in English
    words: str
    lang: str
    english: str | None
    kept: str  # whose words they are, with who noted them and who helped: see `feedback.provenance`
    noted_by: str
    collected_by: str
    helped_by: str | None
    untranslated: bool
    flagged: bool
    taken_back: bool  # they have answered otherwise since; what they said first still waits
    call: Mapping[str, str]  # name, number and time for a call, as far as they gave them
    at: datetime
    due: date
    overdue: bool
    read_by: tuple[Mapping[str, Any], ...]  # name, at; readers of the words as they are now
    decisions: tuple[Mapping[str, Any], ...] = ()  # name, at, decision, decided (in words), words, concern

    @property
    def own_words(self) -> bool:
        """Whether they are words that somebody wrote, and not a choice of the form."""
        return self.matter == FREE_TEXT


@needs(Permission.READ_VOICES)
def triage_list(db: Database, actor: Actor) -> list[Waiting]:
    """What waits: who does not feel safe, what nobody has translated, what is flagged, the rest; each oldest first."""
    waiting = _seen(db, actor, db.table(TRIAGE).page(where("state") == OPEN, by="at"))
    return sorted(waiting, key=_rank)


@needs(Permission.READ_VOICES)
def decided_about(db: Database, actor: Actor, child: str) -> list[Waiting]:
    """What was decided about what was said of a child, the newest first."""
    cond = (where("child") == child) & (where("state") != OPEN)
    return _seen(db, actor, db.table(TRIAGE).page(cond, by="at", newest_first=True))


def _rank(one: Waiting) -> tuple[bool, bool, bool, datetime]:
    return (one.matter != NOT_SAFE, not one.untranslated, not one.flagged, one.at)


def _seen(db: Database, actor: Actor, items: list[Document]) -> list[Waiting]:
    voices = ((item, db.table(VOICES).get(doc_id=item["voice"])) for item in items)
    return [_waiting(db, item, voice) for item, voice in voices if voice and may_triage(db, actor, voice)]


def _waiting(db: Database, item: Document, voice: Document) -> Waiting:
    asked, words, lang, english = _said(db, item, voice)
    source = provenance_of(db, voice, voice["answers"].get(item["question"], {}))
    untranslated = item["matter"] == FREE_TEXT and lang != ENGLISH
    due, readers = date.fromisoformat(item["due"]), _readers(item, voice)
    return Waiting(
        item=item.doc_id,
        voice=voice.doc_id,
        matter=item["matter"],
        title=MATTERS[item["matter"]],
        child=item["child"],
        place=item["place"],
        speaker=AUDIENCES.get(voice["audience"], voice["audience"]),
        channel=voice["channel"],
        asked=asked,
        words=words,
        lang=lang,
        english=english,
        kept=source.kept,
        noted_by=source.noted_by,
        collected_by=source.collected_by,
        helped_by=source.helped_by,
        untranslated=untranslated,
        flagged=item["matter"] != FREE_TEXT or _is_alarmed(voice) or is_alarming(words),
        taken_back=_is_taken_back(item, voice),
        call=_call(voice) if item["matter"] == CALL_ME else {},
        at=datetime.fromisoformat(item["at"]),
        due=due,
        overdue=item["state"] == OPEN and london_day(db.now) > due and not _is_done_with(item, readers),
        read_by=readers,
        decisions=tuple({**one, "decided": DECISIONS[one["decision"]]} for one in item["decisions"]),
    )


def _said(db: Database, item: Document, voice: Document) -> tuple[str, str, str, str | None]:
    """The question, the words, their language and the form's English: for a choice as it was when it was made."""
    question = kept(db, voice["fingerprint"]).by_id.get(item["question"])
    answer = voice["answers"].get(item["question"])
    if question is None or answer is None:
        return ASKED_WITHOUT_A_QUESTION, MATTERS[item["matter"]], ENGLISH, None
    value = answer["value"] if item["matter"] == FREE_TEXT else item["said"]
    words, lang = answer_in_words(question, value, answer["lang"], answer["lang"])
    english = answer_in_words(question, value, ENGLISH, ENGLISH)[0] if question.options() else None
    return question.text, words or "", lang, english if lang != ENGLISH else None


def _is_alarmed(voice: Document) -> bool:
    return bool(voice["worried"] or voice["wants_call"] or voice["unfair"])


def _is_taken_back(item: Document, voice: Document) -> bool:
    answer = voice["answers"].get(item["question"])
    if answer is None:
        return False
    return bool(answer["value"] is None if item["matter"] == FREE_TEXT else answer["value"] != item["said"])


def _call(voice: Document) -> dict[str, str]:
    given = ((detail, voice["answers"].get(detail, {}).get("value")) for detail in CALL_DETAILS)
    return {detail: str(value) for detail, value in given if value}


def _is_done_with(item: Document, readers: tuple[Mapping[str, Any], ...]) -> bool:
    """Whether what was due has been done: a text was due to be read (BR-31), anything else to be seen to."""
    return item["matter"] == FREE_TEXT and bool(readers)


def _readers(item: Document, voice: Document) -> tuple[Mapping[str, Any], ...]:
    answer = voice["answers"].get(item["question"])
    since = answer["at"] if answer else item["at"]
    return tuple(one for one in item["read"] if one["at"] >= since)
