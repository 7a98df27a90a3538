"""Planning a meeting of the panel: its day, its seats, and the reviews on its list (BR-41, BR-44)."""

from collections.abc import Mapping
from datetime import date

from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from people.working_days import london_day
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import meetings
from reviews.panel.agenda import CONFIRMED, LISTED, TAKEN_OFF, agenda, item, put_on, take_off
from reviews.panel.meetings import CANCELLED, OPEN, PLANNED, TOPIC, PanelMeeting, meeting, tell
from reviews.panel.seats import checked_seats
from reviews.steps import take_step
from storage.store import Database


@needs(Permission.PLAN_PANEL)
def plan_meeting(
    db: Database, actor: Actor, *, on: str, seats: Mapping[str, int], rules: ModerationRules = PROPOSED
) -> int:
    """Plan a meeting on a day (ISO) that is not past, with all five seats taken."""
    new: PanelMeeting = {
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
    number = meetings.add_meeting(db, new)
    audit.record(db, actor, "panel.planned", meeting=number)
    db.announce(TOPIC)
    return number


@needs(Permission.PLAN_PANEL)
def move_meeting(db: Database, actor: Actor, number: int, on: str) -> None:
    """Put a planned meeting on another day."""
    planned(db, number)
    meetings.change(db, number, on=_day_ahead(db, on))
    audit.record(db, actor, "panel.moved", meeting=number)
    tell(db, number)


@needs(Permission.PLAN_PANEL)
def list_review(db: Database, actor: Actor, number: int, review_id: int) -> None:
    """Put a review that passed stage 1 on the list of a planned meeting; it stands on one list at a time."""
    planned(db, number)
    present = item(db, number, review_id)
    if take_step(db, actor, review_id, "list"):
        put_on(db, number, review_id)
    elif present is None or present["state"] == TAKEN_OFF:
        raise Unacceptable("It is on the list of another meeting. Take it off that list first.")
    tell(db, number)


@needs(Permission.PLAN_PANEL)
def unlist_review(db: Database, actor: Actor, number: int, review_id: int, reason: str) -> None:
    """Take a review off the list again; what members have written of it stays theirs for its next meeting."""
    if not reason.strip():
        raise Unacceptable("Write why it is taken off the list.")
    present = item(db, number, review_id)
    if present is None:
        raise NotFound
    if present["state"] == TAKEN_OFF:
        return
    take_step(db, actor, review_id, "unlist", note=reason.strip())
    take_off(db, present, reason.strip())
    if meeting(db, number)["shown"].get("review") == str(review_id):
        left = next((one for one in agenda(db, number) if one["state"] == LISTED), None)
        meetings.change(db, number, shown={"review": str(left["review"]), "point": ""} if left else {})
    tell(db, number)


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
    listed = agenda(db, number)
    if any(one["state"] == CONFIRMED for one in listed):
        raise Unacceptable("The panel has confirmed a review here. Take the others off the list and close the meeting.")
    for one in listed:
        note = f"The meeting was cancelled: {reason.strip()}"
        take_step(db, actor, one["review"], "unlist", note=note)
        take_off(db, one, note)
    meetings.change(db, number, state=CANCELLED, cancelled_reason=reason.strip(), ended_at=db.now.isoformat())
    audit.record(db, actor, "panel.cancelled", meeting=number)
    tell(db, number)


def planned(db: Database, number: int) -> PanelMeeting:
    """A meeting that is still planned; `Unacceptable` where it has been opened, closed or cancelled."""
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
