"""Voices: what somebody said, by whom, in which language and by which channel, and who may read the exact words."""

from collections.abc import Mapping
from typing import Any

from tinydb import where

from feedback.voices.form_versions import form_version
from people import audit, need_to_know
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database
from storage.table import Document

VOICES = Kind("voices", indexed=("child", "place", "request", "unread", "begun"), unique=("request",))


def voice_of(db: Database, request_id: int) -> Document | None:
    """The conversation that this request led to, if it has begun."""
    return db.table(VOICES).get(Holding("request", request_id))


def heard_from(db: Database, child: str) -> list[Document]:
    """The voices about a child that hold at least one answer, the newest first."""
    found = db.table(VOICES).page(where("child") == child, by="begun", newest_first=True)
    return [voice for voice in found if voice["answers"]]


def last_said(voice: Mapping[str, Any]) -> str:
    """When its last answer was given; the moment it began where there is none."""
    return max((str(answer["at"]) for answer in voice["answers"].values()), default=str(voice["begun"]))


@needs(Permission.SEE_CHILDREN)
def voices_for(db: Database, actor: Actor, child: str) -> list[Document]:
    """The voices about a child that this person may read, the newest first.

    An allocated worker or line manager sees that somebody answered, and the exact words only where the speaker agreed.
    """
    child_for(db, actor, child)
    return [as_seen_by(db, actor, voice) for voice in heard_from(db, child)]


def as_seen_by(db: Database, actor: Actor, voice: Document) -> Document:
    """The voice with its words, or without them where the speaker did not share them with this person."""
    if may_read_words(db, actor, voice):
        return voice
    about = {"said_at": last_said(voice), "sharing": sharing_of(db, voice)}
    seen = Document({**voice, "answers": {}, "words_withheld": True, **about}, voice.doc_id)
    seen.revision = voice.revision
    return seen


def sharing_of(db: Database, voice: Mapping[str, Any]) -> str:
    """What they said to whether their worker may read their words: `yes`, `no`, `skipped`, or `not_asked` so far."""
    questions = form_version(db, voice["fingerprint"]).questions
    asked = [one.id for one in questions if one.purpose == "share_words" and one.id in voice["answers"]]
    if not asked:
        return "not_asked"
    value = voice["answers"][asked[0]]["value"]
    return "skipped" if value is None else str(value)


def may_read_words(db: Database, actor: Actor, voice: Mapping[str, Any]) -> bool:
    """Whether this person may read the exact words: those who work on the case need the speaker's yes."""
    works_on_the_case = need_to_know.has_reason(db, actor.id, voice["child"], need_to_know.CASEWORK)
    if works_on_the_case or not actor.may(Permission.SEE_EXACT_WORDS):
        return bool(voice["shared_with_worker"])
    return True


@needs(Permission.READ_VOICES)
def unread_voices(db: Database, actor: Actor) -> list[Document]:
    """The voices that nobody has read yet: those who do not feel safe or want a call first, then the oldest (BR-31)."""
    waiting = db.table(VOICES).page(where("unread") == True, by="begun")  # noqa: E712  # a TinyDB query
    seen = [voice for voice in waiting if voice["answers"] and need_to_know_or_reader(db, actor, voice)]
    return sorted(seen, key=lambda voice: (not (voice["worried"] or voice["wants_call"] or voice["unfair"]),))


def need_to_know_or_reader(db: Database, actor: Actor, voice: Mapping[str, Any]) -> bool:
    """Whether this reader may see this voice at all: their own children, or all of them by role."""
    return need_to_know.may_see(db, actor, voice["child"]) and may_read_words(db, actor, voice)


@needs(Permission.READ_VOICES)
def mark_read(db: Database, actor: Actor, voice_id: int) -> None:
    """Say that a named human has read this voice; the first to say so is kept."""
    voice = db.table(VOICES).get(doc_id=voice_id)
    if voice is None or not need_to_know_or_reader(db, actor, voice):
        raise NotFound
    if not voice["unread"]:
        return
    db.table(VOICES).replace(voice_id, {"unread": False, "read_by": actor.id, "read_at": db.now.isoformat()})
    db.announce("voices")
    audit.record(db, actor, "voice.read", child=voice["child"], voice=voice_id)
