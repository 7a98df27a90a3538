"""The thread of texts with one phone: which conversations are open, which one it is about, and what was put last."""

from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from feedback.voices import requests
from feedback.voices.requests import Request, is_open
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


class Put(TypedDict):
    """What was put last, and by which text, so that we know when it can be read."""

    what: str  # WHICH, PRIVATE or QUESTION
    text: NotRequired[int]  # its number in the outbox
    request: NotRequired[int]
    question: NotRequired[str]
    consent: NotRequired[bool]  # who may see the words is asked, and not decided at a glance
    requests: NotRequired[list[int]]  # of WHICH
    after: NotRequired[str]  # the question whose answer it followed
    crossed: NotRequired[bool]  # it was put again after a text had crossed it


class HeldText(TypedDict):
    """A text that came before it was clear which conversation it is for, and how the thread stood."""

    text: int
    request: int | None
    put: Put | None


class ThreadChange(TypedDict, total=False):
    """The fields of a thread that change."""

    request: int | None  # the conversation that the thread is about
    put: Put | None
    misses: int
    resting: bool  # two misses where nothing can be skipped: no more is said until we are understood
    introduced: list[int]  # the requests whose first reply has gone
    agreed: list[int]  # the requests whose questions may come by text
    known: list[int]  # the requests that were open when the person chose
    held: HeldText | None
    neutral_at: str | None  # when the neutral answer was last given


class TextThread(ThreadChange):
    """What is kept of the texts with one phone; all of it from the first text on."""

    phone: str


_NEW: ThreadChange = {
    "request": None,
    "put": None,
    "misses": 0,
    "resting": False,
    "introduced": [],
    "agreed": [],
    "known": [],
    "held": None,
    "neutral_at": None,
}


def thread_of(db: Database, phone: str) -> TextThread:
    """The thread with this phone, begun if there is none."""
    found = db.table(THREADS).get(where("phone") == phone)
    if found is None:
        fields: TextThread = {"phone": phone, **_NEW}
        found = Document(fields, db.table(THREADS).insert(fields))
    return cast("TextThread", found)


def change(db: Database, thread: TextThread, **fields: Unpack[ThreadChange]) -> TextThread:
    """The thread with these fields set."""
    return cast("TextThread", db.table(THREADS).replace(number_of(thread), fields))


def open_requests(db: Database, phone: str) -> list[Request]:
    """What was asked of this phone by text and can still be answered, the oldest first."""
    found = [
        request
        for contact in contacts.with_phone(db, phone)
        for request in requests.by_contact(db, number_of(contact))
        if request["channel"] == BY_TEXT and is_open(request, db.now)
    ]
    return sorted(found, key=lambda request: (request["made"], number_of(request)))


def language_of(db: Database, phone: str) -> str:
    """The language of whoever has this phone, as far as we know them and speak it; else English."""
    known = (str(contact["language"]) for contact in contacts.with_phone(db, phone))
    return next((code for code in known if code in LANGUAGES), "en")
