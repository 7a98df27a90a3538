"""Roles that a provider gives: those that the settings name, and no other, as its token says at each sign-in."""

from people import audit, staff
from people.permissions import open_to
from people.records.history import about, changed, differing
from people.records.sources import HAND, PROVIDER, held_by_hand
from people.records.staff_records import is_last_administrator
from people.roles import Role
from people.sign_on_provider import Proved
from people.staff import STAFF, StaffMember, member
from storage.documents import number_of
from storage.store import Database


@open_to("a browser that comes back from the provider, after its token was checked")
def take_roles(db: Database, person: StaffMember, who: Proved) -> None:
    """Give the roles that the provider gives, and take away those of its roles that it gives no longer.

    What the settings do not name stays as somebody gave it here. The last administrator stays one, on record: nobody
    could let anybody in again.
    """
    if who.roles is None:
        return
    own = {role for role in person["roles"] if Role(role) not in who.roles}
    roles = own | {role.value for role, given in who.roles.items() if given}
    if Role.ADMINISTRATOR.value not in roles and is_last_administrator(db, person):
        roles.add(Role.ADMINISTRATOR.value)
        audit.record(db, audit.SYSTEM, "staff.last_administrator_kept", staff=number_of(person))
    before, after = differing(person, {"roles": sorted(roles)})
    if not after:
        return
    held = held_by_hand(person, before, HAND)  # a file does not give back what the provider took
    staff.change(db, number_of(person), roles=after["roles"], by_hand=held)
    whom = about(STAFF, number_of(person))
    changed(db, audit.SYSTEM, PROVIDER, "staff.roles_taken", whom, before=before, after=after)
    db.announce("staff")


def comes_in_without_a_role(db: Database, staff_id: int, who: Proved) -> bool:
    """Whether the provider decides on roles, and this person has none at all."""
    person = member(db, staff_id)
    return who.roles is not None and person is not None and not person["roles"]
