"""When a member of staff leaves: access ends at once, and what they wrote stays; and when one comes back."""

from people import staff
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.half_sessions import end_half_sessions_of
from people.permissions import needs
from people.records.history import about, changed
from people.records.sources import COMMAND, HAND
from people.records.staff_records import LAST_ADMINISTRATOR, is_last_administrator
from people.roles import Permission, Role
from people.sessions import end_sessions_of
from people.staff import STAFF, StaffMember, member
from storage.store import Database

ONESELF = "You cannot end your own access. Another administrator can."


@needs(Permission.MANAGE_STAFF)
def disable(db: Database, actor: Actor, staff_id: int) -> None:
    """End a person's access at once, open screens included (ASVS 7.4.2).

    `Unacceptable` for oneself, and for the last administrator: nobody could let anybody in again.
    """
    person = _person(db, staff_id)
    if actor.id == staff_id:
        raise Unacceptable(ONESELF)
    if not person["active"]:
        return
    if is_last_administrator(db, person):
        raise Unacceptable(LAST_ADMINISTRATOR)
    end_half_sessions_of(db, staff_id)
    end_sessions_of(db, staff_id)
    _set_active(db, actor, staff_id, "staff.disabled", active=False)


@needs(Permission.MANAGE_STAFF)
def enable(db: Database, actor: Actor, staff_id: int) -> None:
    """They work here again, with the roles, the password and the second factor that they had."""
    if not _person(db, staff_id)["active"]:
        _set_active(db, actor, staff_id, "staff.enabled", active=True)


def _set_active(db: Database, actor: Actor, staff_id: int, what: str, *, active: bool) -> None:
    staff.change(db, staff_id, active=active)
    source = COMMAND if Role.COMMAND_LINE in actor.roles else HAND
    changed(db, actor, source, what, about(STAFF, staff_id), before={"active": not active}, after={"active": active})
    db.announce("staff")


def _person(db: Database, staff_id: int) -> StaffMember:
    person = member(db, staff_id)
    if person is None:
        raise NotFound
    return person
