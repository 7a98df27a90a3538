"""Planning a meeting of the panel: its day, its seats, and the reviews on its list (BR-41, BR-44)."""

from collections.abc import Mapping
from datetime import date

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from people.working_days import london_day
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda, meetings
from reviews.panel.agenda import TAKEN_OFF
from reviews.panel.meetings import CANCELLED, OPEN, PLANNED, PanelMeeting, meeting
from reviews.panel.seats import checked_seats
from reviews.steps import take_step
from storage.store import Database

TOPIC = "panel"


@needs(Permission.PLAN_PANEL)
def plan_meeting(
    db: Database, actor: Actor, *, on: str, seats: Mapping[str, int], rules: ModerationRules = PROPOSED
) -> int:
    """Plan a meeting on a day (ISO) that is not past, with all five seats taken."""
    planned: PanelMeeting = {
        "on": _day_ahead(db, on),
        "minutes": rules.minutes,
        "minutes_each": rules.minutes_each,
        "seats": checked_seats(db, seats),
        "state": PLANNED,
        "planned_by": actor.id,
        "driver": seats[Role.HEAD_OF_SAFEGUARDING],
        "shown": {},
        "present": [],
    }
    number = meetings.add_meeting(db, planned)
    audit.record(db, actor, "panel.planned", meeting=number)
    db.announce(TOPIC)
    return number


@needs(Permission.PLAN_PANEL)
def move_meeting(db: Database, actor: Actor, number: int, on: str) -> None:
    """Put a planned meeting on another day."""
    _planned(db, number)
    meetings.change(db, number, on=_day_ahead(db, on))
    audit.record(db, actor, "panel.moved", meeting=number)
    _announce(db, number)


@needs(Permission.PLAN_PANEL)
def list_review(db: Database, actor: Actor, number: int, review_id: int) -> None:
    """Put a review that passed stage 1 on the list of a planned meeting."""
    _planned(db, number)
    if take_step(db, actor, review_id, "list"):
        agenda.put_on(db, number, review_id)
    _announce(db, number)


@needs(Permission.PLAN_PANEL)
def unlist_review(db: Database, actor: Actor, number: int, review_id: int, reason: str) -> None:
    """Take a review off the list again; what members have written of it stays theirs for its next meeting."""
    if not reason.strip():
        raise Unacceptable("Write why it is taken off the list.")
    item = agenda.item(db, number, review_id)
    if take_step(db, actor, review_id, "unlist", note=reason.strip()) and item is not None:
        agenda.change(db, item, state=TAKEN_OFF, off_reason=reason.strip())
    _announce(db, number)


@needs(Permission.PLAN_PANEL)
def cancel_meeting(db: Database, actor: Actor, number: int, reason: str) -> None:
    """Cancel it: its reviews wait to be listed again, and what members have written of them is kept."""
    found = meeting(db, number)
    if found["state"] == CANCELLED:
        return
    if found["state"] not in (PLANNED, OPEN):
        raise Unacceptable("The meeting is closed and cannot be cancelled.")
    if not reason.strip():
        raise Unacceptable("Write why the meeting is cancelled.")
    for item in agenda.agenda(db, number):
        if item["state"] == agenda.LISTED:
            note = f"The meeting was cancelled: {reason.strip()}"
            take_step(db, actor, item["review"], "unlist", note=note)
            agenda.change(db, item, state=TAKEN_OFF, off_reason=note)
    meetings.change(db, number, state=CANCELLED, cancelled_reason=reason.strip(), ended_at=db.now.isoformat())
    audit.record(db, actor, "panel.cancelled", meeting=number)
    _announce(db, number)


def planned_minutes(found: PanelMeeting, listed: int) -> int:
    """How long the listed reviews are planned to take; more than the meeting has draws a warning (BR-44)."""
    return found["minutes_each"] * listed


def _planned(db: Database, number: int) -> PanelMeeting:
    found = meeting(db, number)
    if found["state"] != PLANNED:
        raise Unacceptable(f"The meeting is {meetings.MEETING_STATES[found['state']].lower()}. Choose a planned one.")
    return found


def _day_ahead(db: Database, on: str) -> str:
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Unacceptable("Choose the day of the meeting.") from None
    if day < london_day(db.now):
        raise Unacceptable("This day is past. Choose the day of the meeting.")
    return day.isoformat()


def _announce(db: Database, number: int) -> None:
    db.announce(TOPIC)
    db.announce(f"{TOPIC}:{number}")
