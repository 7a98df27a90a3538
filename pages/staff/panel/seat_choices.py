"""The five seats of a panel as a form offers them: who holds the role, and who is proposed (BR-41)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from people import staff
from people.actor import Actor
from people.permissions import needs
from people.roles import ROLE_TITLES, Permission, Role
from reviews.panel.meetings import SEATS, meeting
from reviews.panel.seats import proposed_seats
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class SeatChoice:
    """One seat."""

    role: Role
    people: list[tuple[int, str]]  # who may sit in it
    taken: int  # who is proposed, or sits there; 0 for nobody

    @property
    def title(self) -> str:
        """The seat in words."""
        return ROLE_TITLES[self.role]


@needs(Permission.PLAN_PANEL)
def seat_choices(db: Database, _: Actor, number: int | None = None) -> list[SeatChoice]:
    """The seats of a new meeting with who is proposed, or of a planned one with who sits there."""
    taken = meeting(db, number)["seats"] if number else proposed_seats(db)
    return [
        SeatChoice(role, [(number_of(one), one["name"]) for one in staff.with_role(db, role)], taken.get(role, 0))
        for role in SEATS
    ]


def seats_in(data: Mapping[str, Any]) -> dict[str, int]:
    """The seats that a form was sent with; a seat in which nobody was chosen is left out."""
    given = {role.value: str(data.get(f"seat-{role.value}", "")) for role in SEATS}
    return {role: int(who) for role, who in given.items() if who.isascii() and who.isdecimal() and len(who) < 16}
