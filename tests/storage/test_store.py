"""What every engine must hold about units of work."""

import threading
import time
from datetime import UTC, datetime

import pytest
from engines import COUNTERS, FILES, VOICES
from tinydb import where

from storage import Database, Ended, Kind, ReadOnly, StorageError, Unreadable


def say(db: Database, words: str, **more):
    return db.table(VOICES).insert({"words": words, **more})


def words(db: Database) -> list[str]:
    return [voice["words"] for voice in db.table(VOICES)]


def test_what_a_write_did_is_there_after_reopening(opened):
    first = opened()
    number = first.write_now(say, "they listened", child="D0001")
    first.close()
    voice = opened().read(lambda db: db.table(VOICES).get(doc_id=number))
    assert voice == {"words": "they listened", "child": "D0001"}
    assert voice.revision == 1


async def test_an_awaited_write_returns_the_value_of_its_verb(store):
    assert await store.write(say, "hello") == 1
    assert store.read(words) == ["hello"]


async def test_the_error_of_a_verb_reaches_its_caller_and_nothing_of_it_stays(store):
    def half(db):
        say(db, "half a thought")
        raise KeyError("no such child")

    with pytest.raises(KeyError, match="no such child"):
        await store.write(half)
    with pytest.raises(KeyError, match="no such child"):
        store.write_now(half)
    assert store.read(words) == []


def test_a_step_that_fails_can_be_caught_and_leaves_nothing_of_itself(store):
    def verb(db):
        say(db, "before")
        with pytest.raises(TypeError):
            db.table(VOICES).insert_multiple([{"words": "one"}, {"words": {1, 2}}])
        with pytest.raises(ZeroDivisionError):
            db.table(VOICES).update(lambda voice: voice.update(words=str(1 // 0)))
        say(db, "after")

    store.write_now(verb)
    assert store.read(words) == ["before", "after"]


def test_a_verb_sees_what_it_has_written_itself(store):
    def verb(db):
        say(db, "mine", child="D0001")
        return db.table(VOICES).get(where("child") == "D0001")["words"]

    assert store.write_now(verb) == "mine"


def test_a_reading_verb_sees_one_moment(store):
    store.write_now(say, "first")

    def twice(db):
        before = words(db)
        store.write_now(say, "meanwhile")
        return before, words(db), store.read(words)

    assert store.read(twice) == (["first"], ["first"], ["first"])
    assert store.read(words) == ["first", "meanwhile"]


@pytest.mark.parametrize(
    "writing",
    [
        lambda db: db.table(VOICES).insert({}),
        lambda db: db.table(VOICES).insert_multiple([]),
        lambda db: db.table(VOICES).update({"words": "other"}),
        lambda db: db.table(VOICES).upsert({"words": "other"}, where("words") == "first"),
        lambda db: db.table(VOICES).remove(where("words") == "first"),
        lambda db: db.table(VOICES).truncate(),
        lambda db: db.table(VOICES).replace(1, {"words": "other"}),
        lambda db: db.announce("voices"),
    ],
)
def test_a_reading_verb_cannot_write(store, writing):
    store.write_now(say, "first")
    with pytest.raises(ReadOnly):
        store.read(writing)
    assert store.read(words) == ["first"]


@pytest.mark.parametrize("start", ["write_now", "read"])
def test_a_database_is_of_no_use_after_its_unit_of_work(store, start):
    store.write_now(say, "first")
    db, table, lazy = getattr(store, start)(lambda db: (db, db.table(VOICES), iter(db.table(VOICES))))
    for use in (
        lambda: db.table(VOICES).all(),
        lambda: table.get(doc_id=1),
        lambda: table.search(where("words") == "first"),
        lambda: len(table),
        lambda: list(table),
        lambda: next(lazy),
    ):
        with pytest.raises(Ended):
            use()
    if start == "write_now":
        with pytest.raises(Ended):
            table.insert({"words": "late"})
    assert store.read(words) == ["first"]


def test_the_clock_is_read_once_for_a_unit_of_work(opened):
    ticks = iter(range(60))
    store = opened(clock=lambda: datetime(2024, 2, 29, 12, 0, next(ticks), tzinfo=UTC))
    before, after = store.write_now(lambda db: (db.now, db.now))
    assert before == after
    assert store.read(lambda db: db.now) > after
    assert before.tzinfo is UTC


def test_a_verb_cannot_start_another_through_the_store(store):
    with pytest.raises(StorageError, match="your own database"):
        store.write_now(lambda db: store.write_now(say, "inner"))
    assert store.write_now(say, "still working") == 1


def test_a_kind_must_be_named_when_the_store_is_opened(store):
    with pytest.raises(LookupError, match="strangers"):
        store.read(lambda db: db.table(Kind("strangers")))
    with pytest.raises(LookupError, match="voices"):
        store.read(lambda db: db.table(Kind("voices", indexed=("other",))))


def test_a_number_is_never_given_twice(opened):
    first = opened()
    number = first.write_now(say, "gone")
    first.write_now(lambda db: db.table(VOICES).remove(doc_ids=[number]))
    first.close()
    assert opened().write_now(say, "next") == number + 1


def test_numbers_stay_apart_when_one_of_a_group_is_undone(store):
    def undone(db):
        db.table(VOICES).truncate()
        say(db, "never")
        raise ValueError("not after all")

    store.write_now(say, "one")

    def verb(db):
        say(db, "two")
        with pytest.raises(ValueError, match="after all"), db.all_or_none():
            undone(db)
        return say(db, "three")

    assert store.write_now(verb) == 3
    assert store.read(words) == ["one", "two", "three"]


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StorageError, match="closed"):
        store.write_now(say, "late")


def test_what_waits_at_closing_is_still_saved(opened):
    store = opened()
    started, go = threading.Event(), threading.Event()

    def slow(db):
        started.set()
        go.wait(5)

    threads = [threading.Thread(target=store.write_now, args=(slow,))]
    threads += [threading.Thread(target=store.write_now, args=(say, f"voice {n}")) for n in range(5)]
    threads[0].start()
    started.wait(5)
    for thread in threads[1:]:
        thread.start()
    while store._writer._waiting.qsize() < len(threads) - 2:  # one is in the hands of the writer already
        time.sleep(0.001)
    closing = threading.Thread(target=store.close)
    closing.start()
    go.set()
    for thread in [*threads, closing]:
        thread.join(5)
    assert len(opened().read(words)) == 5


def test_a_keyed_hash_depends_on_the_secret(opened):
    one, other = opened(), opened(secret=b"another secret of the tests")
    assert one.read(lambda db: db.keyed_hash("token")) == one.read(lambda db: db.keyed_hash("token"))
    assert one.read(lambda db: db.keyed_hash("token")) != other.read(lambda db: db.keyed_hash("token"))


def test_a_short_secret_is_refused(opened):
    with pytest.raises(ValueError, match="16 bytes"):
        opened(secret=b"short")


@pytest.mark.parametrize("engine", FILES)
def test_only_its_own_account_may_read_the_data(store, tmp_path):
    store.write_now(say, "private")
    for path in [tmp_path / "data", *(tmp_path / "data").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("engine", FILES)
def test_damaged_data_is_reported_and_left_alone(opened, tmp_path):
    opened().close()
    file = next(path for path in (tmp_path / "data").iterdir() if path.stat().st_size)
    file.write_bytes(b"this is no database at all, and never was one" * 200)
    before = file.read_bytes()
    with pytest.raises(Unreadable, match="backup"):
        opened()
    assert file.read_bytes() == before


def test_two_stores_on_the_same_data_see_each_other(opened):
    server, command = opened(), opened()
    server.write_now(say, "by the server")
    command.write_now(say, "by the command")
    assert server.read(words) == command.read(words) == ["by the server", "by the command"]
    assert server.write_now(lambda db: db.table(COUNTERS).insert({"name": "n"})) == 1
