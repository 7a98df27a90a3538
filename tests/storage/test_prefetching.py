"""A reading verb that remembers: what it reads many of takes one statement, and what it finds is the same."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from storage.kinds import Kind
from storage.store import Database, Store

THINGS = Kind("things", indexed=("owner", "at"), hashed=("phone",))


@pytest.fixture
def things(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "data", [THINGS], secret=b"a secret of the tests")
    kept = [{"owner": number % 5, "at": number, "phone": f"0{number % 3}"} for number in range(20)]
    store.write_now(lambda db: db.table(THINGS).insert_multiple(kept))
    return store


def statements(store: Store, verb: Callable[[Database], Any]) -> tuple[Any, int]:
    """What the verb returns, and how many statements it took."""
    said: list[str] = []

    def read(db: Database) -> Any:
        db.session.connection.set_trace_callback(said.append)  # type: ignore[attr-defined]
        try:
            return verb(db)
        finally:
            db.session.connection.set_trace_callback(None)  # type: ignore[attr-defined]

    return store.read(read), len(said)


def one_by_one(db: Database) -> list[Any]:
    table = db.table(THINGS)
    owned = [table.search(where("owner") == owner) for owner in range(7)]
    called = [table.get(where("phone") == f"0{number}") for number in range(4)]
    return [owned, called, [table.get(doc_id=number) for number in (1, 5, 99)]]


def all_at_once(db: Database) -> list[Any]:
    db.remember()
    table = db.table(THINGS)
    table.prefetch("owner", range(7))
    table.prefetch("phone", (f"0{number}" for number in range(4)))
    table.prefetch_numbers((1, 5, 99))
    return one_by_one(db)


def test_many_are_read_with_one_statement_each_and_are_the_same(things: Store) -> None:
    plain, many = statements(things, one_by_one)
    found, few = statements(things, all_at_once)
    assert found == plain
    assert few == 3
    assert many > 12


def test_nothing_is_read_twice(things: Store) -> None:
    def twice(db: Database) -> None:
        db.remember()
        for _ in range(3):
            db.table(THINGS).search(where("owner") == 1)
            db.table(THINGS).get(doc_id=2)

    assert statements(things, twice)[1] == 2


def test_what_is_handed_out_is_each_ones_own(things: Store) -> None:
    def spoil(db: Database) -> Any:
        db.remember()
        db.table(THINGS).search(where("owner") == 1)[0]["owner"] = "nobody"
        return db.table(THINGS).search(where("owner") == 1)[0]["owner"]

    assert things.read(spoil) == 1


def test_a_writing_verb_sees_what_it_has_changed(things: Store) -> None:
    def change(db: Database) -> Any:
        db.remember()
        table = db.table(THINGS)
        table.prefetch("owner", [1])
        number = table.search(where("owner") == 1)[0].doc_id
        table.replace(number, {"owner": 77})
        return len(table.search(where("owner") == 1)), len(table.search(where("owner") == 77))

    assert things.write_now(change) == (3, 1)


async def test_what_is_fetched_is_read_beside_the_event_loop(things: Store) -> None:
    def where_am_i(db: Database) -> tuple[int, int]:
        return threading.get_ident(), len(db.table(THINGS))

    thread, number = await things.fetch(where_am_i)
    assert thread != threading.get_ident()
    assert number == 20


def test_a_rule_is_worked_out_once_where_the_verb_remembers_and_anew_where_it_does_not(things: Store) -> None:
    def asked_thrice(db: Database, *, remembers: bool) -> int:
        if remembers:
            db.remember()
        asked: list[int] = []
        for _ in range(3):
            db.once("a rule", lambda: asked.append(1))
        return len(asked)

    assert things.read(asked_thrice, remembers=True) == 1
    assert things.read(asked_thrice, remembers=False) == 3
