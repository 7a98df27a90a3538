"""What every room's tests may ask for: a real store on a real disk, a clock, and the cast."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.opening import KINDS
from storage.store import Store
from tests.cast import Cast, Clock
from tests.family import Family

SECRET = b"a secret that only the tests know"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data", KINDS, secret=SECRET, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def cast(store: Store) -> Cast:
    return Cast(store)


@pytest.fixture
def a_family(store: Store, cast: Cast) -> Callable[..., Family]:
    """Makes a family that was asked and has begun."""

    def make(**asked: Any) -> Family:
        family = Family(store, cast.ask(**asked).token)
        family.begins(asked.get("language", "en"))
        return family

    return make
