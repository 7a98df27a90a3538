"""What a family can do with a link: begin, answer, skip, go back, change language, finish; each durable by itself."""

from typing import Any

from feedback.attempts import note_attempt
from feedback.conversations import Ongoing, flags, new_voice, open_link, stored_answer
from feedback.errors import NoSuchLink, NotAnswerable
from feedback.links import REQUESTS
from feedback.looking import previous
from feedback.voices import VOICES
from forms.answers import Value, read_answer
from forms.conversation import Conversation
from forms.errors import NotAsked
from forms.schema import Question
from language.registry import LANGUAGES
from people import audit
from people.permissions import open_to
from storage.store import Database
from storage.table import Document

LONGEST_DRAFT = 100_000


@open_to("a family with a link")
def begin(db: Database, token: str, session: str, language: str) -> None:
    """Begin, or go on in another browser; what another browser said stays hidden from this one."""
    ongoing = _joined(db, token, session, language)
    if ongoing.voice and ongoing.voice["language"] != language and language in LANGUAGES:
        _change(db, ongoing, {"language": language})


@open_to("a family with a link")
def answer(db: Database, token: str, session: str, question_id: str, raw: Any, language: str) -> None:
    """Keep one answer. The same answer sent again changes nothing; `Refused` says what cannot be kept."""
    ongoing = _joined(db, token, session, language)
    question = _question(ongoing, question_id)
    _keep(db, ongoing, question, read_answer(question, raw), language)


@open_to("a family with a link")
def skip(db: Database, token: str, session: str, question_id: str, language: str) -> None:
    """Keep that the person would rather not answer this one."""
    ongoing = _joined(db, token, session, language)
    _keep(db, ongoing, _question(ongoing, question_id), None, language)


@open_to("a family with a link")
def back(db: Database, token: str, session: str, question_id: str, draft: str = "") -> None:
    """Go to the question before, keeping what was typed. Where there is none before, stay."""
    ongoing = _mine(db, token, session)
    target = previous(ongoing)
    _change(db, ongoing, {**_drafts(ongoing, question_id, draft), **({"looking_at": target} if target else {})})


@open_to("a family with a link")
def change(db: Database, token: str, session: str, question_id: str) -> None:
    """Go back to an answer that this browser gave."""
    ongoing = _mine(db, token, session)
    if ongoing.gave(question_id):
        _change(db, ongoing, {"looking_at": question_id})


@open_to("a family with a link")
def speak(db: Database, token: str, session: str, language: str, question_id: str = "", draft: str = "") -> None:
    """Go on in another language; every answer and what was typed stays."""
    if language not in LANGUAGES:
        return
    ongoing = _mine(db, token, session)
    _change(db, ongoing, {"language": language, **_drafts(ongoing, question_id, draft)})


@open_to("a family with a link")
def finish(db: Database, token: str, session: str) -> None:
    """Press the last button: the voice is whole and the link is spent. Once finished, pressing again is harmless."""
    ongoing = _mine(db, token, session)
    voice, request = ongoing.voice, ongoing.request
    if voice is None or voice["finished"] or not ongoing.conversation.finished:
        return
    _change(db, ongoing, {"finished": db.now.isoformat(), "drafts": {}, "looking_at": None})
    db.table(REQUESTS).replace(request.doc_id, {"state": "answered"})
    note_attempt(db, audit.FAMILY, request["child"], request.doc_id, request["channel"], "answered")
    audit.record(db, audit.FAMILY, "voice.finished", child=request["child"], voice=voice.doc_id)
    _tell(db, voice)


def _keep(db: Database, ongoing: Ongoing, question: Question, value: Value | None, language: str) -> None:
    assert ongoing.voice is not None
    answers = ongoing.voice["answers"]
    if question.id in answers and answers[question.id]["value"] == value:
        _move_on(db, ongoing, question)
        return
    if ongoing.voice["finished"]:
        raise NoSuchLink
    if question.id in answers and not ongoing.gave(question.id):
        raise NotAnswerable
    spoken = language if language in LANGUAGES else ongoing.voice["language"]
    kept = {**answers, question.id: stored_answer(db, ongoing.browser, question, value, spoken)}
    given = {key: one["value"] for key, one in kept.items()}
    _change(
        db,
        ongoing,
        {
            "answers": kept,
            "language": spoken,
            "looking_at": None,
            "unread": True,
            **_drafts(ongoing, question.id, ""),
            **flags(Conversation.resume(ongoing.form, given)),
        },
    )
    voice = ongoing.voice
    audit.record(db, audit.FAMILY, "voice.answered", child=voice["child"], voice=voice.doc_id, question=question.id)
    _tell(db, voice)


def _move_on(db: Database, ongoing: Ongoing, question: Question) -> None:
    assert ongoing.voice is not None
    if ongoing.voice["looking_at"] == question.id and not ongoing.voice["finished"]:
        _change(db, ongoing, {"looking_at": None, **_drafts(ongoing, question.id, "")})


def _question(ongoing: Ongoing, question_id: str) -> Question:
    try:
        ongoing.conversation.go_to(question_id)
    except NotAsked:
        raise NotAnswerable from None
    return ongoing.form.question(question_id)


def _joined(db: Database, token: str, session: str, language: str) -> Ongoing:
    """This browser's conversation, which it joins if it has not; a link once finished is not joined again."""
    ongoing = open_link(db, token, session)
    if ongoing.voice is None:
        spoken = language if language in LANGUAGES else ongoing.request["language"]
        return Ongoing(ongoing.request, ongoing.form, new_voice(db, ongoing, spoken), ongoing.browser)
    if not ongoing.is_mine:
        fields = {"browsers": [*ongoing.voice["browsers"], ongoing.browser], "looking_at": None}
        return Ongoing(ongoing.request, ongoing.form, _change(db, ongoing, fields), ongoing.browser)
    return ongoing


def _mine(db: Database, token: str, session: str) -> Ongoing:
    ongoing = open_link(db, token, session)
    if not ongoing.is_mine:
        raise NotAnswerable
    return ongoing


def _drafts(ongoing: Ongoing, question_id: str, text: str) -> dict[str, Any]:
    """The drafts with this one put in, or taken out where it is empty."""
    assert ongoing.voice is not None
    own = {key: kept for key, kept in ongoing.draft.items() if key != question_id}
    if text.strip() and question_id:
        own[question_id] = text.replace("\0", "")[:LONGEST_DRAFT]
    others = {browser: kept for browser, kept in ongoing.voice["drafts"].items() if browser != ongoing.browser}
    return {"drafts": {**others, ongoing.browser: own} if own else others}


def _change(db: Database, ongoing: Ongoing, fields: dict[str, Any]) -> Document:
    assert ongoing.voice is not None
    return db.table(VOICES).replace(ongoing.voice.doc_id, fields)


def _tell(db: Database, voice: Document) -> None:
    db.announce(f"child:{voice['child']}")
    db.announce("voices")
