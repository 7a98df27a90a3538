"""The outbox of mails: every mail to a member of staff that is to go out or went, with each change of its state."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

MAILS = Kind("mails", indexed=("state", "due", "made", "key", "waits"), unique=("key",))
TOPIC = "mails"
QUEUED, CLAIMED, SENT, FAILED, UNKNOWN = "queued", "claimed", "sent", "failed", "unknown"
STATES: Mapping[str, str] = {
    QUEUED: "Waits to go",
    CLAIMED: "Going now",
    SENT: "The mail server has taken it",
    FAILED: "Not sent",
    UNKNOWN: "Not known whether it went",
}


class MailEntry(TypedDict):
    """One change of a mail's state."""

    state: str
    at: str
    note: NotRequired[str]


class Mail(TypedDict):
    """One mail, as it is kept. It names no child and says none of a family's words."""

    staff: int  # to whom; the address is the one that they have when it goes
    subject: str
    body: str
    key: str  # what caused it, once
    opaque: str  # our own id, the same in each try: its Message-ID is made of it
    made: str
    due: str  # when it may go
    state: str
    history: list[MailEntry]
    tries: int
    first_tried: str  # empty before
    claimed: str  # when it was last taken out of the queue; empty before
    carrier: str  # who had it last; empty before
    waits: bool  # for a person


class MailChange(TypedDict, total=False):
    """What of a mail can change beside its state."""

    due: str
    tries: int
    first_tried: str
    claimed: str
    carrier: str


def queue_mail(db: Database, *, staff: int, subject: str, body: str, key: str) -> int:
    """Put a mail into the outbox, in the unit of work of the change that caused it; the same `key` again makes none."""
    if (there := db.table(MAILS).get(where("key") == key)) is not None:
        return there.doc_id
    now = db.now.isoformat()
    mail: Mail = {
        "staff": staff,
        "subject": subject,
        "body": body,
        "key": key,
        "opaque": secrets.token_hex(16),
        "made": now,
        "due": now,
        "state": QUEUED,
        "history": [{"state": QUEUED, "at": now}],
        "tries": 0,
        "first_tried": "",
        "claimed": "",
        "carrier": "",
        "waits": False,
    }
    number = db.table(MAILS).insert(mail)
    db.announce(TOPIC)
    return number


def by_id(db: Database, number: int) -> Mail | None:
    """One mail of the outbox."""
    return cast("Mail | None", db.table(MAILS).get(doc_id=number))


def due(db: Database) -> Mail | None:
    """The mail that may go now and waits longest."""
    has_come = (where("state") == QUEUED) & (where("due") <= db.now.isoformat())
    found = db.table(MAILS).page(has_come, by="due", limit=1)
    return cast("Mail", found[0]) if found else None


def claimed(db: Database) -> list[Mail]:
    """The mails that are going now, and those whose sender stopped while they were."""
    return cast("list[Mail]", db.table(MAILS).search(where("state") == CLAIMED))


def not_gone(db: Database) -> list[Mail]:
    """The mails that wait to go or are going."""
    return cast("list[Mail]", db.table(MAILS).search(where("state").one_of([QUEUED, CLAIMED])))


def waiting(db: Database) -> list[Mail]:
    """The mails that wait for a person, the oldest first."""
    found = db.table(MAILS).page(where("waits") == True, by="made")  # noqa: E712  # a TinyDB query
    return cast("list[Mail]", found)


def newest(db: Database, limit: int) -> list[Mail]:
    """The mails that were made last, the newest first."""
    return cast("list[Mail]", db.table(MAILS).page(by="made", newest_first=True, limit=limit))


def made_between(db: Database, first: str, last: str, limit: int) -> list[Mail]:
    """Up to so many of those between two moments, both included; the oldest first."""
    between = (where("made") >= first) & (where("made") <= last)
    return cast("list[Mail]", db.table(MAILS).page(between, by="made", limit=limit))


def erase(db: Database, number: int) -> None:
    """Remove a mail, by the rule of how long it is kept."""
    db.table(MAILS).remove(doc_ids=[number])


def move(
    db: Database, mail: Mail, state: str, note: str = "", *, waits: bool = False, **fields: Unpack[MailChange]
) -> Mail:
    """Bring a mail into a state and keep the change; `waits` where a person has to see to it."""
    entry: MailEntry = {"state": state, "at": db.now.isoformat()}
    if note:
        entry["note"] = note
    after = {**fields, "state": state, "history": [*mail["history"], entry], "waits": waits}
    db.announce(TOPIC)
    return cast("Mail", db.table(MAILS).replace(number_of(mail), after))


def settle(db: Database, mail: Mail) -> None:
    """A person has seen to it: it waits no longer."""
    db.table(MAILS).replace(number_of(mail), {"waits": False})
    db.announce(TOPIC)


def first_tried(mail: Mail) -> datetime:
    """When it was first handed to a carrier; it must have been."""
    return datetime.fromisoformat(mail["first_tried"])
