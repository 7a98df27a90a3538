"""Monthly meetings as they are kept: one a month, who leads, what is before all, who is there, what was noted."""

from collections.abc import Mapping
from typing import TypedDict, Unpack, cast

from tinydb import where

from people.errors import NotFound
from storage.kinds import Kind
from storage.store import Database

MEETINGS = Kind("tracker_meetings", indexed=("month", "on", "state"), unique=("month",), lasting=True)
TOPIC = "tracker_meeting"

PLANNED, GOING_ON, ENDED = "planned", "going_on", "ended"
MEETING_STATES: Mapping[str, str] = {PLANNED: "Planned", GOING_ON: "Going on", ENDED: "Ended"}


class Note(TypedDict):
    """What somebody noted of the meeting as a whole."""

    words: str
    by: int
    by_name: str
    at: str


class TrackerMeeting(TypedDict):
    """One meeting."""

    month: str  # 2026-11: there is one a month
    on: str  # an ISO date of London
    state: str
    planned_by: int
    driver: int  # who moves the screen of all; 0 before it is opened
    item: int  # what is before all; 0 for nothing
    order: list[int]  # the items, as they stood when it was opened; what was brought up later stands behind
    carried: list[int]  # of them: what the meeting before did not reach
    follows: int  # the meeting before; 0 for the first
    reached: list[int]  # what was before all, or was written about
    present: list[int]
    apologies: list[int]
    guests: str
    notes: list[Note]
    opened_at: str  # empty before
    ended_at: str


class MeetingChange(TypedDict, total=False):
    """The fields of a meeting that change."""

    month: str
    on: str
    state: str
    driver: int
    item: int
    order: list[int]
    carried: list[int]
    follows: int
    reached: list[int]
    present: list[int]
    apologies: list[int]
    guests: str
    notes: list[Note]
    opened_at: str
    ended_at: str


def add(db: Database, meeting: TrackerMeeting) -> int:
    """Keep a new meeting and return its number."""
    return db.table(MEETINGS).insert(meeting)


def meeting(db: Database, number: int) -> TrackerMeeting:
    """One meeting; `NotFound` where there is none."""
    found = cast("TrackerMeeting | None", db.table(MEETINGS).get(doc_id=number))
    if found is None:
        raise NotFound
    return found


def in_month(db: Database, month: str) -> TrackerMeeting | None:
    """The meeting of a month (2026-11)."""
    return cast("TrackerMeeting | None", db.table(MEETINGS).get(where("month") == month))


def coming(db: Database) -> list[TrackerMeeting]:
    """What is planned or going on, the next first."""
    found = cast("list[TrackerMeeting]", db.table(MEETINGS).search(where("state").one_of([PLANNED, GOING_ON])))
    return sorted(found, key=lambda one: one["on"])


def latest_ended(db: Database, most: int = 1) -> list[TrackerMeeting]:
    """Those that were held, the latest first."""
    found = db.table(MEETINGS).page(where("state") == ENDED, by="on", newest_first=True, limit=most)
    return cast("list[TrackerMeeting]", found)


def change(db: Database, number: int, **fields: Unpack[MeetingChange]) -> None:
    """Set fields of a meeting, and tell its own screens and the list of all."""
    db.table(MEETINGS).replace(number, fields)
    db.announce(TOPIC)
    db.announce(topic_of(number))


def topic_of(number: int) -> str:
    """What is announced when this meeting changes."""
    return f"{TOPIC}:{number}"
