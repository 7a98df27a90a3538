"""Noting that they were told: their worker told them, on a day, and what they said to whether it helped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from feedback.phone.quick_note import CHANNEL_OF
from feedback.phone.talk_notes import METHODS, check, day_of
from feedback.voices import requests, voices
from feedback.voices.answers_back import HELPED, answer_back_form
from feedback.voices.attempts import note_attempt
from feedback.voices.codes import TOLD
from feedback.voices.collectors import collector
from feedback.voices.conversations import OpenConversation, new_voice, stored_answer
from feedback.voices.help_given import SUMMARY, help_fields
from feedback.voices.links import new_token
from feedback.voices.requests import ANSWERED, REVOKED
from feedback.voices.sealed_answers import record_answer
from feedback.voices.voices import VoiceChange
from language.dates import LONDON
from people import audit
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker.telling.offering import offer_of
from tracker.telling.telling import check_owed, request_of, settle
from tracker.telling.telling_words import TellingWords, told_words

NOON = time(12)
METHODS_OF_TELLING: Mapping[str, str] = {code: METHODS[code] for code in ("in_person", "video", "phone", "letter")}


@dataclass(frozen=True)
class ToldAlready:
    """When and how somebody told them; `helped` is what they said to it, empty where they did not say."""

    on: str
    method: str
    helped: str = ""
    exact: bool = False  # their own choice of the three, else what the worker made of it


@needs(Permission.ASK_FOR_FEEDBACK)
def note_told(db: Database, actor: Actor, item: int, voice: int, said: TellingWords, note: ToldAlready) -> int:
    """Keep that they were told, as an attempt, and what they said to it, as a voice; returns the request."""
    offer = offer_of(db, actor, item, voice)
    told = told_words(db, offer.item, offer.voice, said)
    check_owed(offer)
    check(note.method in METHODS_OF_TELLING, "Choose how you told them.")
    check(note.helped in {"", *answer_back_form().question(HELPED).by_code}, "Choose what they said.")
    at = min(datetime.combine(day_of(db, note.on), NOON, LONDON).astimezone(UTC), db.now)
    channel = CHANNEL_OF.get(note.method, note.method)
    asked = {**request_of(db, actor, offer, told, channel, new_token()), "state": ANSWERED if note.helped else REVOKED}
    number = requests.add(db, asked)  # type: ignore[arg-type]  # a request with another state
    note_attempt(db, actor, offer.child, number, channel, TOLD, METHODS[note.method], at=at)
    if note.helped:
        _keep_answer(db, actor, number, note, at)
    settle(db, actor, offer, told)
    audit.record(db, actor, "family.told", child=offer.child, item=item, request=number, way=note.method)
    return number


def _keep_answer(db: Database, actor: Actor, number: int, note: ToldAlready, at: datetime) -> None:
    """What they said becomes a voice like any other, noted afterwards: a summary, unless it is their own choice."""
    asked = requests.by_id(db, number)
    assert asked is not None
    form, collected_by = answer_back_form(), collector(db, actor, asked["child"])
    speaking = OpenConversation(asked, form, None, f"call {actor.id}", asked["channel"], collected_by)
    begun = new_voice(db, speaking, asked["language"])
    answer = stored_answer(db, speaking, form.question(HELPED), note.helped, asked["language"])
    fields: VoiceChange = {
        "begun": at.isoformat(),
        "finished": at.isoformat(),
        "noted": db.now.isoformat(),
        "method": note.method,
        "shared_with_worker": True,  # the worker heard it from them
        "answers": {HELPED: {**answer, "at": at.isoformat()}},
        **help_fields({"words": "exact" if note.exact else SUMMARY}),
    }
    voice = voices.change(db, begun, **fields)
    record_answer(db, actor, voice, HELPED)
    note_attempt(db, actor, asked["child"], number, asked["channel"], "answered", voice=number_of(voice), at=at)
    db.announce("voices")
