"""What the form of a member of staff holds: read as it was sent, and as it stands."""

from collections.abc import Mapping
from typing import Any

from pages.staff.shell.offers import LONGEST, chosen_team, team_label
from pages.staff.shell.screen import Screen
from people import staff, teams
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import StaffMember
from storage.store import Database

TEXTS = ("name", "email", "title", "phone")


def kept_fields(db: Database, person: StaffMember | None) -> dict[str, Any]:
    """The fields as they stand in the form, for verbs that have checked who asks; empty for somebody new.

    `closed` is the name of their team where that is no longer there.
    """
    kept: Mapping[str, Any] = person or {}
    team = teams.by_ref(db, str(kept.get("team") or ""))
    return {
        **{name: kept.get(name) or "" for name in TEXTS},
        "team": team_label(team) if team else "",
        "closed": team["name"] if team and team.get("closed") else "",
        "roles": list(kept.get("roles") or ()),
    }


@needs(Permission.MANAGE_STAFF)
def team_for(db: Database, actor: Actor, typed: str, staff_id: int | None) -> str:
    """The team that the words name; the one in which this person is may be closed."""
    person = staff.member(db, staff_id) if staff_id else None
    return chosen_team(db, actor, typed, person.get("team", "") if person else "")


async def sent_fields(
    screen: Screen, data: Mapping[str, Any], staff_id: int | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a record as the form sent them, what the store never sees in another shape; and what is wrong."""
    roles = data.get("roles")
    chosen = [str(one) for one in roles] if isinstance(roles, list) else []
    fields: dict[str, Any] = {**{name: str(data.get(name) or "") for name in TEXTS}, "roles": chosen}
    try:
        fields["team"] = await screen.fetch(team_for, str(data.get("team") or "")[:LONGEST], staff_id)
    except Unacceptable as trouble:
        return fields, {"team": str(trouble)}
    return fields, {}
