"""What is brought from one engine to another is the same there, to the last number, and a copy is whole."""

from contextlib import closing

import pytest
from engines import CONTACTS, VOICES, open_store
from tinydb import where

from storage.moving import bring, differences


def _some(db):
    db.table(VOICES).insert_multiple({"child": f"D{n % 7}", "words": f"nul \0 and ሰሚዖምኒ {n}"} for n in range(250))
    db.table(CONTACTS).insert({"name": "aunt", "phone": "07700900001"})


def _more(db):
    db.table(VOICES).replace(3, {"words": "said anew"})
    db.table(VOICES).remove(doc_ids=[250])  # whose number is not given again


@pytest.fixture
def filled(store):
    store.write_now(_some)
    store.write_now(_more)
    return store


@pytest.mark.parametrize("to", ["plain", "postgres"])
def test_what_is_brought_is_the_same(filled, tmp_path, to):
    with closing(open_store(to, tmp_path / "other", [])) as other:
        target = other.engine.writer()
        with filled.engine.reading() as source:
            target.begin()
            assert bring(source, target, filled.indexings, lambda: None) == 250
            assert differences(source, target) == []
            target.commit()
    with closing(open_store(to, tmp_path / "other")) as other:
        assert other.faults() == []
        assert other.read(lambda db: db.table(VOICES).get(doc_id=3)).revision == 2
        assert other.read(lambda db: db.table(CONTACTS).count(where("phone") == "07700900001")) == 1
        assert other.write_now(lambda db: db.table(VOICES).insert({})) == 251


def test_what_differs_is_told(filled, tmp_path):
    with closing(open_store("plain", tmp_path / "other")) as other:
        other.write_now(lambda db: db.table(VOICES).insert({"child": "D0"}))
        with filled.engine.reading() as source, other.engine.reading() as target:
            found = differences(source, target)
    assert found[0] == "Document 1 of contacts is not the same."
    assert len(found) == 20


def test_a_copy_is_made_while_others_write_and_is_whole(filled, tmp_path):
    copied = filled.copy_to(tmp_path / "copy", lambda: None)
    assert copied.counts == {"contacts": 1, "counters": 0, "voices": 249}
    beside = filled.engine.beside(tmp_path / "copy")
    with closing(beside), filled.engine.reading() as here, beside.reading() as copy:
        assert differences(here, copy) == []
