"""The thread of texts with one phone: which conversations are open, which one it is about, and what was put last."""

from collections.abc import Mapping
from typing import Any

from tinydb import where

from feedback.voices.links import REQUESTS
from language.registry import LANGUAGES
from people import contacts
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

THREADS = Kind("text_threads", hashed=("phone",), unique=("phone",))
MISSES = 2  # so many in a row, and we move on kindly
WHICH, PRIVATE, QUESTION = "which", "private", "question"
BY_TEXT = "sms"

_NEW: Mapping[str, Any] = {
    "request": None,  # the conversation that the thread is about
    "put": None,  # what was put last: {"what": WHICH, PRIVATE or QUESTION, …}
    "misses": 0,
    "resting": False,  # two misses where nothing can be skipped: no more is said until we are understood
    "introduced": [],  # the requests whose first reply has gone
    "agreed": [],  # the requests whose questions may come by text
    "known": [],  # the requests that were open when the person chose
    "held": None,  # a text that came before it was clear which conversation it is for
    "neutral_at": None,  # when the neutral answer was last given
}


def thread_of(db: Database, phone: str) -> Document:
    """The thread with this phone, begun if there is none."""
    found = db.table(THREADS).get(where("phone") == phone)
    if found is not None:
        return found
    fields = {"phone": phone, **_NEW}
    return Document(fields, db.table(THREADS).insert(fields))


def change(db: Database, thread: Document, **fields: Any) -> Document:
    """The thread with these fields set."""
    return db.table(THREADS).replace(thread.doc_id, fields)


def open_requests(db: Database, phone: str) -> list[Document]:
    """What was asked of this phone by text and can still be answered, the oldest first."""
    now = db.now.isoformat()
    found = [
        request
        for contact in contacts.with_phone(db, phone)
        for request in db.table(REQUESTS).search(where("contact") == number_of(contact))
        if request["state"] == "open" and request["channel"] == BY_TEXT and request["expires"] > now
    ]
    return sorted(found, key=lambda request: (str(request["made"]), request.doc_id))


def language_of(db: Database, phone: str) -> str:
    """The language of whoever has this phone, as far as we know them and speak it; else English."""
    known = (str(contact["language"]) for contact in contacts.with_phone(db, phone))
    return next((code for code in known if code in LANGUAGES), "en")
