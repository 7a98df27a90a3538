"""The kinds of record that a bringing-in makes: how one is found, set, taken away, named, and what hangs on it here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from people import children, contacts, need_to_know, staff, teams
from people.children import CHILDREN, Child
from people.contacts import CONTACTS, Contact
from people.deputies import leaves_of, stands_in_for
from people.records.casework import CASEWORK_SPELLS, CaseworkSpell, drop_spell, spell_by_number, spells_of, spells_with
from people.records.events import TOUCHPOINT_EVENTS, drop_event, event_by_number, events_of
from people.staff import STAFF
from people.teams import TEAMS, Team
from storage.documents import number_of
from storage.store import Database

Record = Mapping[str, Any]


def _never(db: Database, record: Record, fields: Record) -> None:
    raise TypeError("An event and a spell are made whole, and never corrected by a file.")


def _nothing(_: Database, __: Record) -> str:
    return ""


@dataclass(frozen=True)
class KeptRecord:
    """One kind of record.

    `remove` is told the moment at which it was kept; `hangs` says in words what of people's own records hangs on it.
    """

    find: Callable[[Database, int], Record | None]
    remove: Callable[[Database, Record, str], None]
    named: Callable[[Record], str]
    change: Callable[[Database, Record, Record], None] = _never
    hangs: Callable[[Database, Record], str] = _nothing


def _hangs_on_child(db: Database, record: Record) -> str:
    ref = record["ref"]
    if contacts.ever_of_child(db, ref):
        return "somebody is kept around the child"
    if spells_of(db, ref) or need_to_know.is_known_to_anybody(db, ref):
        return "somebody works with the child"
    return "something that happened to the child is kept" if events_of(db, ref) else ""


def _hangs_on_contact(_: Database, record: Record) -> str:
    return "how it is safe to reach them was checked" if record.get("safe_checked") else ""


def _hangs_on_member(db: Database, record: Record) -> str:
    number = number_of(record)
    if record["roles"] or record["password"] or record["email"]:
        return "they were given an account"
    if spells_with(db, number) or need_to_know.all_of(db, number):
        return "they work with a child, or have"
    if teams.managed_by(db, number):
        return "they manage a team"
    return "they were away or stood in" if leaves_of(db, number) or stands_in_for(db, number) else ""


def _hangs_on_team(db: Database, record: Record) -> str:
    ref = record["ref"]
    if any(one.get("team") == ref for one in staff.of_team(db, ref)):
        return "somebody works in it"
    return "another team is part of it" if any(one["parent"] == ref for one in teams.all_teams(db)) else ""


KEPT_RECORDS: Final[Mapping[str, KeptRecord]] = {
    CHILDREN.name: KeptRecord(
        cast("Callable[[Database, int], Record | None]", children.by_number),
        lambda db, one, _: children.remove(db, cast("Child", one)),
        lambda one: f"Child {one['ref']}, {one['name']}",
        lambda db, one, fields: children.change(db, cast("Child", one), cast("children.ChildChange", fields)),
        _hangs_on_child,
    ),
    CONTACTS.name: KeptRecord(
        cast("Callable[[Database, int], Record | None]", contacts.by_id),
        lambda db, one, _: contacts.remove(db, cast("Contact", one)),
        lambda one: f"{one['name']}, {one['relation']} of child {one['child']}",
        lambda db, one, fields: contacts.change(db, cast("Contact", one), **cast("contacts.ContactChange", fields)),
        _hangs_on_contact,
    ),
    STAFF.name: KeptRecord(
        cast("Callable[[Database, int], Record | None]", staff.member),
        lambda db, one, _: staff.remove(db, number_of(one)),
        lambda one: f"{one['name']} ({one['ref']})",
        lambda db, one, fields: staff.change(db, number_of(one), **cast("staff.StaffChange", fields)),
        _hangs_on_member,
    ),
    TEAMS.name: KeptRecord(
        cast("Callable[[Database, int], Record | None]", teams.by_number),
        lambda db, one, _: teams.remove(db, cast("Team", one)),
        lambda one: f"Team {one['ref']}, {one['name']}",
        lambda db, one, fields: teams.change(db, cast("Team", one), fields),
        _hangs_on_team,
    ),
    TOUCHPOINT_EVENTS.name: KeptRecord(
        cast("Callable[[Database, int], Record | None]", event_by_number),
        lambda db, one, _: drop_event(db, number_of(one)),
        lambda one: f"Child {one['child']}: {one['touchpoint'].replace('_', ' ')} on {one['on']}",
    ),
    CASEWORK_SPELLS.name: KeptRecord(
        cast("Callable[[Database, int], Record | None]", spell_by_number),
        lambda db, one, at: drop_spell(db, cast("CaseworkSpell", one), at),
        lambda one: f"Child {one['child']}: {one['part']} until {one['until']}",
    ),
}
