"""What stands in a database: bodies that nobody reads without the key, and what somebody changed there is told."""

from contextlib import closing
from pathlib import Path

import pytest

from storage import Kind
from storage.databases import open_database, seal_rows_anew
from storage.errors import NotSaved, StorageError, Unreadable
from storage.postgres.driver import connect
from storage.postgres.engine import PostgresEngine
from storage.postgres.sealing import MARK, header_of
from storage.store import Store
from tests.postgres import begin, database_of

SECRET = b"a secret of the tests, of no use elsewhere"
OLD, NEW = bytes(range(32)), bytes(range(32, 64))
NOTES = Kind("notes", indexed=("child",))
WORDS = "Nobody asked me about the move."


@pytest.fixture
def address(tmp_path: Path) -> str:
    begin()
    return database_of(tmp_path)


def opened(address: str, *keys: bytes) -> Store:
    return open_database(address, (NOTES,), secret=SECRET, keys=keys)


def keep(address: str, *keys: bytes, number: int = 1) -> None:
    with closing(opened(address, *keys)) as store:
        for at in range(number):
            store.write_now(lambda db, at=at: db.table(NOTES).insert({"child": f"D{at}", "words": WORDS}))


def words(address: str, *keys: bytes) -> list[str]:
    with closing(opened(address, *keys)) as store:
        return store.read(lambda db: [one["words"] for one in db.table(NOTES)])


def bodies(address: str) -> list[bytes]:
    """As they stand there, with no key."""
    with closing(connect(address)) as connection:
        found = connection.execute(b"SELECT body FROM rows_notes ORDER BY id", binary=True).fetchall()
    return [bytes(body) for (body,) in found if isinstance(body, bytes)]


def test_no_word_stands_in_the_database_and_equal_documents_look_different(address: str) -> None:
    keep(address, OLD)
    keep(address, OLD)
    one, other = bodies(address)
    assert one.startswith(header_of(OLD))
    assert b"asked" not in one + other
    assert one != other
    assert words(address, OLD) == [WORDS, WORDS]


def test_another_key_is_told_in_a_sentence(address: str) -> None:
    keep(address, OLD)
    with pytest.raises(Unreadable, match="cannot be opened with this secret"):
        words(address, NEW)
    assert words(address, NEW, OLD) == [WORDS]


@pytest.mark.parametrize("at", [10, 40, -1])
def test_a_body_that_somebody_changed_there_is_told_by_its_number(address: str, at: int) -> None:
    keep(address, OLD, number=2)
    changed = bytearray(bodies(address)[0])
    changed[at] ^= 1
    with closing(connect(address)) as connection:
        connection.execute(b"UPDATE rows_notes SET body = %s WHERE id = 1", (bytes(changed),))
    with closing(opened(address, OLD)) as store:
        assert store.faults()[0] == "Document 1 of notes is not what was kept."


def test_what_was_kept_before_there_were_keys_is_read_and_sealed_when_somebody_says_so(address: str) -> None:
    with closing(Store(PostgresEngine(address), (NOTES,), secret=SECRET)) as plain:
        plain.write_now(lambda db: db.table(NOTES).insert({"child": "D1", "words": WORDS}))
    keep(address, OLD)
    assert [body.startswith(MARK) for body in bodies(address)] == [False, True]
    assert words(address, OLD) == [WORDS, WORDS]
    assert seal_rows_anew(address, (OLD,), NEW) == 2
    assert all(body.startswith(header_of(NEW)) for body in bodies(address))
    assert words(address, NEW) == [WORDS, WORDS]


def test_a_database_that_is_open_or_holds_what_was_changed_keeps_its_key(address: str) -> None:
    keep(address, OLD, number=2)
    with closing(opened(address, OLD)), pytest.raises(NotSaved, match="Stop the server first"):
        seal_rows_anew(address, (OLD,), NEW)
    before = bodies(address)
    with closing(connect(address)) as connection:
        connection.execute(b"UPDATE rows_notes SET body = %s WHERE id = 2", (before[1][:-1],))
    with pytest.raises(StorageError):
        seal_rows_anew(address, (OLD,), NEW)
    assert bodies(address) == [before[0], before[1][:-1]]
