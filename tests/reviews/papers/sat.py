"""A review that a panel has before it, and takes to its end; for tests of what is put on paper."""

from collections.abc import Mapping
from typing import Any

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
from tests.reviews.judged import Judged, joins

GRADED = ("1", "2", "3", "4", "5", "7")
ACTIONS = [{"action": "Train the team in direct work", "who": "Helen Marsh", "by": "30 June 2026"}]


class Sat:
    """A planned meeting with its five seats and one review."""

    def __init__(self, store: Store, cast: Cast, head_grade: str = "", on: str = "2026-05-20") -> None:
        self.store, self.cast = store, cast
        self.seats: dict[Role, Actor] = {
            Role.BOARD_CHAIR: cast.chair,
            Role.EXECUTIVE_DIRECTOR: joins(store, "Ruth Okafor", Role.EXECUTIVE_DIRECTOR),
            Role.ASSISTANT_DIRECTOR: joins(store, "Priya Raman", Role.ASSISTANT_DIRECTOR),
            Role.HEAD_OF_SAFEGUARDING: cast.head,
            Role.HEAD_OF_SOCIAL_CARE: joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE),
        }
        self.judged = Judged(store, cast)
        self.judged.is_passed(grade=head_grade)
        taken = {role: one.id for role, one in self.seats.items()}
        self.meeting = store.write_now(plan_meeting, cast.head, on=on, seats=taken)
        store.write_now(list_review, cast.head, self.meeting, self.judged.id)

    def all_read(self, comments: str = "", **chairs: str) -> None:
        """Everybody grades Good; the chair as named: `s4="inadequate"`."""
        for role, member in self.seats.items():
            other = chairs if role == Role.BOARD_CHAIR else {}
            self.store.write_now(say, member, self.meeting, self.judged.id, opinions(other, comments), read=True)

    def opens(self) -> None:
        present = [one.id for one in self.seats.values()]
        self.store.write_now(open_meeting, self.cast.chair, self.meeting, present)

    def settles(self, point: str, given: Settlement, by: Actor | None = None) -> None:
        self.store.write_now(settle, by or self.cast.head, self.meeting, self.judged.id, point, given)

    def confirms(self, actions: Any = ACTIONS) -> None:
        self.store.write_now(confirm, self.cast.head, self.meeting, self.judged.id, actions)


def opinions(other: Mapping[str, str], comments: str = "") -> dict[str, Opinion]:
    return {
        point: {
            "grade": other.get(f"s{point}", "good") if point in GRADED else "",
            "agree": None if point in GRADED else True,
            "comments": comments,
        }
        for point in "123456789"
    }
