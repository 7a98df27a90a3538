"""Damage to the file is found, and data that is called whole is what was kept."""

import random
import shutil
import sqlite3

import pytest
from engines import CONTACTS, VOICES, open_store

from storage import Damaged, StorageError
from storage.bodies import pack, unpack
from storage.sqlite.layout import FILE

MANY = 400


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with documents, closed in order."""
    folder = tmp_path_factory.mktemp("sound") / "data"
    store = open_store("plain", folder)
    for n in range(MANY):
        store.write_now(_keep, n)
    store.close()
    return folder


def _keep(db, n):
    db.table(VOICES).insert({"child": f"D{n}", "heard_at": f"2026-01-01T{n:06}", "tags": ["a"], "words": "heard " * 40})
    db.table(CONTACTS).insert({"name": f"name {n}", "phone": f"07700 9{n:05}"})


def _documents(store):
    return store.read(lambda db: [db.table(VOICES).all(), db.table(CONTACTS).all()])


@pytest.fixture
def harmed(sound, on_disk):
    """Opens a copy of the folder after something was done to its file; None when it does not open."""

    def harm(change):
        folder = on_disk / "data"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(sound, folder)
        change(folder / FILE)
        try:
            return open_store("plain", folder)
        except StorageError:
            return None

    return harm


def _cut(share):
    def change(file):
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * share)])

    return change


def _overwrite(start, length, seed=None):
    def change(file):
        data = bytearray(file.read_bytes())
        end = min(len(data), start + length)
        data[start:end] = bytes(end - start) if seed is None else random.Random(seed).randbytes(end - start)
        file.write_bytes(bytes(data))

    return change


def _said_otherwise(file):
    data = file.read_bytes()
    place = data.rindex(b"heard heard")
    file.write_bytes(data[:place] + b"heart" + data[place + 5 :])


def _sql(statement):
    def change(file):
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(statement)
        connection.close()

    return change


DAMAGE = {
    "the last tenth cut off": _cut(0.9),
    "half of it cut off": _cut(0.5),
    "all but one page cut off": _cut(0.01),
    "the head zeroed": _overwrite(0, 100),
    "the head overwritten": _overwrite(0, 4096, seed=1),
    "a page zeroed": _overwrite(4096 * 6, 4096),
    "a page overwritten": _overwrite(4096 * 9, 4096, seed=2),
    "sixteen pages overwritten": _overwrite(4096 * 20, 4096 * 16, seed=3),
    "one word changed": _said_otherwise,
    "a row taken away": _sql("DELETE FROM rows_voices WHERE id = 7"),
    "an index entry taken away": _sql("DELETE FROM entries WHERE kind = 'voices' AND id = 9"),
    "an index entry put in": _sql("INSERT INTO entries VALUES ('voices', 'child', 'sD1', 200)"),
    "a table taken away": _sql("DROP TABLE entries"),
    "the rows of a kind taken away": _sql("DROP TABLE rows_contacts"),
    "a body that is no document": _sql("UPDATE rows_voices SET body = x'00ff' WHERE id = 3"),
    "a body without its end": _sql("UPDATE rows_voices SET body = substr(body, 1, 20) WHERE id = 3"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(harmed, name):
    store = harmed(DAMAGE[name])
    if store is not None:
        assert store.faults()
        store.close()


def test_what_is_sound_is_called_whole(harmed):
    store = harmed(lambda file: None)
    assert store.structural_faults() == store.faults() == []
    store.close()


def _looks_right_or_is_refused(sound, store):
    """Data that is called whole is, to the last word, what was kept."""
    if store is None or store.faults():
        return
    kept = open_store("plain", sound)
    assert _documents(store) == _documents(kept)
    kept.close()
    store.close()


@pytest.mark.parametrize("seed", range(30))
def test_bytes_changed_anywhere_never_pass_for_words(sound, harmed, seed):
    chance = random.Random(seed)
    size = (sound / FILE).stat().st_size
    harm = _overwrite(chance.randrange(100, size), chance.choice((1, 8, 200)), seed=seed)
    _looks_right_or_is_refused(sound, harmed(harm))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1400))
def test_bytes_changed_in_four_hundred_places_never_pass_for_words(sound, harmed, seed):
    chance = random.Random(seed)
    size = (sound / FILE).stat().st_size
    harm = _overwrite(chance.randrange(100, size), chance.choice((1, 8, 200, 5000)), seed=seed)
    _looks_right_or_is_refused(sound, harmed(harm))


def test_a_changed_word_is_refused_when_it_is_read(harmed):
    store = harmed(_said_otherwise)
    with pytest.raises(Damaged):
        _documents(store)
    store.close()


def test_a_body_of_before_the_checksums_is_read():
    assert unpack(b'{"words": "heard"}') == {"words": "heard"}


@pytest.mark.parametrize("place", [0, 5, -1, -5, -9])
def test_a_body_that_does_not_fit_its_checksum_is_refused(place):
    body = bytearray(pack({"words": "they listened"}))
    body[place] ^= 1
    with pytest.raises(Damaged):
        unpack(bytes(body))


async def test_the_long_look_is_remembered(harmed):
    store = harmed(_said_otherwise)
    assert store.found_faults == []
    assert await store.look_for_faults()
    assert "voices" in store.found_faults[0]
    store.close()
