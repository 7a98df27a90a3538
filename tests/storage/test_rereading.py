"""A read that may remember: never after a commit, and never for longer than a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import open_store

from storage.kinds import Kind
from storage.queries import Holding
from storage.remembering import LONGEST, Remembered
from storage.store import Database, Store

NOTES = Kind("notes", indexed=("topic", "tags"))


@pytest.fixture
def store(engine: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(engine, tmp_path / "data", [NOTES])
    yield opened
    opened.close()


def _add(db: Database, topic: str) -> int:
    return db.table(NOTES).insert({"topic": topic, "tags": [topic, "all"]})


def _count(db: Database, topic: str) -> int:
    return len(db.table(NOTES).search(Holding("topic", topic)))


def test_it_sees_every_commit_of_this_process(store: Store) -> None:
    for number in range(5):
        assert store.reread(_count, "a") == number
        store.write_now(_add, "a")


def test_it_sees_every_commit_of_another_opening_of_the_same_data(store: Store, engine: str, tmp_path: Path) -> None:
    assert store.reread(_count, "a") == 0
    other = open_store(engine, tmp_path / "data", [NOTES])
    other.write_now(_add, "a")
    other.close()
    assert store.reread(_count, "a") == 1


def test_an_answer_is_asked_for_once_while_nothing_changes(store: Store) -> None:
    asked = []

    def look(db: Database, what: str) -> str:
        asked.append(what)
        return what

    assert [store.reread(look, "a"), store.reread(look, "a"), store.reread(look, "b")] == ["a", "a", "b"]
    assert asked == ["a", "b"]


def test_an_error_is_not_remembered(store: Store) -> None:
    def fail(db: Database) -> None:
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            store.reread(fail)


def test_nothing_is_remembered_for_longer_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("storage.remembering.time.monotonic", lambda: now[0])
    remembered = Remembered()
    assert remembered.answer(1, ("x",), lambda: "first") == "first"
    now[0] += LONGEST / 2
    assert remembered.answer(1, ("x",), lambda: "second") == "first"
    now[0] += LONGEST
    assert remembered.answer(1, ("x",), lambda: "third") == "third"


def test_the_light_condition_finds_a_value_and_a_member_of_a_list(store: Store) -> None:
    first, second = store.write_now(_add, "a"), store.write_now(_add, "b")
    found = store.read(lambda db: [one.doc_id for one in db.table(NOTES).search(Holding("tags", "all"))])
    assert found == [first, second]
    assert store.read(lambda db: db.table(NOTES).get(Holding("topic", "b"))).doc_id == second
    assert store.read(lambda db: db.table(NOTES).get(Holding("topic", "c"))) is None


def test_the_light_condition_works_on_a_field_without_an_index(store: Store) -> None:
    number = store.write_now(lambda db: db.table(NOTES).insert({"topic": "a", "colour": "red"}))
    assert store.read(lambda db: db.table(NOTES).get(Holding("colour", "red"))).doc_id == number
