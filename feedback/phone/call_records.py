"""What is kept of each line of the call list: until when it rests, and why it is done."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TypedDict, Unpack, cast

from tinydb import where

from language.dates import LONDON
from people.working_days import london_day
from storage.kinds import Kind
from storage.store import Database

CALLS = Kind("calls", indexed=("key",), unique=("key",), lasting=True)


class Choice(TypedDict):
    """Who chose to call though nobody knows that it is safe, and when."""

    by: int  # a staff id
    at: str


class CallChange(TypedDict, total=False):
    """The fields of a call record that change."""

    rests_until: str | None
    rests_because: str
    done: str  # why the line left the list
    wrong_number: str | None  # the keyed hash of a number that was wrong
    agreed: str | None  # the moment for which they asked
    chosen: Choice | None


class CallRecord(CallChange, total=False):
    """What is kept of one line of the call list; all of it from the first change on."""

    key: str


NEW: CallRecord = {
    "rests_until": None,
    "rests_because": "",
    "done": "",
    "wrong_number": None,
    "agreed": None,
    "chosen": None,
}
MORNING = time(9)


def call_record(db: Database, key: str) -> CallRecord:
    """What is kept of a line of the list; nothing was tried where nothing is kept."""
    return cast("CallRecord", {**NEW, **(db.table(CALLS).get(where("key") == key) or {})})


def prefetch(db: Database, keys: Iterable[str]) -> None:
    """Read what is kept of these lines at once, for a long reading verb that asks for them one by one."""
    db.table(CALLS).prefetch("key", keys)


def change_call_record(db: Database, key: str, **fields: Unpack[CallChange]) -> None:
    """Change it."""
    found = db.table(CALLS).get(where("key") == key)
    number = found.doc_id if found else db.table(CALLS).insert({**NEW, "key": key})
    db.table(CALLS).replace(number, fields)
    db.announce("calls")


def rest(db: Database, key: str, until: datetime, because: str, agreed: datetime | None = None) -> None:
    """Let the line rest; `agreed` where they asked for that moment. What was chosen for the last call is over."""
    moment = agreed.isoformat() if agreed else None
    change_call_record(db, key, rests_until=until.isoformat(), rests_because=because, agreed=moment, chosen=None)


def next_morning(moment: datetime) -> datetime:
    """Nine o'clock of the next day in London."""
    day = london_day(moment) + timedelta(days=1)
    return datetime.combine(day, MORNING, LONDON).astimezone(moment.tzinfo)
