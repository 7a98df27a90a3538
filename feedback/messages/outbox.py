"""The outbox: every text that is to go out, is on its way or went, with each change of its state on record."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where
from tinydb.queries import QueryLike

from feedback.messages.provider_codes import CodeAction
from feedback.messages.text_length import measure
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

OUTBOX = Kind(
    "outbox",
    indexed=("state", "due", "made", "child", "request", "opaque", "provider_id", "needs"),
    hashed=("to",),
    unique=("opaque", "provider_id"),
)
QUEUED, CLAIMED, UNKNOWN = "queued", "claimed", "unknown"
ACCEPTED, SENT, DELIVERED, UNDELIVERED, FAILED = "accepted", "sent", "delivered", "undelivered", "failed"
WENT = frozenset({ACCEPTED, SENT, DELIVERED})  # the provider has it
LOST = frozenset({UNDELIVERED, FAILED})
REQUEST, REMINDER, TOLD = "request", "reminder", "told"
UNASKED = frozenset({REQUEST, REMINDER, TOLD})  # nobody waits for these: they keep quiet hours and respect holds


class StateEntry(TypedDict):
    """One change of a text's state."""

    state: str
    at: str
    code: NotRequired[str]
    note: NotRequired[str]


class OutboxText(TypedDict):
    """One text, as it is kept."""

    to: str  # E.164
    body: str  # without the secret of its link once it has gone
    purpose: str
    language: str
    child: str | None
    request: int | None
    made: str
    due: str  # when it may go; of an unknown one, when it is looked up next
    state: str
    history: list[StateEntry]
    opaque: str  # our own id, which says nothing about anybody
    provider: str | None
    provider_id: str | None
    tries: int
    first_tried: str | None
    claimed: NotRequired[str]  # when it was last taken out of the queue
    maybe_taken: bool  # an earlier try may have reached the provider
    looks: NotRequired[int]  # how often it was looked up
    not_found: NotRequired[bool]  # a look-up found nothing
    keep_link: bool
    any_hour: bool  # somebody waits for it, so it may go in quiet hours
    code: str | None  # the provider's
    needs: str | None  # who has to see to it, a `CodeAction`
    arrived_says: NotRequired[str]  # the member of staff who says that they have it
    attempt: int | None
    parts: int
    alphabet: str


class TryChange(TypedDict, total=False):
    """What a try to send a text changes, whatever came of it."""

    tries: int
    first_tried: str | None
    maybe_taken: bool


class TextChange(TryChange, total=False):
    """What of a text can change beside its state."""

    due: str
    provider: str
    provider_id: str | None
    claimed: str
    looks: int
    not_found: bool
    keep_link: bool
    any_hour: bool
    needs: None
    arrived_says: str


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

    `to` is E.164. `purpose` is one of `UNASKED` for what nobody is waiting for, else the caller's own word.
    """
    length = measure(body)
    text: OutboxText = {
        "to": to,
        "body": body,
        "purpose": purpose,
        "language": language,
        "child": child,
        "request": request,
        "made": db.now.isoformat(),
        "due": max(db.now, not_before or db.now).isoformat(),
        "state": QUEUED,
        "history": [{"state": QUEUED, "at": db.now.isoformat()}],
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
    number = db.table(OUTBOX).insert(text)
    announce(db, child)
    return number


def by_id(db: Database, number: int) -> OutboxText | None:
    """One text of the outbox."""
    return cast("OutboxText | None", db.table(OUTBOX).get(doc_id=number))


def by_opaque(db: Database, opaque: str) -> OutboxText | None:
    """The text of this id of ours."""
    return cast("OutboxText | None", db.table(OUTBOX).get(where("opaque") == opaque))


def by_phone(db: Database, phone: str) -> list[OutboxText]:
    """The texts to one phone, the oldest first."""
    return sorted(_search(db, where("to") == phone), key=lambda one: (one["made"], number_of(one)))


def by_request(db: Database, request: int) -> list[OutboxText]:
    """The texts that one request has led to, the oldest first."""
    return cast("list[OutboxText]", db.table(OUTBOX).page(where("request") == request, by="made"))


def prefetch_by_request(db: Database, requests: Iterable[int]) -> None:
    """Read those of these requests at once, for a long reading verb that asks for them one by one."""
    db.table(OUTBOX).prefetch("request", requests)


def prefetch_by_phone(db: Database, phones: Iterable[str]) -> None:
    """The same of those to these phones."""
    db.table(OUTBOX).prefetch("to", phones)


def by_child_newest_first(db: Database, child: str) -> list[OutboxText]:
    """The texts that went out about a child."""
    found = db.table(OUTBOX).page(where("child") == child, by="made", newest_first=True)
    return cast("list[OutboxText]", found)


def due(db: Database, state: str, limit: int) -> list[OutboxText]:
    """Up to so many texts of a state whose time has come, who waits longest first."""
    has_come = (where("state") == state) & (where("due") <= db.now.isoformat())
    return cast("list[OutboxText]", db.table(OUTBOX).page(has_come, by="due", limit=limit))


def claimed(db: Database) -> list[OutboxText]:
    """The texts that are going now, and those whose sender stopped while they were."""
    return _search(db, where("state") == CLAIMED)


def not_gone(db: Database) -> list[OutboxText]:
    """The texts that wait to go or are going."""
    return _search(db, where("state").one_of([QUEUED, CLAIMED]))


def unknown(db: Database) -> list[OutboxText]:
    """The texts of which nobody knows whether they went."""
    return _search(db, where("state") == UNKNOWN)


def in_need_of(db: Database, action: CodeAction) -> list[OutboxText]:
    """The texts that wait for a person, or for a mend of the set-up; the oldest first."""
    return cast("list[OutboxText]", db.table(OUTBOX).page(where("needs") == action, by="made"))


def made_between(db: Database, first: str, last: str, limit: int) -> list[OutboxText]:
    """Up to so many of those between two moments, both included; the oldest first."""
    between = (where("made") >= first) & (where("made") <= last)
    return cast("list[OutboxText]", db.table(OUTBOX).page(between, by="made", limit=limit))


def erase(db: Database, number: int) -> None:
    """Remove a text, by the rule of how long it is kept."""
    db.table(OUTBOX).remove(doc_ids=[number])


def is_busy(text: OutboxText) -> bool:
    """Whether it is still on its way, or somebody has to see to it."""
    return text["state"] in (QUEUED, CLAIMED, UNKNOWN) or text["needs"] is not None


def is_anothers(db: Database, text: OutboxText, provider_id: str | None) -> bool:
    """Whether a provider's id belongs to another text of ours."""
    other = db.table(OUTBOX).get(where("provider_id") == provider_id) if provider_id else None
    return other is not None and other.doc_id != number_of(text)


def first_tried(text: OutboxText) -> datetime:
    """When it was first handed to a provider; it must have been."""
    assert text["first_tried"] is not None
    return datetime.fromisoformat(text["first_tried"])


def change(db: Database, text: OutboxText, **fields: Unpack[TextChange]) -> None:
    """Set fields of a text; how it comes into another state is for `state_transitions` to say."""
    db.table(OUTBOX).replace(number_of(text), fields)


def put(db: Database, text: OutboxText, after: OutboxText) -> OutboxText:
    """Keep a text as it is after a change of its state; returns it."""
    return cast("OutboxText", db.table(OUTBOX).replace(number_of(text), after))


def announce(db: Database, child: str | None) -> None:
    """Tell the screens that show texts."""
    db.announce("texts")
    if child is not None:
        db.announce(f"child:{child}")


def _search(db: Database, cond: QueryLike) -> list[OutboxText]:
    return cast("list[OutboxText]", db.table(OUTBOX).search(cond))
