"""When a member of staff leaves: access ends at once, and what they wrote stays."""

from people import audit, staff
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.sessions import end_sessions_of
from people.staff import member
from storage.store import Database


@needs(Permission.MANAGE_STAFF)
def disable(db: Database, actor: Actor, staff_id: int) -> None:
    """End a person's access at once, open screens included (ASVS 7.4.2)."""
    if member(db, staff_id) is None:
        raise NotFound
    staff.change(db, staff_id, active=False)
    end_sessions_of(db, staff_id)
    audit.record(db, actor, "staff.disabled", staff=staff_id)
