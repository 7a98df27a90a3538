"""Every text that was received, kept once, before anything is made of it."""

import unicodedata
from datetime import datetime, timedelta

from tinydb import where

from feedback.messages import outbox
from storage.errors import Taken
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

RECEIVED = Kind(
    "received_texts",
    indexed=("provider_id", "at", "waiting"),
    hashed=("sender",),
    unique=("provider_id",),
)
CALL = "call"  # why a text waits that asks for a call and belongs to no conversation
TIME_TO_READ = timedelta(seconds=3)  # sooner than that, nobody has read what we sent
DOUBLED_WITHIN = timedelta(minutes=1)  # a gateway may deliver one text twice under two ids
LONGEST = 1_600  # characters, the most that a provider delivers
_WENT = frozenset({"accepted", "sent", "delivered"})
_LINES = "\n\t"


def keep_text(db: Database, provider_id: str, sender: str, body: str, pictures: int = 0) -> Document | None:
    """Keep a text, with how many `pictures` came with it.

    None when it was kept before, under this id or by a copy within the minute under another.
    """
    table = db.table(RECEIVED)
    if table.contains(where("provider_id") == provider_id):
        return None
    is_just_a_picture = pictures > 0 and not _clean(body)  # two of them are two: nothing tells that they are the same
    earlier = None if is_just_a_picture else _same_a_moment_ago(db, sender, _clean(body))
    if earlier is not None and not _was_answered(db, sender, datetime.fromisoformat(earlier["at"])):
        return None
    fields = {
        "provider_id": provider_id,
        "sender": sender,
        "body": _clean(body),
        "at": db.now.isoformat(),
        "pictures": pictures,
        "repeats": earlier is not None,
        "took": "",
        "child": None,
        "request": None,
        "why": "",
        "waiting": False,
        "read_by": None,
        "read_at": None,
    }
    try:
        return Document(fields, table.insert(fields))
    except Taken:  # another process kept the same delivery in this moment
        return None


def settle(
    db: Database, text: Document, *, took: str, why: str, child: str | None = None, request: int | None = None
) -> None:
    """Note what became of a text; `why` is set where a person has to read it."""
    fields = {"took": took, "why": why, "waiting": bool(why), "child": child, "request": request}
    db.table(RECEIVED).replace(text.doc_id, fields)


def texts_from(db: Database, phone: str) -> list[Document]:
    """The texts from one phone, the oldest first."""
    return db.table(RECEIVED).search(where("sender") == phone)


def asks_for_a_call(db: Database) -> list[Document]:
    """The texts that ask for a call outside a conversation, and wait for it."""
    found = db.table(RECEIVED).search(where("waiting") == True)  # noqa: E712  # a TinyDB query
    return [one for one in found if one["why"] == CALL]


def waiting_call(db: Database, number: int) -> Document | None:
    """The text of this number, where it asks for a call and waits for it."""
    text = db.table(RECEIVED).get(doc_id=number)
    return text if text is not None and text["waiting"] and text["why"] == CALL else None


def note_read(db: Database, text: Document, by: int, decided: str) -> None:
    """Note that a person has seen to a text, and what they decided."""
    read = {"waiting": False, "read_by": by, "read_at": db.now.isoformat(), "decided": decided.strip()}
    db.table(RECEIVED).replace(text.doc_id, read)
    db.announce("texts")


def _same_a_moment_ago(db: Database, sender: str, body: str) -> Document | None:
    since = (db.now - DOUBLED_WITHIN).isoformat()
    found = (one for one in texts_from(db, sender) if one["body"] == body and one["at"] > since)
    return max(found, key=lambda one: str(one["at"]), default=None)


def _was_answered(db: Database, sender: str, since: datetime) -> bool:
    """Whether a text of ours has gone since, long enough ago to be read: then the same words answer that one.

    "1" is an answer to many questions, and somebody who is quick gives it twice in a minute.
    """
    until = (db.now - TIME_TO_READ).isoformat()
    return any(
        entry["state"] in _WENT and since.isoformat() <= entry["at"] <= until
        for text in outbox.by_phone(db, sender)
        for entry in text["history"]
    )


def _clean(body: str) -> str:
    """The words as they came, in one form, without signs that are not text."""
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]
    return "".join(sign for sign in text if sign in _LINES or unicodedata.category(sign) not in ("Cc", "Cs")).strip()
