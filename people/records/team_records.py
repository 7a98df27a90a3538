"""The record of a team: made, corrected, closed."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from people import staff, teams
from people.actor import Actor
from people.children import NOBODY
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.records import checked
from people.records.history import about, changed, differing
from people.records.sources import HAND, held_by_hand
from people.roles import Permission
from people.teams import TEAMS, Team
from storage.documents import number_of
from storage.store import Database

TAKEN = "There is a team with this number already."
IN_A_RING = "A team cannot be part of itself."


@needs(Permission.MANAGE_STAFF)
def add_team(db: Database, actor: Actor, ref: str, fields: Mapping[str, Any], *, source: str = HAND) -> int:
    """Keep a new team: `name` and what is known of `parent, manager`."""
    kept = _new_reference(db, ref)
    known = {"parent": "", "manager": NOBODY, **_read(db, kept, fields)}
    if "name" not in known:
        raise Unacceptable("Write the name.")
    number = teams.keep(db, cast("Team", {"ref": kept, **known}))
    changed(db, actor, source, "team.added", about(TEAMS, number), before={}, after={"ref": kept, **known})
    db.announce("teams")
    return number


@needs(Permission.MANAGE_STAFF)
def correct_team(db: Database, actor: Actor, ref: str, fields: Mapping[str, Any], *, source: str = HAND) -> bool:
    """Set fields of a team; whether anything differed."""
    team = teams.by_ref(db, ref)
    if team is None:
        raise NotFound
    before, after = differing(team, _read(db, ref, fields))
    if not after:
        return False
    teams.change(db, team, {**after, "by_hand": held_by_hand(team, before, source)})
    changed(db, actor, source, "team.corrected", about(TEAMS, number_of(team)), before=before, after=after)
    db.announce("teams")
    return True


@needs(Permission.MANAGE_STAFF)
def team_faults(db: Database, actor: Actor, ref: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of these fields of a team, by name; `ref` is the team's, or what a new one shall have."""
    return checked.faults(fields, {"ref": lambda value: _new_reference(db, value), **_readers(db, ref)})


def _new_reference(db: Database, ref: str) -> str:
    kept = checked.reference(ref)
    if teams.by_ref(db, kept) is not None:
        raise Unacceptable(TAKEN)
    return kept


def _read(db: Database, ref: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return checked.read_fields(fields, _readers(db, ref))


def _readers(db: Database, ref: str) -> dict[str, Callable[[Any], Any]]:
    return {
        "name": checked.name,
        "parent": lambda value: _parent(db, ref, value),
        "manager": lambda value: _manager(db, value),
        "closed": checked.yes_or_no,
    }


def _parent(db: Database, ref: str, parent: str) -> str:
    above = parent
    while above:
        if above == ref:
            raise Unacceptable(IN_A_RING)
        found = teams.by_ref(db, above)
        if found is None:
            raise Unacceptable("There is no such team.")
        above = found["parent"]
    return parent


def _manager(db: Database, staff_id: int) -> int:
    if staff_id != NOBODY and staff.member(db, staff_id) is None:
        raise Unacceptable("Choose somebody who works here.")
    return staff_id
