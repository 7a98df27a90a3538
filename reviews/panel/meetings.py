"""Meetings of the Moderation Panel as they are kept: their day, seats, and how far they have come (BR-41, BR-44)."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from people.errors import NotFound
from people.roles import Role
from storage.kinds import Kind
from storage.store import Database

PANEL_MEETINGS = Kind("panel_meetings", indexed=("on", "state"), lasting=True)
TOPIC = "panel"

PLANNED, OPEN, CLOSED, CANCELLED = "planned", "open", "closed", "cancelled"
MEETING_STATES: Mapping[str, str] = {
    PLANNED: "Planned",
    OPEN: "Going on",
    CLOSED: "Closed",
    CANCELLED: "Cancelled",
}
SEATS = (
    Role.BOARD_CHAIR,
    Role.EXECUTIVE_DIRECTOR,
    Role.ASSISTANT_DIRECTOR,
    Role.HEAD_OF_SAFEGUARDING,
    Role.HEAD_OF_SOCIAL_CARE,
)


class PanelMeeting(TypedDict):
    """One meeting."""

    on: str  # an ISO date of London
    minutes: int
    minutes_each: int  # planned for a review
    seats: dict[str, int]  # the role -> who sits for it
    state: str
    planned_by: int
    driver: int  # who moves the screen of all
    shown: dict[str, str]  # which review and point all look at; empty before the meeting opens
    present: list[int]
    opened_at: NotRequired[str]
    unread_reason: NotRequired[str]  # why it was opened though not everybody had read everything (BR-43)
    chair_taken_by: NotRequired[int]  # the deputy who went on without the chair (G3)
    chair_taken_reason: NotRequired[str]
    ended_at: NotRequired[str]
    cancelled_reason: NotRequired[str]


class PanelMeetingChange(TypedDict, total=False):
    """The fields of a meeting that change."""

    on: str
    state: str
    seats: dict[str, int]
    driver: int
    shown: dict[str, str]
    present: list[int]
    opened_at: str
    unread_reason: str
    chair_taken_by: int
    chair_taken_reason: str
    ended_at: str
    cancelled_reason: str


def add_meeting(db: Database, meeting: PanelMeeting) -> int:
    """Keep a new meeting and return its number."""
    return db.table(PANEL_MEETINGS).insert(meeting)


def meeting(db: Database, number: int) -> PanelMeeting:
    """One meeting; `NotFound` where there is none."""
    found = cast("PanelMeeting | None", db.table(PANEL_MEETINGS).get(doc_id=number))
    if found is None:
        raise NotFound
    return found


def meetings(db: Database) -> list[PanelMeeting]:
    """Every meeting, the latest day first."""
    found = cast("list[PanelMeeting]", list(db.table(PANEL_MEETINGS)))
    return sorted(found, key=lambda one: one["on"], reverse=True)


def coming(db: Database) -> list[PanelMeeting]:
    """What is planned or going on, the next first."""
    table = db.table(PANEL_MEETINGS)
    found = cast("list[PanelMeeting]", table.search(where("state").one_of([PLANNED, OPEN])))
    return sorted(found, key=lambda one: one["on"])


def change(db: Database, number: int, **fields: Unpack[PanelMeetingChange]) -> None:
    """Set fields of a meeting."""
    db.table(PANEL_MEETINGS).replace(number, fields)


def tell(db: Database, number: int) -> None:
    """Announce that a meeting has changed, to its own screens and to the list of all."""
    db.announce(TOPIC)
    db.announce(f"{TOPIC}:{number}")
