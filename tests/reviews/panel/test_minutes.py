"""How long a meeting is planned for, beside the 90 minutes that it has (BR-44)."""

import pytest

from people.actor import Actor
from people.roles import Role
from reviews.moderation.rules import PROPOSED
from reviews.panel.meetings import PanelMeeting, meeting
from reviews.panel.ordering import planned_minutes
from reviews.panel.planning import plan_meeting
from storage.store import Store
from tests.cast import Cast


@pytest.mark.rule("BR-44")
def test_a_meeting_has_ninety_minutes_and_five_reviews_do_not_fit(
    store: Store, cast: Cast, seats: dict[Role, Actor]
) -> None:
    who = {role: one.id for role, one in seats.items()}
    number = store.write_now(plan_meeting, cast.head, on="2026-05-20", seats=who)
    found: PanelMeeting = store.read(meeting, number)
    assert found["minutes"] == PROPOSED.minutes == 90
    assert planned_minutes(found, 4) <= 90 < planned_minutes(found, 5)
