"""Monthly meetings in the office: each in a month of its own, and ended when its test is."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from people.working_days import london_day
from tests.pages.staff.conftest import Office
from tests.tracker.meetings.met import Met
from tracker.meetings.ending import end_meeting
from tracker.meetings.meetings import GOING_ON, in_month
from tracker.meetings.planning import month_of
from tracker.meetings.sitting import lead

A_MONTH = 32  # days


def ahead(office: Office) -> int:
    """So many days until a month that has no meeting yet."""
    first = london_day(office.store.now)
    days = 0
    while office.store.read(in_month, month_of(first + timedelta(days=days))) is not None:
        days += A_MONTH
    return days


@pytest.fixture
def meets(office: Office) -> Iterator[Callable[[], Met]]:
    """Plans a meeting that the manager leads."""
    planned: list[Met] = []

    def plan() -> Met:
        planned.append(Met(office.store, office.cast.manager, ahead(office)))
        return planned[-1]

    yield plan
    for met in planned:
        if met.now["state"] == GOING_ON:
            office.store.write_now(lead, office.cast.head, met.number)
            office.store.write_now(end_meeting, office.cast.head, met.number)
