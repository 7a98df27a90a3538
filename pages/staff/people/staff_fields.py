"""What the form of a member of staff holds: read as it was sent, and chosen from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from people.actor import Actor
from people.permissions import needs
from people.roles import GIVEN, Permission, Role
from people.staff import StaffMember
from people.teams import Team, ever
from storage.store import Database

TEXTS = ("name", "email", "team", "title", "phone")


@dataclass(frozen=True)
class Choices:
    """What is offered in the form."""

    roles: Mapping[Role, str]
    teams: list[Team]
    closed: Mapping[str, str]  # the names of teams that are no longer there, by reference


@needs(Permission.MANAGE_STAFF)
def choices(db: Database, actor: Actor) -> Choices:
    """The roles with their titles, and the teams that there are."""
    known = ever(db)
    closed = {one["ref"]: one["name"] for one in known if one.get("closed")}
    return Choices(GIVEN, [one for one in known if one["ref"] not in closed], closed)


def kept_fields(person: StaffMember | None) -> dict[str, Any]:
    """The fields as they are kept, to stand in the form; empty for somebody new."""
    kept: Mapping[str, Any] = person or {}
    return {**{name: kept.get(name) or "" for name in TEXTS}, "roles": list(kept.get("roles") or ())}


def sent_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record as the form sent them; what the store never sees in another shape."""
    roles = data.get("roles")
    chosen = [str(one) for one in roles] if isinstance(roles, list) else []
    return {**{name: str(data.get(name) or "") for name in TEXTS}, "roles": chosen}
