"""Planning the monthly meeting: one a month; it goes on where the one before ended (BR-51)."""

from datetime import date

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker.checked_words import a_day
from tracker.meetings import meetings
from tracker.meetings.meetings import PLANNED, TOPIC, TrackerMeeting

CHOOSE = "Choose the day of the meeting."


@needs(Permission.MANAGE_TRACKER)
def plan_meeting(db: Database, actor: Actor, on: str) -> int:
    """Plan the meeting of a month, on a day (ISO) that has not passed; `Unacceptable` where the month has one."""
    day = _day_ahead(db, on)
    _check_free(db, day)
    new: TrackerMeeting = {
        "month": month_of(day),
        "on": day.isoformat(),
        "state": PLANNED,
        "planned_by": actor.id,
        "driver": 0,
        "item": 0,
        "order": [],
        "carried": [],
        "follows": 0,
        "reached": [],
        "present": [],
        "apologies": [],
        "guests": "",
        "notes": [],
        "opened_at": "",
        "ended_at": "",
    }
    number = meetings.add(db, new)
    audit.record(db, actor, "tracker_meeting.planned", meeting=number)
    db.announce(TOPIC)
    return number


@needs(Permission.MANAGE_TRACKER)
def move_meeting(db: Database, actor: Actor, number: int, on: str) -> None:
    """Put a planned meeting on another day, also of another month that has none."""
    found = planned(db, number)
    day = _day_ahead(db, on)
    if month_of(day) != found["month"]:
        _check_free(db, day)
    meetings.change(db, number, month=month_of(day), on=day.isoformat())
    audit.record(db, actor, "tracker_meeting.moved", meeting=number)


def planned(db: Database, number: int) -> TrackerMeeting:
    """A meeting that has not begun; `Unacceptable` for any other."""
    found = meetings.meeting(db, number)
    if found["state"] != PLANNED:
        raise Unacceptable(f"This meeting is {meetings.MEETING_STATES[found['state']].lower()}. Nothing was changed.")
    return found


def next_after(db: Database, found: TrackerMeeting) -> TrackerMeeting | None:
    """The meeting that is planned next after this one."""
    return next((one for one in meetings.coming(db) if one["state"] == PLANNED and one["on"] > found["on"]), None)


def before(db: Database) -> int:
    """The number of the meeting that was held last; 0 where none was."""
    return next((number_of(one) for one in meetings.latest_ended(db)), 0)


def month_of(day: date) -> str:
    """2026-11."""
    return f"{day:%Y-%m}"


def _check_free(db: Database, day: date) -> None:
    if (there := meetings.in_month(db, month_of(day))) is not None:
        on = date.fromisoformat(there["on"])
        raise Unacceptable(f"{day:%B} has its meeting already, on {on:%-d %B}. Use that one: it can be moved.")


def _day_ahead(db: Database, on: str) -> date:
    day = a_day(on, CHOOSE)
    if day < london_day(db.now):
        raise Unacceptable("This day has passed. Choose the day of the meeting.")
    return day
