"""Until when a request can be answered: one rule, which everybody asks."""

from datetime import timedelta

import pytest

from feedback.voices import requests
from feedback.voices.requests import ANSWERED, DECLINED, OPEN, REVOKED, Request, is_open
from storage.store import Store
from tests.cast import NOON, Cast

LIFE, A_SECOND = timedelta(days=30), timedelta(seconds=1)


@pytest.fixture
def request_asked(store: Store, cast: Cast) -> Request:
    found = store.read(requests.by_id, cast.ask().request)
    assert found is not None
    return found


def test_it_can_be_answered_until_the_moment_at_which_it_expires(request_asked: Request) -> None:
    assert is_open(request_asked, NOON)
    assert is_open(request_asked, NOON + LIFE - A_SECOND)
    assert not is_open(request_asked, NOON + LIFE)


@pytest.mark.parametrize(("state", "can"), [(OPEN, True), (ANSWERED, False), (REVOKED, False), (DECLINED, False)])
def test_what_was_answered_closed_or_declined_cannot_be_answered(
    store: Store, request_asked: Request, state: str, can: bool
) -> None:
    store.write_now(requests.change, request_asked, state=state)
    (now,) = store.read(requests.by_child, "D0001")
    assert is_open(now, NOON) is can
