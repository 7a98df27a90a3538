"""What a family can do with a link: begin, answer, skip, go back, change language, finish; each durable by itself."""

from typing import Any

from feedback.voices import recording, requests
from feedback.voices.answers_back import HELPED
from feedback.voices.attaching import CheckedFile
from feedback.voices.conversations import OpenConversation, open_link
from feedback.voices.errors import NotAnswerable
from feedback.voices.help_given import CHILDS_HELPERS
from feedback.voices.provenance import WRITTEN_DOWN_FOR_THEM
from language.registry import LANGUAGES
from people.permissions import open_to
from storage.store import Database


@open_to("a family with a link")
def begin(db: Database, token: str, session: str, language: str, *, easy: bool = False) -> None:
    """Begin, or go on in another browser; what another browser said stays hidden from this one."""
    ongoing = _joined(db, token, session, language)
    if easy:
        ongoing = recording.read_easily(db, ongoing, wanted=True)
    if ongoing.voice and ongoing.voice["language"] != language and language in LANGUAGES:
        recording.switch_language(db, ongoing, language)


@open_to("a family with a link")
def answer(
    db: Database, token: str, session: str, question_id: str, raw: Any, language: str, *, as_words: bool = False
) -> None:
    """Keep one answer. The same answer sent again changes nothing; `Refused` says what cannot be kept."""
    ongoing = _joined(db, token, session, language)
    recording.keep_answer(db, ongoing, question_id, raw, language, as_words=as_words)


@open_to("a family with a link")
def attach(db: Database, token: str, session: str, question_id: str, sent: CheckedFile, language: str) -> None:
    """Keep a drawing or a voice note for a question, so that no later refusal loses it. Sent twice it is kept once."""
    recording.attach(db, _joined(db, token, session, language), question_id, sent)


@open_to("a family with a link")
def say_whether_it_helped(
    db: Database, token: str, session: str, value: str, language: str, *, easy: bool = False
) -> None:
    """The one press below what they are told: begun, answered and finished at once. The first press stands."""
    ongoing = open_link(db, token, session)
    if not requests.tells(ongoing.request):
        raise NotAnswerable
    if ongoing.voice and ongoing.voice["finished"]:
        return
    joined = recording.join(db, ongoing, language)
    if easy:
        joined = recording.read_easily(db, joined, wanted=True)
    recording.close(db, recording.keep_answer(db, joined, HELPED, value, language))


@open_to("a family with a link")
def skip(db: Database, token: str, session: str, question_id: str, language: str, draft: str = "") -> None:
    """Keep that the person would rather not answer this one, and what they had typed for it."""
    recording.keep_skip(db, _joined(db, token, session, language), question_id, language, draft)


@open_to("a family with a link")
def back(db: Database, token: str, session: str, question_id: str, draft: str = "") -> None:
    """Go to the question before, keeping what was typed. Where there is none before, stay."""
    recording.step_back(db, _mine(db, token, session, draft), question_id, draft)


@open_to("a family with a link")
def change(db: Database, token: str, session: str, question_id: str, typed_for: str = "", draft: str = "") -> None:
    """Go back to an answer that this browser gave, keeping what was typed for the question it leaves."""
    ongoing = _mine(db, token, session, draft)
    recording.go_to(db, recording.keep_draft(db, ongoing, typed_for, draft) if draft else ongoing, question_id)


@open_to("a family with a link")
def speak(db: Database, token: str, session: str, language: str, question_id: str = "", draft: str = "") -> None:
    """Go on in another language; every answer and what was typed stays."""
    recording.switch_language(db, _mine(db, token, session, draft), language, question_id, draft)


@open_to("a family with a link")
def read_easily(db: Database, token: str, session: str, wanted: bool, question_id: str = "", draft: str = "") -> None:
    """Go on in Easy Read, or without it again; every answer and what was typed stays."""
    recording.read_easily(db, _mine(db, token, session, draft), wanted, question_id, draft)


@open_to("a family with a link")
def say_who_helped(db: Database, token: str, session: str, role: str) -> None:
    """Keep whom a child of 4 to 7 had help from; one that no card names changes nothing."""
    ongoing = _mine(db, token, session)
    if role in CHILDS_HELPERS and ongoing.request["audience"] in WRITTEN_DOWN_FOR_THEM:
        recording.keep_helper(db, ongoing, role)


@open_to("a family with a link")
def finish(db: Database, token: str, session: str) -> None:
    """Press the last button: the voice is whole and the link is spent. Once finished, pressing again is harmless."""
    recording.close(db, _mine(db, token, session))


def _joined(db: Database, token: str, session: str, language: str) -> OpenConversation:
    """This browser's conversation, which it joins if it has not; a link once finished is not joined again."""
    return recording.join(db, open_link(db, token, session), language)


def _mine(db: Database, token: str, session: str, draft: str = "") -> OpenConversation:
    """The conversation that this browser takes part in; typed words are never lost to one that was forgotten."""
    if draft.strip():
        return _joined(db, token, session, "")
    ongoing = open_link(db, token, session)
    if not ongoing.is_mine:
        raise NotAnswerable
    return ongoing
