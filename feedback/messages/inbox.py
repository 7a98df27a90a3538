"""Every text that was received, kept once, before anything is made of it."""

import unicodedata
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, cast

from tinydb import where

from feedback.messages import outbox
from storage.documents import Document, number_of
from storage.errors import Taken
from storage.kinds import Kind
from storage.store import Database

RECEIVED = Kind(
    "received_texts",
    indexed=("provider_id", "at", "waiting", "request"),
    hashed=("sender",),
    unique=("provider_id",),
)
CALL = "call"  # why a text waits that asks for a call and belongs to no conversation
TIME_TO_READ = timedelta(seconds=3)  # sooner than that, nobody has read what we sent
DOUBLED_WITHIN = timedelta(minutes=1)  # a gateway may deliver one text twice under two ids
LATE = timedelta(minutes=1)  # sooner than that, our own clock says when a text was written, and theirs need not agree
MOST_LOOKED_AT = 500  # texts after a moment, for one of which we were told
LONGEST = 1_600  # characters, the most that a provider delivers
_LINES = "\n\t"


class ReceivedText(TypedDict):
    """One text, as it is kept."""

    provider_id: str
    sender: str
    body: str
    at: str  # when it came to us
    written: NotRequired[str]  # when the provider had it, where it came to us late
    fetched: NotRequired[bool]  # we asked the provider for it, and were not told
    copies: NotRequired[list[str]]  # the provider's other ids for it
    pictures: NotRequired[int]  # how many pictures or recordings came with it
    repeats: bool  # the same words came a moment before, and answered another text of ours
    took: str  # what it was taken for
    child: str | None  # whom it has to do with, as far as that is known
    request: int | None  # the conversation that it was about
    why: str  # why a person has to read it; "" where nobody has to
    waiting: bool
    read_by: int | None
    read_at: str | None
    decided: NotRequired[str]  # what the person who read it decided


def keep_text(
    db: Database,
    provider_id: str,
    sender: str,
    body: str,
    pictures: int = 0,
    written: datetime | None = None,
    *,
    fetched: bool = False,
) -> ReceivedText | None:
    """Keep a text, with how many `pictures` came with it, when the provider had it and whether it was `fetched`.

    None when it was kept before, under this id or by a copy within the minute under another.
    """
    if is_kept(db, provider_id, sender):
        return None
    late = written if written is not None and db.now - written > LATE else None
    is_just_a_picture = pictures > 0 and not _clean(body)  # two of them are two: nothing tells that they are the same
    earlier = None if is_just_a_picture else _same_within_a_minute(db, sender, _clean(body), late or db.now)
    if earlier is not None and not _was_answered(db, sender, datetime.fromisoformat(earlier["at"])):
        db.table(RECEIVED).replace(number_of(earlier), {"copies": [*earlier.get("copies", []), provider_id]})
        return None
    text: ReceivedText = {
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
    if late is not None:
        text["written"] = late.isoformat()
    if fetched:
        text["fetched"] = True
    try:
        return cast("ReceivedText", Document(text, db.table(RECEIVED).insert(text)))
    except Taken:  # another process kept the same delivery in this moment
        return None


def is_kept(db: Database, provider_id: str, sender: str) -> bool:
    """Whether a text was kept, under this id of the provider's or as a copy of another one of this phone."""
    if db.table(RECEIVED).contains(where("provider_id") == provider_id):
        return True
    return any(provider_id in one.get("copies", ()) for one in by_phone(db, sender))


def written_at(text: ReceivedText) -> datetime:
    """When it was sent, as far as we know."""
    return datetime.fromisoformat(text.get("written", text["at"]))


def settle(
    db: Database, text: ReceivedText, *, took: str, why: str, child: str | None = None, request: int | None = None
) -> None:
    """Note what became of a text; `why` is set where a person has to read it."""
    fields = {"took": took, "why": why, "waiting": bool(why), "child": child, "request": request}
    db.table(RECEIVED).replace(number_of(text), fields)


def by_id(db: Database, number: int) -> ReceivedText | None:
    """One text, for rules that check who is asking."""
    return cast("ReceivedText | None", db.table(RECEIVED).get(doc_id=number))


def by_phone(db: Database, phone: str) -> list[ReceivedText]:
    """The texts from one phone, the oldest first."""
    return cast("list[ReceivedText]", db.table(RECEIVED).search(where("sender") == phone))


def by_request(db: Database, request: int) -> list[ReceivedText]:
    """The texts that were part of one conversation."""
    return cast("list[ReceivedText]", db.table(RECEIVED).search(where("request") == request))


def since(db: Database, moment: str) -> list[ReceivedText]:
    """The texts that came after a moment, the newest first."""
    found = db.table(RECEIVED).page(where("at") > moment, by="at", newest_first=True)
    return cast("list[ReceivedText]", found)


def was_told_since(db: Database, moment: datetime) -> bool:
    """Whether the provider has told us of a text after a moment, as it tells nobody but the program that it serves."""
    came = db.table(RECEIVED).page(where("at") > moment.isoformat(), by="at", limit=MOST_LOOKED_AT)
    return any(not one.get("fetched", False) for one in came)


def made_between(db: Database, first: str, last: str, limit: int) -> list[ReceivedText]:
    """Up to so many of those between two moments, both included; the oldest first."""
    between = (where("at") >= first) & (where("at") <= last)
    return cast("list[ReceivedText]", db.table(RECEIVED).page(between, by="at", limit=limit))


def erase(db: Database, number: int) -> None:
    """Remove a text, by the rule of how long it is kept."""
    db.table(RECEIVED).remove(doc_ids=[number])


def waiting(db: Database) -> list[ReceivedText]:
    """The texts that a person has to see to, the oldest first."""
    found = db.table(RECEIVED).page(where("waiting") == True, by="at")  # noqa: E712  # a TinyDB query
    return cast("list[ReceivedText]", found)


def waiting_calls(db: Database) -> list[ReceivedText]:
    """The texts that ask for a call outside a conversation, and wait for it; the oldest first."""
    return [one for one in waiting(db) if one["why"] == CALL]


def waiting_call(db: Database, number: int) -> ReceivedText | None:
    """The text of this number, where it asks for a call and waits for it."""
    text = by_id(db, number)
    return text if text is not None and text["waiting"] and text["why"] == CALL else None


def let_wait(db: Database, text: ReceivedText, why: str) -> None:
    """Let a person read a text after all."""
    db.table(RECEIVED).replace(number_of(text), {"why": why, "waiting": True})


def note_read(db: Database, text: ReceivedText, by: int, decided: str) -> None:
    """Note that a person has seen to a text, and what they decided."""
    read = {"waiting": False, "read_by": by, "read_at": db.now.isoformat(), "decided": decided.strip()}
    db.table(RECEIVED).replace(number_of(text), read)
    db.announce("texts")


def _same_within_a_minute(db: Database, sender: str, body: str, moment: datetime) -> ReceivedText | None:
    same = (one for one in by_phone(db, sender) if one["body"] == body)
    near = (one for one in same if abs(moment - written_at(one)) < DOUBLED_WITHIN)
    return max(near, key=lambda one: one["at"], default=None)


def _was_answered(db: Database, sender: str, after: datetime) -> bool:
    """Whether a text of ours has gone since, long enough ago to be read: then the same words answer that one.

    "1" is an answer to many questions, and somebody who is quick gives it twice in a minute.
    """
    until = (db.now - TIME_TO_READ).isoformat()
    return any(
        entry["state"] in outbox.WENT and after.isoformat() <= entry["at"] <= until
        for text in outbox.by_phone(db, sender)
        for entry in text["history"]
    )


def _clean(body: str) -> str:
    """The words as they came, in one form, without signs that are not text."""
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]
    return "".join(sign for sign in text if sign in _LINES or unicodedata.category(sign) not in ("Cc", "Cs")).strip()
