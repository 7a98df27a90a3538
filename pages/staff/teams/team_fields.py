"""What the form of a team holds: read as it was sent, and chosen from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from people import staff, teams
from people.actor import Actor
from people.children import NOBODY
from people.permissions import needs
from people.roles import Permission
from people.staff import StaffMember
from people.teams import Team
from storage.store import Database


@dataclass(frozen=True)
class TeamChoices:
    """What is offered in the form."""

    teams: list[Team]
    people: list[StaffMember]


@needs(Permission.MANAGE_STAFF)
def team_choices(db: Database, actor: Actor) -> TeamChoices:
    """The teams that a team can be part of, and those who can manage one."""
    return TeamChoices(teams.all_teams(db), staff.everyone(db))


def sent_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a team as the form sent them; a manager that is no number is nobody's."""
    manager = str(data.get("manager") or "")
    number = int(manager) if manager.isascii() and manager.isdecimal() and len(manager) < 16 else NOBODY
    return {"name": str(data.get("name") or ""), "parent": str(data.get("parent") or ""), "manager": number}
