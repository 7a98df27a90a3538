"""Texts that no conversation could take: each is read by a person, whoever sent it."""

from collections.abc import Mapping
from datetime import timedelta

from feedback.messages import inbox
from feedback.messages.inbox import CALL, ReceivedText, note_read
from people import audit, need_to_know
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

UNKNOWN_NUMBER = "unknown_number"
REASONS: Mapping[str, str] = {
    UNKNOWN_NUMBER: "From a number that nobody here knows",
    "nothing_open": "Nothing was being asked of this phone",
    "not_understood": "Could not be taken as an answer",
    "which": "Came before they said which conversation it is for",
    "stopped": "Sent after this phone asked for no more texts",
    "more_than_a_stop": "Asked for no more texts, and said more",
    "may_be_a_stop": "A long answer that may ask for no more texts",
    CALL: "Asks to be called",  # who calls reads it, in the call list
    "help": "Asks for help",
    "too_many": "More texts in a day than are answered by themselves",
    "may_be_reaction": "Quotes an earlier text. A phone may have written it as a reaction, so nothing was sent back",
    "automatic": "Two automatic replies, as machines send them. Nothing is sent back to them",
    "picture": "A picture or a recording, with no words",
    "picture_too": "A picture or a recording came with these words",
    "crossed": "Written before our question can have been read, so it is no answer to it",
    "late": "Reached us more than a day after it was sent, so nothing was sent back",
    "restored": "May have been answered before this was restored from a backup, so nothing was sent back",
    "fault": "We could not answer this text by ourselves",
}

UNANSWERED: Mapping[str, str] = {
    "reaction": "The phone sent a reaction as a text. It is no answer to a question, so nothing was sent back.",
    "automatic": "An automatic reply. It is no answer to a question, and nothing is sent back to such texts.",
    "joined": "Came before our next question can have been read. It was added to the answer before it.",
    "crossed": "Came before our question can have been read. It was not taken as an answer.",
}
SHOWN_FOR = timedelta(days=7)
MOST_SHOWN = 20


@needs(Permission.READ_VOICES)
def unanswered_texts(db: Database, actor: Actor) -> list[ReceivedText]:
    """The texts of this week that were kept and not answered, for the reason in `UNANSWERED`; the newest first."""
    found = inbox.since(db, (db.now - SHOWN_FOR).isoformat())
    quiet = (one for one in found if one["took"] in UNANSWERED and not one["waiting"])
    return [one for one in quiet if _may_read(db, actor, one)][:MOST_SHOWN]


@needs(Permission.READ_VOICES)
def texts_to_read(db: Database, actor: Actor) -> list[ReceivedText]:
    """What waits for a person, the oldest first; `why` is a code of `REASONS`. Wishes to be called are in Calls."""
    return [text for text in inbox.waiting(db) if text["why"] != CALL and _may_read(db, actor, text)]


@needs(Permission.READ_VOICES)
def mark_text_read(db: Database, actor: Actor, text_id: int, decided: str = "") -> None:
    """Say that a named human has read this text and what they decided; the first to say so is kept."""
    text = inbox.by_id(db, text_id)
    if text is None or not _may_read(db, actor, text):
        raise NotFound
    if not text["waiting"]:
        return
    note_read(db, text, actor.id, decided)
    audit.record(db, actor, "text.read", child=text["child"], text=text_id)


def _may_read(db: Database, actor: Actor, text: ReceivedText) -> bool:
    return text["child"] is None or need_to_know.may_see(db, actor, text["child"])
