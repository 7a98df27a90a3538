"""Words that go out name nobody."""

import pytest

from people.contacts import add_contact
from storage.store import Store
from tests.cast import CHILD, Cast
from tracker.nameless import named_in


@pytest.fixture(autouse=True)
def _mother(store: Store, cast: Cast) -> None:
    fields = {"name": "Letebrhan Kidane", "relation": "Mother", "audience": "parent_carer", "language": "ti"}
    store.write_now(add_contact, CHILD, fields)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Reports now come three days before. It took from 2025 to 2026.", []),
        ("Selam’s report came.", ["Selam Tesfamariam"]),
        ("We told KIDANE.", ["Letebrhan Kidane"]),
        ("Amina brings it.", ["Amina Yusuf"]),
        ("Call 07700900123.", ["07700900123"]),
        ("As in d0001.", ["D0001"]),
        ("Mosaic 90007 says so.", ["90007"]),
        ("Mariam is another.", []),
    ],
)
def test_names_are_found_as_people_write_them(store: Store, words: str, named: list[str]) -> None:
    assert store.read(named_in, words, [CHILD]) == named
