"""The list of a meeting: which reviews are on it, in which order, and how long they are planned to take (BR-44)."""

from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.panel.agenda import LISTED, TAKEN_OFF, agenda, change, item, put_on, take_off
from reviews.panel.meetings import PanelMeeting, meeting, tell
from reviews.panel.meetings import change as change_meeting
from reviews.panel.planning import planned
from reviews.steps import take_step
from storage.store import Database


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
        change_meeting(db, number, shown={"review": str(left["review"]), "point": ""} if left else {})
    tell(db, number)


@needs(Permission.PLAN_PANEL)
def move_review(db: Database, actor: Actor, number: int, review_id: int, *, up: bool) -> None:
    """Bring a review one place forward or back; at either end it stays where it is."""
    planned(db, number)
    listed = agenda(db, number)
    at = next((place for place, one in enumerate(listed) if one["review"] == review_id), None)
    if at is None:
        raise NotFound
    other = at - 1 if up else at + 1
    if 0 <= other < len(listed):
        here, there = listed[at]["place"], listed[other]["place"]
        change(db, listed[at], place=there)
        change(db, listed[other], place=here)
    tell(db, number)


def planned_minutes(found: PanelMeeting, listed: int) -> int:
    """How long the listed reviews are planned to take; more than the meeting has draws a warning (BR-44)."""
    return found["minutes_each"] * listed
