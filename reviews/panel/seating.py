"""Who sits at a planned meeting, changed (BR-41)."""

from collections.abc import Mapping

from people import audit
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission, Role
from reviews.panel import meetings
from reviews.panel.meetings import tell
from reviews.panel.planning import planned
from reviews.panel.seats import checked_seats
from storage.store import Database


@needs(Permission.PLAN_PANEL)
def change_seats(db: Database, actor: Actor, number: int, seats: Mapping[str, int]) -> None:
    """Put others into the seats of a planned meeting; what those who leave have written stays on record."""
    planned(db, number)
    checked = checked_seats(db, seats)
    meetings.change(db, number, seats=checked, driver=checked[Role.HEAD_OF_SAFEGUARDING])
    audit.record(db, actor, "panel.seated", meeting=number)
    tell(db, number)
