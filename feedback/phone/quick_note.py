"""A quick note: a talk with the child or family that already took place becomes a voice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from feedback.phone.talk_notes import QUESTION, check, check_method, day_of, note_form, words_of
from feedback.voices import voices
from feedback.voices.attempts import note_attempt
from feedback.voices.collectors import collector
from feedback.voices.conversations import OpenConversation, new_voice, stored_answer
from feedback.voices.form_versions import keep_version
from feedback.voices.help_given import SUMMARY, help_fields, read_help
from feedback.voices.items_to_read import open_items
from feedback.voices.requests import ANSWERED, Request, never_kept
from feedback.voices.sealed_answers import record_answer
from feedback.voices.voices import Answer, VoiceChange
from forms.answers import Raw
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.dates import LONDON
from language.registry import LANGUAGES
from people import audit, need_to_know
from people.actor import Actor
from people.children import HEARD, may_reach, note_day
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

CHANNEL_OF: Mapping[str, str] = {"video": "in_person", "text": "sms", "online": "link", "email": "letter"}
NOON = time(12)


@dataclass(frozen=True)
class Talk:
    """What a quick note says. `on` is an ISO date, `method` one of `METHODS`, `helped` the capture block.

    `exact`: these are their words, else a summary; `shared`: their worker may read them.
    """

    child: str
    on: str
    method: str
    audience: str
    words: str
    sections: tuple[str, ...] = ()
    touchpoint: str = "practice_review"
    language: str = "en"
    exact: bool = False
    shared: bool = False
    helped: Mapping[str, Raw] = field(default_factory=dict)


@needs(Permission.MAKE_CALLS)
def note_talk(db: Database, actor: Actor, talk: Talk) -> int:
    """Note it and return the voice; `Unacceptable` says what to mend, `Refused` what of the help cannot be kept."""
    if not may_reach(db, actor, talk.child):
        raise NotFound
    _check(talk)
    noon = datetime.combine(day_of(db, talk.on), NOON, LONDON).astimezone(UTC)
    at = min(noon, db.now)  # a talk of this morning is not of this afternoon
    speaking = _speaking(db, actor, talk)
    begun = new_voice(db, speaking, talk.language)
    question = speaking.form.question(QUESTION)
    said = words_of(talk.words)
    stored = stored_answer(db, speaking, question, said, talk.language)
    sections = sorted({*talk.sections, *question.evidence_for})
    answer: Answer = {**stored, "at": at.isoformat(), "evidence_for": sections}
    fields: VoiceChange = {**_fields(db, actor, talk, at), "answers": {QUESTION: answer}}
    voice = voices.change(db, begun, **fields)
    open_items(db, voice, number_of(voice), question, said)
    note_day(db, talk.child, HEARD, london_day(at))
    note_attempt(db, actor, talk.child, None, speaking.channel, "answered", voice=number_of(voice), at=at)
    record_answer(db, actor, voice, QUESTION)
    audit.record(db, actor, "talk.noted", child=talk.child, voice=number_of(voice))
    db.announce("voices")
    return number_of(voice)


def _check(talk: Talk) -> None:
    check(talk.audience in AUDIENCES, "Choose who spoke.")
    check(talk.touchpoint in TOUCHPOINTS, "Choose after what they spoke.")
    check(talk.language in LANGUAGES, "Choose the language in which they spoke.")
    check_method(talk.method, talk.sections)


def _speaking(db: Database, actor: Actor, talk: Talk) -> OpenConversation:
    """The talk as a conversation that nobody was asked for: it has no request."""
    form = note_form()
    channel = CHANNEL_OF.get(talk.method, talk.method)
    collected_by = collector(db, actor, talk.child)
    asked: Request = {
        "child": talk.child,
        "touchpoint": talk.touchpoint,
        "audience": talk.audience,
        "language": talk.language,
        "channel": channel,
        "form": form.id,
        "form_version": form.version,
        "fingerprint": keep_version(db, form),
        "contact": None,
        "keys": [],
        "made": talk.on,
        "expires": talk.on,
        "state": ANSWERED,
        "by": actor.id,
    }
    return OpenConversation(never_kept(asked), form, None, f"call {actor.id}", channel, collected_by)


def _fields(db: Database, actor: Actor, talk: Talk, at: datetime) -> VoiceChange:
    """What sets a note apart from a conversation: it was over when it began, and the worker who wrote it knows it."""
    own = need_to_know.has_reason(db, actor.id, talk.child, need_to_know.CASEWORK)
    helped = {**read_help(talk.helped), "words": "exact" if talk.exact else SUMMARY}
    return {
        "request": None,
        "begun": at.isoformat(),
        "finished": at.isoformat(),
        "noted": db.now.isoformat(),
        "method": talk.method,
        "shared_with_worker": talk.shared or own,
        **help_fields(helped),
    }
