"""A panel in the office: five who sit, and meetings of today with a review on their list."""

from collections.abc import Callable

import pytest

from people.actor import Actor
from people.roles import Role
from people.working_days import london_day
from reviews.panel.planning import list_review, plan_meeting
from tests.pages.staff.conftest import Office
from tests.reviews.judged import Judged, joins
from tests.reviews.panel.conftest import Panel

OTHERS = {
    Role.EXECUTIVE_DIRECTOR: "Ruth Okafor",
    Role.ASSISTANT_DIRECTOR: "Priya Raman",
    Role.HEAD_OF_SOCIAL_CARE: "David Mensah",
}


@pytest.fixture(scope="session")
def five(office: Office) -> dict[Role, Actor]:
    """Who sits, by seat."""
    store, cast = office.store, office.cast
    others = {role: joins(store, name, role) for role, name in OTHERS.items()}
    return {Role.BOARD_CHAIR: cast.chair, Role.HEAD_OF_SAFEGUARDING: cast.head, **others}


@pytest.fixture
def meets(office: Office, five: dict[Role, Actor]) -> Callable[..., Panel]:
    """Plans a meeting of today with one review on its list, by this reviewer."""

    def plan(reviewer: Actor | None = None, *, listed: bool = True) -> Panel:
        store, cast = office.store, office.cast
        judged = Judged(store, cast, reviewer=reviewer)
        judged.is_passed()
        taken = {role: one.id for role, one in five.items()}
        number = store.write_now(plan_meeting, cast.head, on=london_day(store.now).isoformat(), seats=taken)
        if listed:
            store.write_now(list_review, cast.head, number, judged.id)
        return Panel(store, number, judged, five)

    return plan
