"""What is kept of each line of the call list: until when it rests, and why it is done."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from tinydb import where

from language.dates import LONDON
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

CALLS = Kind("calls", indexed=("key",), unique=("key",), lasting=True)
NEW: Mapping[str, Any] = {
    "rests_until": None,
    "rests_because": "",
    "done": "",
    "wrong_number": None,
    "agreed": None,  # the moment for which they asked
    "chosen": None,  # who chose to call though nobody knows that it is safe, and when
}
MORNING = time(9)


def kept_call(db: Database, key: str) -> Mapping[str, Any]:
    """What is kept of a line of the list; nothing was tried where nothing is kept."""
    return {**NEW, **(db.table(CALLS).get(where("key") == key) or {})}


def keep_call(db: Database, key: str, fields: Mapping[str, Any]) -> Document:
    """Change it."""
    found = db.table(CALLS).get(where("key") == key)
    number = found.doc_id if found else db.table(CALLS).insert({**NEW, "key": key})
    kept = db.table(CALLS).replace(number, fields)
    db.announce("calls")
    return kept


def rest(db: Database, key: str, until: datetime, because: str, agreed: datetime | None = None) -> None:
    """Let the line rest; `agreed` where they asked for that moment. What was chosen for the last call is over."""
    moment = agreed.isoformat() if agreed else None
    fields = {"rests_until": until.isoformat(), "rests_because": because, "agreed": moment, "chosen": None}
    keep_call(db, key, fields)


def next_morning(moment: datetime) -> datetime:
    """Nine o'clock of the next day in London."""
    day = moment.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(day, MORNING, LONDON).astimezone(moment.tzinfo)
