"""Teams of the service: which there are, what they are part of, and who manages them."""

from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict, cast

from tinydb import where

from language.folding import by_name
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

TEAMS = Kind("teams", indexed=("ref", "manager"), unique=("ref",))


class Team(TypedDict):
    """What is kept of one team."""

    ref: str
    name: str
    parent: str  # the reference of the team or service that it is part of; empty for none
    manager: int  # a staff id; NOBODY where there is none
    closed: NotRequired[bool]
    by_hand: NotRequired[dict[str, str]]


def by_ref(db: Database, ref: str) -> Team | None:
    """The team of this reference."""
    return cast("Team | None", db.table(TEAMS).get(where("ref") == ref)) if ref else None


def by_number(db: Database, number: int) -> Team | None:
    """The team of this number."""
    return cast("Team | None", db.table(TEAMS).get(doc_id=number))


def managed_by(db: Database, staff_id: int) -> list[Team]:
    """The teams of one manager."""
    return cast("list[Team]", db.table(TEAMS).search(where("manager") == staff_id))


def remove(db: Database, team: Team) -> None:
    """Take a team away on which nothing hangs."""
    db.table(TEAMS).remove(doc_ids=[number_of(team)])


def name_of(db: Database, ref: str) -> str:
    """The name of a team; empty where there is none of this reference."""
    found = by_ref(db, ref)
    return found["name"] if found else ""


def keep(db: Database, team: Team) -> int:
    """Keep a new team; the number of its document."""
    return db.table(TEAMS).insert(team)


def change(db: Database, team: Team, fields: Mapping[str, Any]) -> None:
    """Set fields of a team."""
    db.table(TEAMS).replace(number_of(team), fields)


def ever(db: Database) -> list[Team]:
    """All teams, those that are closed too, by name."""
    return sorted(cast("Iterable[Team]", db.table(TEAMS)), key=lambda one: by_name(one["name"]))


def all_teams(db: Database) -> list[Team]:
    """The teams that there are, by name."""
    return [one for one in ever(db) if not one.get("closed")]
