"""The search of the children's list: what was meant comes first, near spellings after it, and quickly."""

import time

import pytest

from pages.staff.children.page import listed
from pages.staff.shell.listing import Listing
from people.children import CHILDREN, children
from storage.store import Database, Store
from tests.cast import Cast

NAMES = ["José Ángel", "Niamh O’Brien", "İdris Kaya", "أحمد السيد", "Maryam Nasser", "Miriam Nasr", "Zoe Ball"]


@pytest.fixture
def named(store: Store, cast: Cast) -> Store:
    def add(db: Database) -> None:
        for number, name in enumerate(NAMES):
            fields = {"ref": f"D1{number:03}", "name": name, "mosaic_id": f"8{number:04}", "worker": cast.worker.id}
            db.table(CHILDREN).insert(fields)

    store.write_now(add)
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("jose", ["José Ángel"]),
        ("Jose\u0301", ["José Ángel"]),
        ("o’brien", ["Niamh O’Brien"]),
        ("obrien niamh", ["Niamh O’Brien"]),
        ("idris", ["İdris Kaya"]),
        ("احمد", ["أحمد السيد"]),
        ("Mariam Naser", ["Maryam Nasser", "Miriam Nasr"]),
        ("maryam", ["Maryam Nasser", "Miriam Nasr"]),
        ("80003", ["أحمد السيد"]),
        ("D1006", ["Zoe Ball"]),
        ("nobody at all", []),
    ],
)
def test_a_child_is_found(named: Store, cast: Cast, wanted: str, found: list[str]) -> None:
    here = named.read(listed, cast.head, Listing(q=wanted))
    assert [one.child["name"] for one in here.rows] == found
    assert here.total == len(found)


def test_the_list_is_sorted_as_people_look_for_names(named: Store, cast: Cast) -> None:
    names = [one["name"] for one in named.read(children, cast.head)]
    assert names.index("İdris Kaya") < names.index("José Ángel") < names.index("Zoe Ball")


def test_two_thousand_children_are_searched_within_a_key_press(store: Store, cast: Cast) -> None:
    def add(db: Database) -> None:
        for number in range(2000):
            fields = {
                "ref": f"D{number + 5000}",
                "name": f"Maryam Nasser {number}",
                "mosaic_id": str(number),
            }
            db.table(CHILDREN).insert({**fields, "worker": cast.worker.id})

    store.write_now(add)
    store.read(listed, cast.head, Listing(q="first"))
    began = time.process_time()
    assert store.read(listed, cast.head, Listing(q="mariam naser")).total == 2000
    assert time.process_time() - began < 0.5
