"""What the form of a team holds: read as it was sent, and as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pages.staff.shell.offers import (
    LONGEST,
    chosen_person,
    chosen_team,
    offer,
    people_offered,
    team_label,
    teams_offered,
)
from pages.staff.shell.screen import Screen
from people import staff, teams
from people.actor import Actor
from people.children import NOBODY
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import label_of
from people.teams import Team
from storage.store import Database


@dataclass(frozen=True)
class TeamFields:
    """The fields as they stand in the form; `closed` and `left` name who stands there and is there no longer."""

    name: str = ""
    parent: str = ""
    closed: str = ""
    manager: str = ""
    left: str = ""


@needs(Permission.MANAGE_STAFF)
def team_fields(db: Database, _: Actor, team: Team | None) -> TeamFields:
    """The fields of a team; empty ones for a new team."""
    if team is None:
        return TeamFields()
    parent, manager = teams.by_ref(db, team["parent"]), staff.member(db, team["manager"]) if team["manager"] else None
    return TeamFields(
        team["name"],
        team_label(parent) if parent else "",
        parent["name"] if parent and parent.get("closed") else "",
        label_of(manager) if manager else "",
        manager["name"] if manager and not manager["active"] else "",
    )


async def sent_fields(
    screen: Screen, data: Mapping[str, Any], team: Team | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a team as the form sent them, and what is wrong with who is named in them."""
    fields: dict[str, Any] = {"name": str(data.get("name") or "")}
    faults: dict[str, str] = {}
    parent, manager = (str(data.get(name) or "")[:LONGEST] for name in ("parent", "manager"))
    try:
        fields["parent"] = await screen.fetch(chosen_team, parent, team["parent"] if team else "")
    except Unacceptable as trouble:
        faults["parent"] = str(trouble)
    try:
        fields["manager"] = await screen.fetch(chosen_person, manager, team["manager"] if team else NOBODY)
    except Unacceptable as trouble:
        faults["manager"] = str(trouble)
    return fields, faults


def offer_fields(screen: Screen, key: str) -> None:
    """Offer what fits, as one types in the form of this key."""
    offer(screen, f"{key}-parent", teams_offered)
    offer(screen, f"{key}-manager", people_offered)
