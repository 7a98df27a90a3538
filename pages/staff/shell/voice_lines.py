"""Voices as a screen shows them: the document, its answers as pieces, and how to call somebody who asked for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedback.triage.decisions import DecisionView, decisions_about
from feedback.voices import statements_beside, translations_beside, triage_items, voices
from feedback.voices.call_wishes import NUMBER, TIME, told_of
from feedback.voices.voice_access import SeenVoice, voices_for
from feedback.voices.voices import last_said
from people import children, need_to_know
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.evidence import EvidenceItem, pieces_of
from storage.documents import number_of
from storage.store import Database

CALL_DETAILS = ((NUMBER, "Number"), (TIME, "Time"))


@dataclass(frozen=True)
class VoiceLine:
    """One voice. `withheld`: the speaker did not share the words with this person."""

    voice: SeenVoice
    pieces: tuple[EvidenceItem, ...]
    withheld: bool
    call: tuple[tuple[str, str], ...] = ()
    decided: tuple[DecisionView, ...] = ()

    @property
    def at(self) -> str:
        """When the last answer was given."""
        return self.voice["said_at"] if self.withheld else last_said(self.voice)


def voice_line(db: Database, actor: Actor, voice: SeenVoice) -> VoiceLine:
    """A voice that this person may see, as `voices_for` gave it."""
    if voice.get("words_withheld"):
        return VoiceLine(voice, (), withheld=True)
    decided = decisions_about(db, actor, voice, number_of(voice))
    return VoiceLine(voice, tuple(pieces_of(db, voice)), withheld=False, call=_call(voice), decided=decided)


@needs(Permission.SEE_CHILDREN)
def voice_lines_about(db: Database, actor: Actor, refs: Iterable[str], most: int | None = None) -> list[VoiceLine]:
    """What was said about these children, the newest first, and at `most` so many voices."""
    known = [*refs]
    children.prefetch(db, known)
    need_to_know.prefetch(db, known)
    voices.prefetch_by_child(db, known)
    found = [voice for ref in known for voice in voices_for(db, actor, ref)]
    newest = sorted(found, key=lambda voice: voice["begun"], reverse=True)[:most]
    numbers = [number_of(voice) for voice in newest]
    triage_items.prefetch_by_voice(db, numbers)
    statements_beside.prefetch(db, numbers)
    translations_beside.prefetch(db, numbers)
    return [voice_line(db, actor, voice) for voice in newest]


def _call(voice: SeenVoice) -> tuple[tuple[str, str], ...]:
    if not voice["wants_call"]:
        return ()
    return tuple((name, told) for question, name in CALL_DETAILS if (told := told_of(voice, question)))
