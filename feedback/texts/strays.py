"""Texts that no conversation could take: each is read by a person, whoever sent it."""

from collections.abc import Mapping

from tinydb import where

from feedback.texts.inbox import RECEIVED
from people import audit, need_to_know
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document

UNKNOWN_NUMBER = "unknown_number"
REASONS: Mapping[str, str] = {
    UNKNOWN_NUMBER: "From a number that nobody here knows",
    "nothing_open": "Nothing was being asked of this phone",
    "not_understood": "Could not be taken as an answer",
    "which": "Came before they said which conversation it is for",
    "stopped": "Sent after this phone asked for no more texts",
    "more_than_a_stop": "Asked for no more texts, and said more",
    "may_be_a_stop": "A long answer that may ask for no more texts",
    "call": "Asks to be called",
    "help": "Asks for help",
    "too_many": "More texts in a day than are answered by themselves",
    "fault": "We could not answer this text by ourselves",
}


@needs(Permission.READ_VOICES)
def texts_to_read(db: Database, actor: Actor) -> list[Document]:
    """The texts that wait for a person, the oldest first; `why` is a code of `REASONS`."""
    waiting = db.table(RECEIVED).page(where("waiting") == True, by="at")  # noqa: E712  # a TinyDB query
    return [text for text in waiting if _may_read(db, actor, text)]


@needs(Permission.READ_VOICES)
def unknown_texts(db: Database, actor: Actor) -> list[Document]:
    """Those of them that came from a number nobody knows."""
    return [text for text in texts_to_read(db, actor) if text["why"] == UNKNOWN_NUMBER]


@needs(Permission.READ_VOICES)
def mark_text_read(db: Database, actor: Actor, text_id: int, decided: str = "") -> None:
    """Say that a named human has read this text and what they decided; the first to say so is kept."""
    text = db.table(RECEIVED).get(doc_id=text_id)
    if text is None or not _may_read(db, actor, text):
        raise NotFound
    if not text["waiting"]:
        return
    read = {"waiting": False, "read_by": actor.id, "read_at": db.now.isoformat(), "decided": decided.strip()}
    db.table(RECEIVED).replace(text_id, read)
    db.announce("texts")
    audit.record(db, actor, "text.read", child=text["child"], text=text_id)


def _may_read(db: Database, actor: Actor, text: Document) -> bool:
    return text["child"] is None or need_to_know.may_see(db, actor, text["child"])
