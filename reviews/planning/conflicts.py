"""Conflicts of interest: nobody reviews their own work, nor a child for whom they have another role."""

from people import former_casework, need_to_know
from people.roles import PERMISSIONS, Permission, Role
from people.staff import StaffMember
from storage.documents import number_of
from storage.store import Database

ANOTHER = "Choose somebody else."


def may_review(person: StaffMember) -> bool:
    """Whether somebody may be given reviews at all."""
    return any(Permission.WRITE_REVIEWS in PERMISSIONS[Role(role)] for role in person["roles"])


def why_not(db: Database, person: StaffMember, child: str) -> str:
    """Why somebody cannot review a child, in a sentence that names them; empty where nothing stands in the way."""
    name, number = person["name"], number_of(person)
    if not person["active"]:
        return f"{name} does not work here any more. {ANOTHER}"
    roles = need_to_know.reasons(db, number, child)
    if casework := roles & need_to_know.CASEWORK:
        return f"{name} works with this child ({', '.join(sorted(casework))}). {ANOTHER}"
    if former_casework.worked_with(db, number, child):
        return f"{name} worked with this child before. {ANOTHER}"
    if others := {why for why in roles if not why.startswith(need_to_know.REVIEWER)}:
        return f"{name} has another role for this child ({', '.join(sorted(others))}). {ANOTHER}"
    return "" if may_review(person) else f"{name} does not review. {ANOTHER}"
