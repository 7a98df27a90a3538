"""What is told from the index alone, for lists of which only a page is drawn."""

import pytest
from engines import VOICES

from storage.keys import key_of, value_of
from storage.queries import Holding


@pytest.fixture
def do(store):
    """Runs a step on the voices in a unit of work of its own."""
    return lambda step: store.write_now(lambda db: step(db.table(VOICES)))


@pytest.fixture
def no_rows(monkeypatch, store):
    """From now on, looking at any document is an error."""
    reader = type(store.engine.writer())
    for name in ("rows_after", "rows_within", "row", "walk", "first_within"):
        monkeypatch.setattr(reader, name, lambda *_, **__: pytest.fail("a document was read"))


def test_a_column_holds_each_value_by_number_in_its_order(do, no_rows):
    do(lambda t: t.insert_multiple({"child": child} for child in ("D3", "D1", "D2")))
    assert list(do(lambda t: t.column("child")).items()) == [(2, "D1"), (3, "D2"), (1, "D3")]


def test_several_columns_are_each_in_their_own_order(do, no_rows):
    do(lambda t: t.insert_multiple([{"child": "é", "heard_at": 2}, {"child": "a", "heard_at": 10}, {"child": "Z"}]))
    found = do(lambda t: t.columns(["heard_at", "child"]))
    assert [[*each.items()] for each in found.values()] == [[(1, 2), (2, 10)], [(3, "Z"), (2, "a"), (1, "é")]]


def test_a_column_leaves_out_who_has_no_value(do):
    do(lambda t: t.insert_multiple([{}, {"child": None}, {"child": {"deep": 1}}, {"child": "x" * 200}, {"child": 7}]))
    assert do(lambda t: t.column("child")) == {5: 7}


def test_a_column_follows_what_is_changed(do):
    number = do(lambda t: t.insert({"child": "D1"}))
    do(lambda t: t.replace(number, {"child": "D2"}))
    assert do(lambda t: t.column("child")) == {number: "D2"}


def test_what_keeps_no_order_has_no_column(do):
    with pytest.raises(ValueError, match="no index 'words'"):
        do(lambda t: t.column("words"))


@pytest.mark.parametrize("value", ["", "D1", "x" * 199, 0, 1, -1, 2.5, -2.5, 1e300, 2**53])
def test_a_key_tells_the_value_it_was_made_of(value):
    assert value_of(key_of(value)) == value


def test_what_a_list_or_a_field_holds_is_counted_in_the_index(do, no_rows):
    do(lambda t: t.insert_multiple([{"tags": ["a", "b"]}, {"tags": "b"}, {"tags": ["c"]}, {"tags": 4}, {"tags": True}]))
    counts = [do(lambda t, one=one: t.count(Holding("tags", one))) for one in ("a", "b", "d", 4, 1)]
    assert counts == [1, 2, 0, 1, 1]


def test_what_the_index_cannot_tell_apart_is_still_counted_right(do):
    long, big = "x" * 250, 2**60
    do(lambda t: t.insert_multiple([{"child": long}, {"child": long + "y"}, {"child": big}, {"child": big + 1}]))
    assert do(lambda t: t.count(Holding("child", long))) == 1
    assert do(lambda t: t.count(Holding("child", big))) == 1
