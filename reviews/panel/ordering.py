"""The order of a meeting's list, and how long it is planned to take (BR-44)."""

from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from reviews.panel.agenda import agenda, change
from reviews.panel.meetings import PanelMeeting, tell
from reviews.panel.planning import planned
from storage.store import Database


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
