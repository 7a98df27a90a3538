"""Who is the duty team manager: those who took the duty, and every team manager while nobody has."""

from people import audit, staff
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission, Role
from people.staff import StaffMember, with_role
from storage.store import Database


@needs(Permission.ANSWER_CONCERN)
def take_duty(db: Database, actor: Actor, *, on: bool = True) -> None:
    """Take the duty, or hand it back."""
    staff.change(db, actor.id, on_duty=on)
    audit.record(db, actor, "duty.taken" if on else "duty.handed_back")


def duty_managers(db: Database) -> list[StaffMember]:
    """Whom to alert when a child may be at risk; an alert must not go nowhere because nobody took the duty (BR-30)."""
    managers = with_role(db, Role.TEAM_MANAGER)
    return [one for one in managers if one.get("on_duty")] or managers
