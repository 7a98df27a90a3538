"""Monthly messages as they are kept: one for a person and month, and the round of a month once all have theirs."""

from collections.abc import Mapping
from typing import TypedDict, cast

from tinydb import where

from storage.kinds import Kind
from storage.store import Database

MONTHLY_MESSAGES = Kind("monthly_messages", indexed=("key", "staff"), unique=("key",), lasting=True)
MONTHLY_ROUNDS = Kind("monthly_rounds", indexed=("month",), unique=("month",), lasting=True)


class MonthlyMessage(TypedDict):
    """What one person was told of the tracker in a month."""

    key: str  # person and month: it stands once, however often the program runs
    staff: int
    month: str  # its first day, as ISO text
    on: str  # the London day
    items: list[int]  # theirs
    answers: list[int]  # of others, which wait for them
    ownerless: list[int]  # whose owner does not work here


class MonthlyRound(TypedDict):
    """That everybody has the message of a month: who comes to own something later waits for the next."""

    month: str
    on: str
    messages: int


def key_of(staff: int, month: str) -> str:
    """The key under which the message of a person and month stands."""
    return f"{staff}/{month}"


def message_of(db: Database, staff: int, month: str) -> MonthlyMessage | None:
    """The message of a person and month."""
    found = db.table(MONTHLY_MESSAGES).get(where("key") == key_of(staff, month))
    return cast("MonthlyMessage | None", found)


def add_message(db: Database, message: MonthlyMessage) -> None:
    """Keep a message."""
    db.table(MONTHLY_MESSAGES).insert(message)


def round_is_done(db: Database, month: str) -> bool:
    """Whether everybody has the message of this month."""
    return db.table(MONTHLY_ROUNDS).contains(where("month") == month)


def end_round(db: Database, month: str, on: str) -> None:
    """Note that everybody has theirs; a second time changes nothing."""
    if not round_is_done(db, month):
        ended: MonthlyRound = {"month": month, "on": on, "messages": _made_in(db, month)}
        db.table(MONTHLY_ROUNDS).insert(ended)


def _made_in(db: Database, month: str) -> int:
    keys: Mapping[int, str | float] = db.table(MONTHLY_MESSAGES).column("key")
    return sum(str(key).endswith(f"/{month}") for key in keys.values())
