"""The people of demo mode, by what they do, for signing in with one press."""

from collections.abc import Mapping
from dataclasses import dataclass

from people.permissions import open_to
from people.roles import ROLE_TITLES, Role
from people.staff import as_actor, everyone
from storage.documents import number_of
from storage.store import Database

SEES: Mapping[Role, str] = {
    Role.SOCIAL_WORKER: "Their own children; asks families for their views",
    Role.TEAM_MANAGER: "The team's children; asks families for their views",
    Role.REVIEWER: "The reviews given to them, with every word the family said",
    Role.HEAD_OF_SAFEGUARDING: "Every child and review, and the voices to be read today",
    Role.HEAD_OF_SOCIAL_CARE: "Every child and review, and the voices to be read today",
    Role.ASSISTANT_DIRECTOR: "Every child and review",
    Role.EXECUTIVE_DIRECTOR: "Every child and review",
    Role.BOARD_CHAIR: "Every review, but no child's page",
    Role.WORKFORCE_LEAD: "No child and no review",
    Role.INDEPENDENT_CALLER: "The children they call, and the voices to be read today",
    Role.ADMINISTRATOR: "Who may sign in, and no child",
}


@dataclass(frozen=True)
class Persona:
    """One invented person: whom to sign in as, and what they will see."""

    id: int
    name: str
    title: str
    sees: str


@open_to("the sign-in page in demo mode")
def personas(db: Database) -> tuple[tuple[str, tuple[Persona, ...]], ...]:
    """The personas grouped by their first role, in the order of the framework."""
    found = [(as_actor(one), number_of(one)) for one in everyone(db)]
    groups = (
        (
            title,
            tuple(_persona(actor.title, actor.name, id, role) for actor, id in found if _first(actor.roles) is role),
        )
        for role, title in ROLE_TITLES.items()
    )
    return tuple(group for group in groups if group[1])


def _persona(title: str, name: str, id: int, role: Role) -> Persona:
    return Persona(id, name, title, SEES[role])


def _first(roles: frozenset[Role]) -> Role | None:
    return next((role for role in ROLE_TITLES if role in roles), None)
