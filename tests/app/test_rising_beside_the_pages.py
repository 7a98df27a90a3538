"""The worker beside the pages alerts the next people by itself."""

import asyncio
import time

from app.background import jobs_of_concerns, working
from feedback.concerns.concern_views import concerns_for
from feedback.concerns.raising import raise_concern
from people.roles import Role
from people.staff import add_staff
from storage.store import Store
from tests.cast import CHILD, Cast, Clock


async def test_the_next_people_are_alerted_without_anybody_looking(store: Store, cast: Cast, clock: Clock) -> None:
    await store.write(add_staff, "David Mensah", "david@heard.example", [Role.HEAD_OF_SOCIAL_CARE])
    await store.write(raise_concern, cast.worker, "at_risk", child=CHILD)
    clock.forward(days=1, minutes=1)

    def levels() -> int:
        (seen,) = store.read(concerns_for, cast.worker)
        return len(seen.told)

    async with working(store, jobs_of_concerns(store)):
        deadline = time.monotonic() + 10
        while levels() < 2 and time.monotonic() < deadline:  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.02)
    assert levels() == 2
