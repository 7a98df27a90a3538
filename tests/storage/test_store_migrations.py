"""Data of an earlier version is brought up when the store is opened; data of a later one is left alone."""

import pytest
from engines import FILES, VOICES
from tinydb import where

from storage import Kind, NewerSchema
from storage.migrations import Migration


def add(words):
    return lambda db: db.table(VOICES).insert({"words": words})


FIRST = Migration("a first voice", add("first"))
SECOND = Migration("a second voice", add("second"))


def words(store):
    return store.read(lambda db: [voice["words"] for voice in db.table(VOICES)])


def test_migrations_run_once_and_in_order(opened):
    opened(migrations=[FIRST]).close()
    opened(migrations=[FIRST, SECOND]).close()
    assert words(opened(migrations=[FIRST, SECOND])) == ["first", "second"]


def test_a_migration_that_fails_leaves_the_data_as_it_was(opened):
    def fail(db):
        add("half")(db)
        raise ValueError("cannot")

    opened(migrations=[FIRST]).close()
    with pytest.raises(ValueError, match="cannot"):
        opened(migrations=[FIRST, SECOND, Migration("broken", fail)])
    assert words(opened(migrations=[FIRST])) == ["first"]


def test_data_of_a_newer_version_is_refused_with_a_sentence(opened):
    opened(migrations=[FIRST, SECOND]).close()
    with pytest.raises(NewerSchema, match="Start the newer Heard"):
        opened(migrations=[FIRST])


def test_rows_of_a_newer_layout_are_refused_with_a_sentence(opened, engine):
    store = opened()
    newer = "PRAGMA user_version = 99" if engine in FILES else "UPDATE about SET value = 99 WHERE name = 'layout'"
    store.engine.writer().connection.execute(newer)
    store.close()
    with pytest.raises(NewerSchema, match="newer Heard"):
        opened()


def test_another_declaration_builds_the_index_anew(opened, monkeypatch):
    plain, indexed = Kind("voices"), Kind("voices", indexed=("mood",), hashed=("phone",))
    before = opened(kinds=[plain])
    before.write_now(lambda db: db.table(plain).insert_multiple({"mood": n % 7, "phone": f"{n}"} for n in range(1500)))
    before.close()
    after = opened(kinds=[indexed])
    monkeypatch.setattr(type(after.engine.writer()), "rows_after", lambda *_: pytest.fail("every row was looked at"))
    assert after.read(lambda db: db.table(indexed).count(where("mood") == 3)) == 214
    assert after.read(lambda db: db.table(indexed).get(where("phone") == "1499")).doc_id == 1500


def test_another_secret_builds_the_hashed_index_anew(opened):
    kind = Kind("voices", hashed=("phone",))
    before = opened(kinds=[kind])
    before.write_now(lambda db: db.table(kind).insert({"phone": "07700900001"}))
    before.close()
    after = opened(kinds=[kind], secret=b"another secret of the tests")
    assert after.read(lambda db: db.table(kind).count(where("phone") == "07700900001")) == 1


def test_a_store_opened_with_fewer_kinds_leaves_the_others_alone(opened):
    first = opened()
    first.write_now(lambda db: db.table(VOICES).insert({"child": "D0001"}))
    first.close()
    opened(kinds=[Kind("other")]).close()
    assert opened().read(lambda db: db.table(VOICES).count(where("child") == "D0001")) == 1
