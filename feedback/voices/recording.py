"""What keeps a conversation, whatever its mouth: web page, text message or call; each step is durable by itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from feedback.voices import requests, voices
from feedback.voices.attaching import CheckedFile, keep_file, let_go, offered, standing
from feedback.voices.attempts import note_attempt
from feedback.voices.call_wishes import NUMBER, told_of
from feedback.voices.conversations import OpenConversation, flags, new_voice, stored_answer
from feedback.voices.errors import NoSuchLink, NotAnswerable
from feedback.voices.help_given import help_fields
from feedback.voices.items_to_read import CALL_ME, open_item, open_items
from feedback.voices.links import stay_open
from feedback.voices.requests import ANSWERED
from feedback.voices.sealed_answers import record_answer
from feedback.voices.views import previous
from feedback.voices.voices import Answer, Flags, VoiceChange
from forms.answers import Value, read_answer
from forms.conversation import Conversation
from forms.schema import Question
from forms.telephone import numbers_in
from language.registry import LANGUAGES
from people import audit
from people.children import HEARD, note_day
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

LONGEST_DRAFT = 100_000


def join(db: Database, ongoing: OpenConversation, language: str) -> OpenConversation:
    """The conversation with this browser taking part. What another browser said stays hidden from this one."""
    if ongoing.voice is None:
        spoken = language if language in LANGUAGES else ongoing.request["language"]
        db.announce(f"child:{ongoing.request['child']}")  # what was made for them has arrived
        begun = replace(ongoing, request=stay_open(db, ongoing.request))
        return replace(begun, voice=new_voice(db, begun, spoken))
    if ongoing.is_mine:
        return ongoing
    return _change(db, ongoing, {"browsers": [*ongoing.voice["browsers"], ongoing.respondent], "looking_at": None})


def keep_answer(
    db: Database, ongoing: OpenConversation, question_id: str, raw: Any, language: str, *, as_words: bool = False
) -> OpenConversation:
    """Keep one answer, with what is attached to it. The same again changes nothing; `Refused` says what cannot be kept.

    `as_words` keeps words where a number was asked for, for a person to read.
    """
    question = _question(ongoing, question_id)
    assert ongoing.voice is not None
    attached = standing(db, ongoing.voice, question, ongoing.respondent)
    value = "" if attached and _is_empty(raw) else read_answer(question, raw, as_words=as_words)
    return _keep(db, ongoing, question, value, language, attached)


def attach(db: Database, ongoing: OpenConversation, question_id: str, sent: CheckedFile) -> None:
    """Keep a drawing or a voice note for a question; it is an answer when that is answered."""
    question, voice = _question(ongoing, question_id), ongoing.voice
    assert voice is not None
    if sent.kind not in offered(question, ongoing.request["audience"]):
        raise NotAnswerable
    if question_id in voice["answers"] and not ongoing.gave(question_id):
        raise NotAnswerable
    if not voice["finished"]:  # once finished it is the last press again, or too late: answering says which
        keep_file(db, voice, question_id, ongoing.respondent, sent)


def keep_skip(
    db: Database, ongoing: OpenConversation, question_id: str, language: str, draft: str = ""
) -> OpenConversation:
    """Keep that the person would rather not answer this one; what they had typed waits, should they come back."""
    skipped = _keep(db, ongoing, _question(ongoing, question_id), None, language, {})
    return keep_draft(db, skipped, question_id, draft) if draft.strip() else skipped


def leave(db: Database, ongoing: OpenConversation, question_id: str) -> OpenConversation:
    """Go on from a question that was gone back to, with its answer as it was."""
    return _move_on(db, ongoing, _question(ongoing, question_id))


def step_back(db: Database, ongoing: OpenConversation, question_id: str = "", draft: str = "") -> OpenConversation:
    """Go to the question before, keeping what was typed. Where there is none before, stay."""
    fields = _drafts(ongoing, question_id, draft)
    if target := previous(ongoing):
        fields["looking_at"] = target
    return _change(db, ongoing, fields)


def keep_draft(db: Database, ongoing: OpenConversation, question_id: str, draft: str) -> OpenConversation:
    """Keep what is being typed for a question, without answering it."""
    return _change(db, ongoing, _drafts(ongoing, question_id, draft))


def go_to(db: Database, ongoing: OpenConversation, question_id: str) -> OpenConversation:
    """Go back to an answer that this browser gave."""
    return _change(db, ongoing, {"looking_at": question_id}) if ongoing.gave(question_id) else ongoing


def switch_language(
    db: Database, ongoing: OpenConversation, language: str, question_id: str = "", draft: str = ""
) -> OpenConversation:
    """Go on in another language, where it is here; every answer and what was typed stays."""
    assert ongoing.voice is not None
    spoken = language if language in LANGUAGES else ongoing.voice["language"]
    return _change(db, ongoing, {"language": spoken, **_drafts(ongoing, question_id, draft)})


def read_easily(
    db: Database, ongoing: OpenConversation, wanted: bool, question_id: str = "", draft: str = ""
) -> OpenConversation:
    """Go on in Easy Read in this browser, or without it; every answer and what was typed stays."""
    assert ongoing.voice is not None
    others = [each for each in ongoing.voice.get("easy", []) if each != ongoing.respondent]
    easy = [*others, ongoing.respondent] if wanted else others
    return _change(db, ongoing, {"easy": easy, **_drafts(ongoing, question_id, draft)})


def keep_helper(db: Database, ongoing: OpenConversation, role: str) -> OpenConversation:
    """Keep who helped, as somebody said while answering; what else is on record of the help stays."""
    assert ongoing.voice is not None
    helped = {**(ongoing.voice.get("helped") or {}), "role": role}
    return _change(db, ongoing, help_fields(helped))


def ask_for_a_call(db: Database, ongoing: OpenConversation) -> OpenConversation:
    """Keep that the person wants to be called, whatever they answer later; somebody reads it at once (BR-26)."""
    called = _change(db, ongoing, {"call_asked": db.now.isoformat(), "wants_call": True, "unread": True})
    assert called.voice is not None
    open_item(db, called.voice, voice_id(called), CALL_ME)
    audit.record(db, audit.FAMILY, "voice.asked_for_a_call", child=ongoing.request["child"], voice=voice_id(called))
    _tell(db, called)
    return called


def close(db: Database, ongoing: OpenConversation) -> OpenConversation:
    """The voice is whole and its links are spent. Once closed, closing it again is harmless."""
    voice, request = ongoing.voice, ongoing.request
    if voice is None or voice["finished"] or not ongoing.conversation.finished:
        return ongoing
    closed = _change(db, ongoing, {"finished": db.now.isoformat(), "drafts": {}, "looking_at": None})
    assert closed.voice is not None
    let_go(db, closed.voice)
    requests.change(db, request, state=ANSWERED)
    note_attempt(db, audit.FAMILY, request["child"], number_of(request), ongoing.channel, "answered")
    audit.record(db, audit.FAMILY, "voice.finished", child=request["child"], voice=number_of(voice))
    _tell(db, closed)
    return closed


def voice_id(ongoing: OpenConversation) -> int:
    """The number of the voice; the conversation must have begun."""
    assert ongoing.voice is not None
    return number_of(ongoing.voice)


def _keep(
    db: Database,
    ongoing: OpenConversation,
    question: Question,
    value: Value | None,
    language: str,
    attached: Mapping[str, int],
) -> OpenConversation:
    assert ongoing.voice is not None
    answers = ongoing.voice["answers"]
    if question.id in answers and _is_same(answers[question.id], value, attached):
        return _move_on(db, ongoing, question)
    if ongoing.voice["finished"] and not _may_still_give(ongoing, question):
        raise NoSuchLink
    if question.id in answers and not ongoing.gave(question.id):
        raise NotAnswerable
    spoken = language if language in LANGUAGES else ongoing.voice["language"]
    given = {**answers, question.id: stored_answer(db, ongoing, question, value, spoken, attached)}
    fields: VoiceChange = {
        "answers": given,
        "language": spoken,
        "looking_at": None,
        "unread": True,
        **_drafts(ongoing, question.id, ""),
    }
    after = _change(db, ongoing, {**fields, **_flags(ongoing, given)} if ongoing.form.turns_on(question) else fields)
    child = ongoing.request["child"]
    assert after.voice is not None
    if question.kind == "long_text":
        let_go(db, after.voice, question.id, ongoing.respondent)
    open_items(db, after.voice, voice_id(after), question, value)
    if child and value is not None and not requests.tells(ongoing.request) and not _was_heard_today(db, answers):
        note_day(db, child, HEARD, london_day(db.now))
    record_answer(db, audit.FAMILY, after.voice, question.id)
    _tell(db, after)
    return after


def _is_same(before: Answer, value: Value | None, attached: Mapping[str, int]) -> bool:
    return before["value"] == value and before.get("attachments", {}) == attached


def _is_empty(raw: Any) -> bool:
    return not "".join([raw] if isinstance(raw, str) else raw).strip()


def _was_heard_today(db: Database, answers: Mapping[str, Any]) -> bool:
    """Whether this voice has noted the day already: one answer of a day does it for those that follow."""
    today = london_day(db.now)
    return any(one["value"] is not None and _day_of(one["at"]) == today for one in answers.values())


def _day_of(moment: str) -> date:
    return london_day(datetime.fromisoformat(moment))


def _may_still_give(ongoing: OpenConversation, question: Question) -> bool:
    """Whoever asked for a call and left no number may give one afterwards: else the call could not be made."""
    assert ongoing.voice is not None
    wants = question.id == NUMBER and ongoing.voice["wants_call"]
    return wants and not numbers_in(told_of(ongoing.voice, NUMBER))


def _flags(ongoing: OpenConversation, answers: dict[str, Answer]) -> Flags:
    """What the answers say, and a call that was asked for in between, which no later answer takes back."""
    assert ongoing.voice is not None
    given = {key: one["value"] for key, one in answers.items()}
    said = flags(Conversation.resume(ongoing.form, given))
    return {**said, "wants_call": said["wants_call"] or bool(ongoing.voice.get("call_asked"))}


def _move_on(db: Database, ongoing: OpenConversation, question: Question) -> OpenConversation:
    assert ongoing.voice is not None
    if ongoing.voice["looking_at"] == question.id and not ongoing.voice["finished"]:
        return _change(db, ongoing, {"looking_at": None, **_drafts(ongoing, question.id, "")})
    return ongoing


def _question(ongoing: OpenConversation, question_id: str) -> Question:
    if not ongoing.conversation.asks(question_id):
        raise NotAnswerable
    return ongoing.form.question(question_id)


def _drafts(ongoing: OpenConversation, question_id: str, text: str) -> VoiceChange:
    """The drafts with this one put in, or taken out where it is empty."""
    assert ongoing.voice is not None
    own = {key: kept for key, kept in ongoing.draft.items() if key != question_id}
    if text.strip() and question_id:
        own[question_id] = text.replace("\0", "")[:LONGEST_DRAFT]
    others = {browser: kept for browser, kept in ongoing.voice["drafts"].items() if browser != ongoing.respondent}
    return {"drafts": {**others, ongoing.respondent: own} if own else others}


def _change(db: Database, ongoing: OpenConversation, fields: VoiceChange) -> OpenConversation:
    assert ongoing.voice is not None
    return replace(ongoing, voice=voices.amend(db, ongoing.voice, **fields))


def _tell(db: Database, ongoing: OpenConversation) -> None:
    db.announce(f"child:{ongoing.request['child']}")
    db.announce("voices")
