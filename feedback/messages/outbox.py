"""The outbox: every text that is to go out, is on its way or went, with each change of its state on record."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tinydb import where

from feedback.messages.provider_codes import CodeAction, meaning
from feedback.messages.text_attempts import record_attempt
from feedback.messages.text_length import measure
from feedback.messages.wording import without_link
from people.permissions import open_to
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

OUTBOX = Kind(
    "outbox",
    indexed=("state", "due", "made", "child", "request", "opaque", "provider_id", "needs"),
    hashed=("to",),
    unique=("opaque", "provider_id"),
)
QUEUED, CLAIMED, UNKNOWN = "queued", "claimed", "unknown"
ACCEPTED, SENT, DELIVERED, UNDELIVERED, FAILED = "accepted", "sent", "delivered", "undelivered", "failed"
REQUEST, REMINDER = "request", "reminder"
UNASKED = frozenset({REQUEST, REMINDER})  # nobody is waiting for these, so they keep quiet hours and respect holds

_RANK: Mapping[str, int] = {
    QUEUED: 0,
    CLAIMED: 1,
    UNKNOWN: 2,
    ACCEPTED: 3,
    SENT: 4,
    UNDELIVERED: 5,
    FAILED: 5,
    DELIVERED: 6,  # a late word that it arrived after all is the truth
}
STATES = tuple(_RANK)
WORDS: Mapping[str, str] = {
    QUEUED: "waiting to go",
    CLAIMED: "going now",
    UNKNOWN: "not known whether it went",
    ACCEPTED: "on its way",
    SENT: "on its way to the phone",
    DELIVERED: "delivered",
    UNDELIVERED: "not delivered",
    FAILED: "not sent",
}


def queue(
    db: Database,
    *,
    to: str,
    body: str,
    purpose: str,
    language: str,
    child: str | None = None,
    request: int | None = None,
    not_before: datetime | None = None,
) -> int:
    """Put a text into the outbox, in the unit of work of the change that caused it; returns its number.

    `to` is E.164. `purpose` is `request` or `reminder` for what nobody is waiting for, else the caller's own word.
    """
    length = measure(body)
    number = db.table(OUTBOX).insert(
        {
            "to": to,
            "body": body,
            "purpose": purpose,
            "language": language,
            "child": child,
            "request": request,
            "made": db.now.isoformat(),
            "due": max(db.now, not_before or db.now).isoformat(),
            "state": QUEUED,
            "history": [_entry(db, QUEUED)],
            "opaque": secrets.token_urlsafe(16),
            "provider": None,
            "provider_id": None,
            "tries": 0,
            "first_tried": None,
            "maybe_taken": False,
            "keep_link": False,
            "any_hour": purpose not in UNASKED,
            "code": None,
            "needs": None,
            "attempt": None,
            "parts": length.parts,
            "alphabet": length.alphabet,
        }
    )
    announce(db, child)
    return number


def move(
    db: Database, text: Document, state: str, *, code: str | None = None, note: str = "", **fields: Any
) -> Document | None:
    """Move a text forward and keep the change; None where it has come as far already: never from delivered to sent."""
    if _RANK[state] <= _RANK[text["state"]]:
        return None
    if is_anothers(db, text, fields.get("provider_id")):
        del fields["provider_id"]
    return _change(db, text, state, code, note, fields)


def put_back(db: Database, text: Document, due: datetime, *, note: str, **fields: Any) -> Document:
    """Let a text wait again: the provider did not take it."""
    return _change(db, text, QUEUED, None, note, {**fields, "due": due.isoformat()})


@open_to("the demo's phone on the screen")
def let_the_night_pass(db: Database, phone: str) -> None:
    """Let what waits for the morning go now, where the family and its phone are invented."""
    for text in texts_to(db, phone):
        if text["state"] == QUEUED:
            db.table(OUTBOX).replace(text.doc_id, {"due": db.now.isoformat(), "any_hour": True})
            announce(db, text["child"])


def text_of(db: Database, number: int) -> Document | None:
    """One text of the outbox."""
    return db.table(OUTBOX).get(doc_id=number)


def texts_to(db: Database, phone: str) -> list[Document]:
    """The texts to one phone, the oldest first."""
    return sorted(db.table(OUTBOX).search(where("to") == phone), key=lambda one: (one["made"], one.doc_id))


def texts_of_request(db: Database, request: int) -> list[Document]:
    """The texts that one request has led to, the oldest first."""
    return db.table(OUTBOX).page(where("request") == request, by="made")


def is_anothers(db: Database, text: Document, provider_id: str | None) -> bool:
    """Whether a provider's id belongs to another text of ours."""
    other = db.table(OUTBOX).get(where("provider_id") == provider_id) if provider_id else None
    return other is not None and other.doc_id != text.doc_id


def announce(db: Database, child: str | None) -> None:
    """Tell the screens that show texts."""
    db.announce("texts")
    if child is not None:
        db.announce(f"child:{child}")


def _change(
    db: Database, text: Document, state: str, code: str | None, note: str, fields: Mapping[str, Any]
) -> Document:
    """The secret of the link goes once the text has; the attempt that section 6 tells changes in the same step."""
    after = {**text, **fields, "state": state, "code": code or text["code"]}
    after["history"] = [*text["history"], _entry(db, state, code, note)]
    after["needs"] = _needs(state, after["code"])
    if _RANK[state] >= _RANK[ACCEPTED] and not after["keep_link"]:
        after["body"] = without_link(text["body"])
    if text["purpose"] in UNASKED:
        after["attempt"] = record_attempt(db, after)
    announce(db, text["child"])
    return db.table(OUTBOX).replace(text.doc_id, after)


def _needs(state: str, code: str | None) -> str | None:
    """Who has to see to it: a `person` decides, or an administrator mends the `set_up`."""
    if state == UNKNOWN:
        return CodeAction.PERSON
    if state not in {UNDELIVERED, FAILED}:
        return None
    do = meaning(code).do
    return None if do == CodeAction.SETTLED else do if do == CodeAction.SET_UP else CodeAction.PERSON


def _entry(db: Database, state: str, code: str | None = None, note: str = "") -> dict[str, str]:
    entry = {"state": state, "at": db.now.isoformat()}
    return entry | ({"code": code} if code else {}) | ({"note": note} if note else {})
