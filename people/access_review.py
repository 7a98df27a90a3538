"""Who can see which child today, and because of what: looked up by person or child, or taken out (ASVS 8.2.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from language.folding import EXACT, by_name, fit
from people import audit, children, need_to_know, staff
from people.actor import Actor
from people.child_index import every_entry, fitting
from people.deputies import stands_in_for
from people.export_reasons import checked_reason
from people.permissions import needs
from people.roles import PERMISSIONS, ROLE_TITLES, Permission, Role
from people.staff import StaffMember
from storage.documents import number_of
from storage.store import Database

MOST = 20  # people, or children, of whom a search tells


@dataclass(frozen=True)
class AccessLine:
    """That one person can see one child, or every child, because of one thing."""

    person: str
    roles: str
    child: str  # the reference; empty for every child
    child_name: str
    because: str


@dataclass(frozen=True)
class AccessFound:
    """What a search came to; `more` people or children fit than are told of."""

    lines: list[AccessLine]
    more: int


@needs(Permission.REVIEW_ACCESS)
def everywhere(db: Database, _: Actor) -> list[AccessLine]:
    """Those who can see every child by their role."""
    return [line for one in staff.everyone(db) if (line := _by_role(one))]


@needs(Permission.REVIEW_ACCESS)
def who_can_see(db: Database, _: Actor, wanted: str) -> AccessFound:
    """What those can see whose name fits, and who can see the children whose name or number fits."""
    people = [one for one in staff.everyone(db) if fit(wanted, one["name"]) == EXACT]
    entries = fitting(every_entry(db, {"mosaic_id"}), wanted)
    lines = [line for one in people[:MOST] for line in _of_person(db, one)]
    for entry in entries[:MOST]:
        lines += _of_child(db, entry.ref, entry.name)
    return AccessFound(list(dict.fromkeys(lines)), max(0, len(people) - MOST) + max(0, len(entries) - MOST))


@needs(Permission.REVIEW_ACCESS)
def access_of_all(db: Database, actor: Actor) -> list[AccessLine]:
    """Everybody's access, by person: takes as long as there are children. For a thread of its own."""
    names = {str(one.ref): one.name for one in every_entry(db, ())}
    lines = everywhere(db, actor)
    for one in staff.everyone(db):
        lines += _known_to(db, one, names)
    return lines


@needs(Permission.REVIEW_ACCESS)
def note_access_taken_out(db: Database, actor: Actor, reason: str, marking: str, lines: int) -> None:
    """Keep that the list is about to leave: who, why, how much of it, and with which marking."""
    audit.record(db, actor, "access.exported", reason=checked_reason(reason), marking=marking, lines=lines)


def access_of(db: Database, person: StaffMember) -> list[AccessLine]:
    """What one person can see, without the names of the children; for rules that have checked who is asking."""
    line = _by_role(person)
    return ([line] if line else []) + _known_to(db, person, {})


def title_of(day: date) -> str:
    """The title of the file."""
    return f"Who can see which child, {day:%d/%m/%Y}"


def _by_role(person: StaffMember) -> AccessLine | None:
    all_seen = [role for role in person["roles"] if Permission.SEE_ALL_CHILDREN in PERMISSIONS[Role(role)]]
    if not all_seen:
        return None
    because = f"the role {', '.join(ROLE_TITLES[Role(role)] for role in all_seen)}"
    return AccessLine(person["name"], _titles(person), "", "every child", because)


def _of_person(db: Database, person: StaffMember) -> list[AccessLine]:
    line = _by_role(person)
    return ([line] if line else []) + _known_to(db, person, None)


def _known_to(db: Database, person: StaffMember, names: dict[str, str] | None) -> list[AccessLine]:
    """The children that a person knows by their own work, and by that of those for whom they stand in today."""
    found = []
    for of, instead in ((number_of(person), ""), *((one, _name(db, one)) for one in _away(db, person))):
        for ref, because in need_to_know.known_of(db, of):
            why = f"stands in for {instead}, {because}" if instead else because
            name = names.get(ref, "") if names is not None else children.name_of(db, ref)
            found.append(AccessLine(person["name"], _titles(person), ref, name, why))
    return sorted(found, key=lambda one: (by_name(one.child_name), one.because))


def _of_child(db: Database, ref: str, name: str) -> Iterable[AccessLine]:
    for staff_id, because in sorted(need_to_know.who_know(db, ref)):
        person = staff.member(db, staff_id)
        if person is None or not person["active"]:
            continue
        yield AccessLine(person["name"], _titles(person), ref, name, because)
        for one in staff.everyone(db):
            if staff_id in stands_in_for(db, number_of(one)):
                why = f"stands in for {person['name']}, {because}"
                yield AccessLine(one["name"], _titles(one), ref, name, why)


def _away(db: Database, person: StaffMember) -> Sequence[int]:
    return sorted(stands_in_for(db, number_of(person)))


def _name(db: Database, staff_id: int) -> str:
    return staff.name_of(db, staff_id)


def _titles(person: StaffMember) -> str:
    return ", ".join(ROLE_TITLES[Role(role)] for role in person["roles"]) or "no role"
