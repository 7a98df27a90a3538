"""Families that are asked by text, and the phones they answer on."""

import pytest

from storage.store import Store
from tests.cast import Cast, Clock
from tests.texting import Phone, Texting


@pytest.fixture
def texting(store: Store, cast: Cast, clock: Clock) -> Texting:
    """The office asks families by text."""
    return Texting(store, cast, clock)


@pytest.fixture
def mother(texting: Texting) -> Phone:
    """A mother's phone that was asked in English and has said nothing yet."""
    return texting.asks()


@pytest.fixture
def answering(mother: Phone) -> Phone:
    """The same phone once it has been asked the first question."""
    mother.sends("hello")
    mother.sends("1")
    return mother
