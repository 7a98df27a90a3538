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
NEW: Mapping[str, Any] = {"rests_until": None, "rests_because": "", "done": "", "wrong_number": None}
MORNING = time(9)


def kept_call(db: Database, key: str) -> Mapping[str, Any]:
    """What is kept of a line of the list; nothing was tried where nothing is kept."""
    return db.table(CALLS).get(where("key") == key) or NEW


def keep_call(db: Database, key: str, fields: Mapping[str, Any]) -> Document:
    """Change it."""
    found = db.table(CALLS).get(where("key") == key)
    number = found.doc_id if found else db.table(CALLS).insert({**NEW, "key": key})
    kept = db.table(CALLS).replace(number, fields)
    db.announce("calls")
    return kept


def next_morning(moment: datetime) -> datetime:
    """Nine o'clock of the next day in London."""
    day = moment.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(day, MORNING, LONDON).astimezone(moment.tzinfo)
