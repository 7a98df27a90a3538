"""A reader of PostgreSQL asks for nothing twice, and still every snapshot's rows are those of the snapshot."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from engines import COUNTERS, KEYS, VOICES, open_store
from tinydb import where

from storage import Damaged, NotSaved, Store, Unreadable
from storage.database import Database
from storage.engine import ALL, BEFORE_ALL, Reader, Span
from storage.postgres.driver import connect
from storage.postgres.reader import PostgresReader
from storage.postgres.sealing import Keyed
from tests.postgres import begin, database_of, the_server

HERE, THERE = "D1", "D2"
CHILDREN = Span("child", "sD1", "sD1")
EVERY = Span("child", "", "}")
ANSWERS: tuple[Callable[[Reader], Any], ...] = (
    lambda one: [one.row("voices", number) for number in range(1, 9)],
    lambda one: one.last_row("voices"),
    lambda one: one.rows_after("voices", BEFORE_ALL, 3),
    lambda one: one.rows_after("voices", 2, 3),
    lambda one: one.count("voices"),
    lambda one: [one.first_within("voices", "child", key) for key in ("sD1", "sD2", "sD9")],
    lambda one: one.rows_within("voices", CHILDREN, ALL),
    lambda one: one.rows_within("voices", CHILDREN, 2),
    lambda one: sorted(one.rows_within("voices", EVERY, ALL)),
    lambda one: one.rows_of("voices", [4, 2, 3]),
    lambda one: one.rows_of("voices", [2, 99, 5]),
    lambda one: one.rows_of_keys("voices", "child", ["sD2", "sD9"]),
    lambda one: one.rows_of_keys("voices", "child", ["sD1", "sD2"]),
    lambda one: [one.count_within("voices", span, limit) for span in (CHILDREN, EVERY) for limit in (1, ALL)],
    lambda one: one.keys_of("voices", ["child"]),
    lambda one: one.keys_of("voices", ["tags", "child", "heard_at"]),
    lambda one: one.walk("voices", EVERY, start=None, newest_first=True, limit=3, only=CHILDREN),
    lambda one: one.walk("voices", EVERY, start=("sD1", 2), newest_first=False, limit=3, only=None),
    lambda one: one.has_entry("voices", 1, ("child", "sD1")),
    lambda one: (one.count_entries("voices"), one.kinds(), one.next_number("voices"), one.schema(), one.last_notice()),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin()
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with closing(open_store("postgres", folder)) as opened:
        yield opened


@pytest.fixture
def other(folder: Path, store: Store) -> Iterator[Store]:
    """The same database, as another process has it open."""
    with closing(open_store("postgres", folder)) as opened:
        yield opened


def add(db: Database, child: str = HERE) -> int:
    return db.table(VOICES).insert({"child": child, "tags": ["a"]})


def change(db: Database, chance: random.Random) -> None:
    table, number = db.table(VOICES), chance.randint(1, 8)
    match chance.randint(0, 9):
        case 0:
            table.truncate()
        case 1 | 2:
            table.remove(doc_ids=[number] if table.contains(doc_id=number) else [])
        case 3 | 4 | 5:
            table.update({"child": chance.choice([HERE, THERE])}, doc_ids=[n for n in (number,) if table.get(doc_id=n)])
        case _:
            add(db, chance.choice([HERE, THERE]))


def says(reader: Reader) -> list[Any]:
    return [ask(reader) for ask in ANSWERS]


@pytest.mark.parametrize("most", [64 << 20, 20_000], ids=["all is kept", "little is kept"])
def test_whatever_others_do_each_snapshot_answers_as_the_server_does(
    store: Store, other: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("storage.postgres.kept.MOST", most)
    chance = random.Random(most)
    with closing(connect(Keyed(database_of(folder), KEYS))) as connection:
        for turn in range(40):
            chance.choice([store, other]).write_now(change, chance)
            with store.engine.reading() as reader:
                kept = says(reader)
                if turn % 3 == 0:
                    other.write_now(change, chance)  # not of this snapshot
                assert says(reader) == kept
            assert store.read(lambda db: says(db.session)) == says(PostgresReader(connection))


def turns(store: Store, verb: Callable[[Database], Any]) -> int:
    """How often the server is waited for in one read."""
    with store.engine.reading() as reader:
        counting = reader.connection = Counting(reader.connection)  # type: ignore[attr-defined]
    try:
        store.read(verb)
    finally:
        reader.connection = counting.connection  # type: ignore[attr-defined]
    return counting.number


class Counting:
    """A connection that counts what is asked of it."""

    def __init__(self, connection: Any) -> None:
        self.connection, self.number = connection, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def execute(self, *asked: Any, **more: Any) -> Any:
        self.number += 1
        return self.connection.execute(*asked, **more)


def look(db: Database) -> None:
    db.table(VOICES).get(doc_id=1)
    db.table(COUNTERS).count()
    db.table(VOICES).search(where("child") == HERE)


def test_a_second_look_waits_for_the_server_once_and_after_a_commit_for_what_it_changed(
    store: Store, other: Store
) -> None:
    store.write_now(add)
    assert turns(store, look) == 4
    assert turns(store, look) == 1
    other.write_now(lambda db: db.table(COUNTERS).insert({"name": "one"}))
    assert turns(store, look) == 2
    other.write_now(add)
    assert turns(store, look) == 3


def test_what_was_undone_or_refused_changes_nothing_for_readers(store: Store) -> None:
    def refuse(db: Database) -> None:
        add(db)
        raise ValueError("no")

    store.write_now(add)
    store.read(look)
    with pytest.raises(ValueError, match="no"):
        store.write_now(refuse)
    assert store.read(lambda db: db.table(VOICES).count()) == 1


def test_what_was_kept_is_gone_with_its_connection(store: Store, folder: Path) -> None:
    """A server that came back may hold less than was read before: a standby, or a backup of it."""
    store.write_now(add)
    store.read(look)
    with store.engine.reading() as reader, closing(connect(database_of(folder))) as connection:
        connection.execute(b"SELECT pg_terminate_backend(%s::int)", (reader.connection.info.backend_pid,))  # type: ignore[attr-defined]
        connection.execute(b"DELETE FROM rows_voices")
    assert store.read(lambda db: db.table(VOICES).get(doc_id=1)) is None


def test_a_snapshot_that_could_not_begin_is_begun_anew(store: Store, folder: Path) -> None:
    store.write_now(add)
    store.read(look)
    with closing(connect(database_of(folder))) as connection:
        connection.execute(b"ALTER TABLE versions RENAME TO elsewhere")
        with pytest.raises(Damaged):
            store.read(look)
        connection.execute(b"ALTER TABLE elsewhere RENAME TO versions")
    assert store.read(lambda db: db.table(VOICES).count()) == 1


def test_a_snapshot_is_let_go_when_the_read_is_over(store: Store, folder: Path) -> None:
    store.read(look)
    with closing(connect(database_of(folder))) as connection:
        sought = (
            b"SELECT count(*) FROM pg_stat_activity"
            b" WHERE datname = current_database() AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()"
        )
        until = time.monotonic() + 5
        while connection.execute(sought).fetchone() != (0,) and time.monotonic() < until:
            time.sleep(0.01)
        assert connection.execute(sought).fetchone() == (0,)


def test_statements_stay_prepared_from_one_read_to_the_next(store: Store) -> None:
    for child in range(3):
        store.write_now(add)
        store.read(lambda db, child=child: db.table(VOICES).get(doc_id=child))  # type: ignore[misc]
    with store.engine.reading() as reader:
        found = reader.connection.execute(b"SELECT count(*) FROM pg_prepared_statements")  # type: ignore[attr-defined]
        assert found.fetchone() >= (1,)


def test_what_is_written_together_is_never_seen_apart_by_readers_that_keep(store: Store, other: Store) -> None:
    """One kind is changed each time and the other every third: what is kept of it is of this snapshot, or wrong."""
    store.write_now(_begin_counting)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with suppress(NotSaved):
                other.write_now(_count)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        seen = []
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            if len(seen) % 200 == 199:
                the_server().cut()
            with suppress(Unreadable):
                seen.append(store.read(_counts))
    finally:
        stop.set()
        writing.join()
    assert all(thirds == total // 3 for total, thirds in seen)
    assert seen == sorted(seen)
    assert len(set(seen)) > 20


def _begin_counting(db: Database) -> None:
    db.table(VOICES).insert({"child": HERE, "total": 0})
    db.table(COUNTERS).insert({"name": "one", "thirds": 0})


def _count(db: Database) -> None:
    total = db.table(VOICES).replace(1, {"total": _counts(db)[0] + 1})["total"]
    if total % 3 == 0:
        db.table(COUNTERS).replace(1, {"thirds": total // 3})


def _counts(db: Database) -> tuple[int, int]:
    thirds = db.table(COUNTERS).search(where("name") == "one")[0]["thirds"]
    voice = db.table(VOICES).get(doc_id=1)
    assert voice is not None
    return voice["total"], thirds
