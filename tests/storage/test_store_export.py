"""An export is a file that stock TinyDB opens, whole or not there at all."""

import json
import threading

import pytest
from engines import CONTACTS, VOICES
from tinydb import TinyDB, where

from storage.export import export

WORDS = ["they listened", "استمعوا إليّ", "ሰሚዖምኒ", 'an "odd" one \\ \n', "😀"]


def test_stock_tinydb_opens_an_export(store, tmp_path):
    store.write_now(lambda db: db.table(VOICES).insert_multiple({"words": words} for words in WORDS))
    number = store.write_now(lambda db: db.table(CONTACTS).insert({"name": "aunt", "deep": {"list": [1, None, 2.5]}}))
    store.write_now(lambda db: db.table(VOICES).remove(doc_ids=[2]))
    assert export(store, tmp_path / "all.json") == 5
    with TinyDB(tmp_path / "all.json") as db:
        assert db.tables() == {"_export", "voices", "contacts"}
        assert db.table("voices").all() == store.read(lambda db: db.table(VOICES).all())
        assert db.table("voices").get(where("words") == WORDS[2]).doc_id == 3
        assert db.table("contacts").get(doc_id=number)["deep"] == {"list": [1, None, 2.5]}


def test_an_empty_store_exports_too(store, tmp_path):
    assert export(store, tmp_path / "all.json") == 0
    assert json.loads((tmp_path / "all.json").read_bytes()) == {"_export": {"1": {"schema": 0}}}


def test_an_export_shows_one_moment_while_the_store_is_written_to(store, tmp_path):
    stop = threading.Event()

    def pair(db):
        db.table(VOICES).insert({})
        db.table(CONTACTS).insert({})

    def work():
        while not stop.is_set():
            store.write_now(pair)

    writer = threading.Thread(target=work)
    writer.start()
    for n in range(5):
        export(store, tmp_path / f"{n}.json")
    stop.set()
    writer.join()
    for n in range(5):
        found = json.loads((tmp_path / f"{n}.json").read_bytes())
        assert list(found.get("voices", {})) == list(found.get("contacts", {}))


def test_an_export_that_fails_leaves_the_last_one_and_no_rest(store, tmp_path, monkeypatch):
    file = tmp_path / "exports" / "all.json"
    with pytest.raises(FileNotFoundError):
        export(store, file)
    file.parent.mkdir()
    export(store, file)
    monkeypatch.setattr("storage.export.all_rows", lambda *_: 1 // 0)
    store.write_now(lambda db: db.table(VOICES).insert({}))
    with pytest.raises(ZeroDivisionError):
        export(store, file)
    assert [path.name for path in file.parent.iterdir()] == ["all.json"]
    assert list(json.loads(file.read_bytes())) == ["_export"]
    assert file.stat().st_mode & 0o077 == 0
