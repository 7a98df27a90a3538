"""What every engine must hold about values that may stand once, and about hashed ones."""

import pytest
from engines import CONTACTS
from tinydb import where

from storage import Taken


@pytest.fixture
def do(store):
    return lambda step: store.write_now(lambda db: step(db.table(CONTACTS)))


def test_a_unique_value_stands_once(do):
    do(lambda t: t.insert({"name": "aunt", "phone": "07700900001"}))
    with pytest.raises(Taken) as taken:
        do(lambda t: t.insert({"name": "uncle", "phone": "07700900001"}))
    assert (taken.value.kind, taken.value.field) == ("contacts", "phone")
    other = do(lambda t: t.insert({"name": "uncle", "phone": "07700900002"}))
    with pytest.raises(Taken):
        do(lambda t: t.replace(other, {"name": "aunt"}))
    with pytest.raises(Taken):
        do(lambda t: t.update({"name": "aunt"}, doc_ids=[other]))
    assert do(lambda t: t.get(doc_id=other)) == {"name": "uncle", "phone": "07700900002"}


def test_a_document_may_keep_its_own_unique_value(do):
    number = do(lambda t: t.insert({"name": "aunt"}))
    assert do(lambda t: t.replace(number, {"name": "aunt", "phone": "07700900001"})).revision == 2


def test_a_unique_value_is_free_again_when_its_document_is_gone(do):
    number = do(lambda t: t.insert({"name": "aunt"}))
    do(lambda t: t.remove(doc_ids=[number]))
    assert do(lambda t: t.insert({"name": "aunt"}))


def test_absent_and_null_may_stand_often(do):
    do(lambda t: t.insert_multiple([{}, {}, {"name": None}, {"name": None}]))
    assert do(len) == 4


def test_long_texts_are_compared_whole(do):
    long = "x" * 300
    do(lambda t: t.insert_multiple([{"name": long + "a"}, {"name": long + "b"}]))
    with pytest.raises(Taken):
        do(lambda t: t.insert({"name": long + "b"}))
    assert do(lambda t: t.count(where("name") == long + "a")) == 1


def test_two_of_the_same_in_one_step_keep_neither(do):
    with pytest.raises(Taken):
        do(lambda t: t.insert_multiple([{"name": "aunt"}, {"name": "aunt"}]))
    assert do(len) == 0


def test_a_hashed_value_is_found_and_does_not_stand_in_the_index(store, do):
    do(lambda t: t.insert({"name": "aunt", "phone": "07700900001"}))
    found = do(lambda t: t.get(where("phone") == "07700900001"))
    assert found["name"] == "aunt"
    session = store.engine.writer()
    statement = "SELECT value FROM entries WHERE kind = 'contacts' AND field = 'phone'"
    keys = [key if isinstance(key, str) else key.decode() for (key,) in session.connection.execute(statement)]
    assert len(keys) == 1
    assert "0900001" not in keys[0]
