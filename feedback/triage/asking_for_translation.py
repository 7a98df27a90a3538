"""Asking for a translation: from whom and by when; it waits until a translation is laid beside, by whomever."""

from dataclasses import dataclass
from datetime import date, datetime

from feedback.triage.deciding import mark, tell_of
from feedback.triage.translating import LONGEST_NAME, clean, foreign_words, may_read
from feedback.voices import translations_asked, triage_items, voices
from feedback.voices.items_to_read import FREE_TEXT
from feedback.voices.translations_asked import AskedTranslation
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day, working_days_later
from storage.documents import number_of
from storage.store import Database

USUAL_DAYS = 3  # the next working day, and two for the work


@dataclass(frozen=True)
class WaitedFor:
    """A translation that was asked for and is not there."""

    voice: int
    question: str
    item: int | None  # of the triage list, while it waits there for one who reads it
    child: str | None
    lang: str
    whom: str
    by: int
    due: date
    overdue: bool


@needs(Permission.TRANSLATE_WORDS)
def ask_for_translation(db: Database, actor: Actor, voice_id: int, question: str, whom: str, due: str = "") -> int:
    """Ask somebody for a translation of an answer by a day, `usual_due` where none is given; returns its number."""
    voice, _words = foreign_words(db, actor, voice_id, question)
    who = clean(whom)
    if not who or len(who) > LONGEST_NAME:
        raise Unacceptable("Write who is asked: a name, or “the translation agency”.")
    day = _day_of(due, usual_due(db.now))
    if day < london_day(db.now):
        raise Unacceptable("Choose today or a later day.")
    if waits := translations_asked.waiting_for(db, voice_id, question):
        raise Unacceptable(f"{waits['name']} has asked {waits['whom']} for it already.")
    asked: AskedTranslation = {
        **mark(db, actor),
        "voice": voice_id,
        "question": question,
        "whom": who,
        "due": day.isoformat(),
        "waits": True,
        "translation": None,
    }
    number = translations_asked.add(db, asked)
    audit.record(db, actor, "translation.asked", child=voice["child"], voice=voice_id, question=question)
    tell_of(db, voice["child"])
    return number


@needs(Permission.TRANSLATE_WORDS)
def translations_waited_for(db: Database, actor: Actor) -> list[WaitedFor]:
    """What was asked for by this person or, for a reader, by anybody; what is due first."""
    reads = actor.may(Permission.READ_VOICES)
    asked = (one for one in translations_asked.waiting(db).values() if reads or one["by"] == actor.id)
    found = (waited for one in asked if (waited := _waited_for(db, actor, one)) is not None)
    return sorted(found, key=lambda one: one.due)


def usual_due(now: datetime) -> date:
    """By when a translation is asked for unless another day is chosen."""
    return london_day(working_days_later(now, USUAL_DAYS))


def _waited_for(db: Database, actor: Actor, asked: AskedTranslation) -> WaitedFor | None:
    voice = voices.by_id(db, asked["voice"])
    answer = voice["answers"].get(asked["question"]) if voice else None
    if voice is None or answer is None or not may_read(db, actor, voice):
        return None
    items = triage_items.open_by_voice(db, asked["voice"])
    waits = [one for one in items if one["matter"] == FREE_TEXT and one["question"] == asked["question"]]
    due = date.fromisoformat(asked["due"])
    return WaitedFor(
        voice=asked["voice"],
        question=asked["question"],
        item=number_of(waits[0]) if waits and actor.may(Permission.READ_VOICES) else None,
        child=voice["child"],
        lang=answer["lang"],
        whom=asked["whom"],
        by=asked["by"],
        due=due,
        overdue=due < london_day(db.now),
    )


def _day_of(written: str, usual: date) -> date:
    if not written:
        return usual
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Unacceptable("Choose the day by which it is needed.") from None
