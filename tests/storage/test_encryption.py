"""What stands on the disk says nothing without its key, and a new key loses nothing."""

import random
import threading

import pytest
from engines import CONTACTS, KINDS, SECRET, VOICES

from storage import NotSaved, StorageError, Store, Unreadable
from storage.sqlite import encryption
from storage.sqlite.encryption import fitting, is_plain, write_anew
from storage.sqlite.engine import SqliteEngine
from storage.sqlite.layout import FILE
from storage.store import key_of_file

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
WORDS, NUMBER = "nobody asked me what I think", "07700 900123"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


def opened(folder, *keys):
    return Store(SqliteEngine(folder, keys), KINDS, secret=SECRET)


def filled(folder, *keys, times=300):
    store = opened(folder, *keys)
    for n in range(times):
        store.write_now(lambda db, n=n: db.table(VOICES).insert({"child": f"D{n}", "words": WORDS}))
    store.write_now(lambda db: db.table(CONTACTS).insert({"name": "aunt", "phone": NUMBER}))
    return store


def everything(store):
    found = store.read(lambda db: [db.table(VOICES).all(), db.table(CONTACTS).all()])
    store.close()
    return found


def on_disk(folder):
    return b"".join(one.read_bytes() for one in folder.iterdir())


@pytest.mark.parametrize("keys", [(OLD,), ()])
def test_words_stand_on_the_disk_only_where_there_is_no_key(folder, keys):
    store = filled(folder, *keys)
    for _ in range(2):  # while it is open, its log included, and after it was closed
        found = on_disk(folder)
        assert (WORDS.encode() in found) is (b"SQLite format" in found) is (not keys)
        store.close()


def test_a_store_that_is_opened_by_its_secret_alone_is_encrypted(folder):
    Store.open(folder, KINDS, secret=SECRET).close()
    assert not is_plain(folder / FILE)
    assert fitting(folder / FILE, (OLD, key_of_file(SECRET))) == key_of_file(SECRET)


def test_another_key_is_told_and_does_no_harm(folder):
    before = everything(filled(folder, OLD))
    with pytest.raises(Unreadable, match="cannot be opened with this secret"):
        opened(folder, NEW)
    assert everything(opened(folder, NEW, OLD)) == before


def test_what_was_made_before_there_were_keys_goes_on_as_it_is(folder):
    before = everything(filled(folder))
    assert everything(opened(folder, NEW)) == before
    assert is_plain(folder / FILE)


@pytest.mark.parametrize("old", [None, OLD])
def test_under_a_new_key_stands_what_stood_there(folder, old):
    keys = (old,) if old else ()
    before = everything(filled(folder, *keys))
    assert write_anew(folder / FILE, old, NEW) > 300
    assert WORDS.encode() not in on_disk(folder)
    assert [one.name for one in folder.iterdir()] == [FILE]
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    store = opened(folder, NEW)
    assert store.faults() == []
    assert store.write_now(lambda db: db.table(VOICES).insert({})) == 301  # numbers go on
    assert store.read(lambda db: db.table(CONTACTS).get(doc_id=1))["phone"] == NUMBER
    store.write_now(lambda db: db.table(VOICES).remove(doc_ids=[301]))
    assert everything(store) == before
    if old:
        with pytest.raises(Unreadable):
            opened(folder, old)


def test_data_that_is_open_elsewhere_is_left_alone(folder):
    store = filled(folder, OLD)
    store.read(lambda db: db.table(VOICES).all())  # a reader is enough
    with pytest.raises(NotSaved, match="Another program has the data open"):
        write_anew(folder / FILE, OLD, NEW)
    assert store.write_now(lambda db: db.table(VOICES).insert({})) == 302 - 1
    store.close()
    assert fitting(folder / FILE, (NEW, OLD)) == OLD


@pytest.mark.parametrize("step", ["_compared", "_make_durable"])
def test_a_fault_on_the_way_changes_nothing(folder, monkeypatch, step):
    before = everything(filled(folder, OLD))
    monkeypatch.setattr(encryption, step, lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        write_anew(folder / FILE, OLD, NEW)
    assert [one.name for one in folder.iterdir()] == [FILE]
    assert everything(opened(folder, OLD)) == before


def test_what_differs_is_not_put_in_the_place_of_what_stood_there(folder, monkeypatch):
    before = everything(filled(folder, OLD))
    real = encryption._compared

    def less(connection):
        connection.execute("DELETE FROM fresh.rows_voices WHERE id = 7")
        return real(connection)

    monkeypatch.setattr(encryption, "_compared", less)
    with pytest.raises(NotSaved, match="rows_voices is not what stood there"):
        write_anew(folder / FILE, OLD, NEW)
    assert everything(opened(folder, OLD)) == before


@pytest.mark.parametrize("seed", range(12))
def test_bytes_changed_anywhere_are_found(folder, seed):
    filled(folder, OLD).close()
    chance, file = random.Random(seed), folder / FILE
    data = bytearray(file.read_bytes())
    place = chance.randrange(len(data))
    data[place] ^= 1 + chance.randrange(255)
    file.write_bytes(bytes(data))
    try:
        store = opened(folder, OLD)
    except StorageError:
        return
    assert store.faults()
    store.close()


def test_readers_in_threads_of_their_own_have_the_key_too(folder):
    store, found = filled(folder, OLD, times=3), []
    reader = threading.Thread(target=lambda: found.append(store.read(lambda db: len(db.table(VOICES)))))
    reader.start()
    reader.join()
    assert found == [3]
    store.close()
