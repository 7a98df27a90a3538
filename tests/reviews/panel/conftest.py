"""A planned meeting with one review on its list, and those who sit: for every test of the panel."""

from dataclasses import dataclass

import pytest

from people.actor import Actor
from people.roles import Role
from reviews.panel.blind_views import Opinion
from reviews.panel.confirming import confirm
from reviews.panel.judging import say
from reviews.panel.planning import list_review, plan_meeting
from reviews.panel.settling import Settlement, settle
from reviews.panel.sitting import open_meeting
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged, seated

POINTS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
GRADED = {"1", "2", "3", "4", "5", "7"}


def opinions(grade: str = "good", **other: str) -> dict[str, Opinion]:
    """One grade for all, and another where it is named: `s4="inadequate"`."""
    return {
        point: {
            "grade": other.get(f"s{point}", grade) if point in GRADED else "",
            "agree": None if point in GRADED else True,
            "comments": "",
        }
        for point in POINTS
    }


@dataclass
class Panel:
    """A planned meeting with one review on its list, and those who sit."""

    store: Store
    number: int
    judged: Judged
    seats: dict[Role, Actor]

    def all_read(self, **dissent: dict[str, Opinion]) -> None:
        for role, member in self.seats.items():
            if member.id != self.judged.reviewer.id:
                given = dissent.get(role.value, opinions())
                self.store.write_now(say, member, self.number, self.judged.id, given, read=True)

    def opens(self) -> None:
        present = [one.id for one in self.seats.values()]
        self.store.write_now(open_meeting, self.seats[Role.BOARD_CHAIR], self.number, present)

    def settles(self, point: str, given: Settlement, by: Role = Role.HEAD_OF_SAFEGUARDING) -> None:
        self.store.write_now(settle, self.seats[by], self.number, self.judged.id, point, given)

    def confirms(self, by: Role = Role.HEAD_OF_SAFEGUARDING) -> None:
        self.store.write_now(confirm, self.seats[by], self.number, self.judged.id, [])


@pytest.fixture
def seats(store: Store, cast: Cast) -> dict[Role, Actor]:
    return seated(store, cast)


def planned(store: Store, cast: Cast, seats: dict[Role, Actor]) -> int:
    taken = {role: one.id for role, one in seats.items()}
    return store.write_now(plan_meeting, cast.head, on="2026-05-20", seats=taken)


@pytest.fixture
def panel(store: Store, cast: Cast, seats: dict[Role, Actor]) -> Panel:
    judged = Judged(store, cast)
    judged.is_passed()
    number = planned(store, cast, seats)
    store.write_now(list_review, cast.head, number, judged.id)
    return Panel(store, number, judged, seats)
