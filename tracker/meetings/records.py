"""What a meeting leaves behind: its items as they stood at its end, kept once, so that its minutes never change."""

from typing import TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

RECORDS = Kind("tracker_meeting_records", indexed=("meeting",), unique=("meeting",), lasting=True)


class RecordedItem(TypedDict):
    """One item at the end of the meeting."""

    item: int
    level: str
    child: str | None
    action: str
    owner_name: str
    manager: int
    manager_name: str  # empty where nobody answers for it
    due: str
    first_due: str
    state: str
    reached: bool
    no_update: bool  # in the month of the meeting


class MeetingRecord(TypedDict):
    """All of them, in the order of the meeting."""

    meeting: int
    items: list[RecordedItem]
    present: list[str]
    apologies: list[str]
    next_on: str  # the day of the next meeting, as it was planned then; empty where none was


def keep(db: Database, record: MeetingRecord) -> None:
    """Keep what a meeting left."""
    db.table(RECORDS).insert(record)


def erase_words(db: Database, item: int, on: str) -> None:
    """Take what an item said out of the minutes of every meeting; how it stood there stays."""
    for record in cast("list[MeetingRecord]", db.table(RECORDS).all()):
        if any(one["item"] == item for one in record["items"]):
            left = [{**one, "action": on} if one["item"] == item else one for one in record["items"]]
            db.table(RECORDS).replace(number_of(record), {"items": left})


def record_of(db: Database, meeting: int) -> MeetingRecord | None:
    """What a meeting left; None before its end."""
    return cast("MeetingRecord | None", db.table(RECORDS).get(where("meeting") == meeting))
