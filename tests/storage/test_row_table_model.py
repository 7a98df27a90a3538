"""Whatever is done to it, a RowTable answers as a TinyDB table in memory does."""

import tempfile
from pathlib import Path
from typing import Any

from engines import SECRET
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from storage import Kind, Store

KIND = Kind("things", indexed=("a", "b.c"), hashed=("d",))

scalars = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from([0.5, -0.0, 2.0, "", "x", "xy", "2"]))
values = scalars | st.lists(scalars, max_size=3) | st.fixed_dictionaries({"c": scalars})
documents = st.dictionaries(st.sampled_from(["a", "b", "d", "e"]), values, max_size=4)
PATHS = {"a": where("a"), "b.c": where("b").c, "d": where("d"), "e": where("e"), "b": where("b")}
paths = st.sampled_from(sorted(PATHS))  # names: a bare query answers to any attribute, which hypothesis trips over

# To TinyDB a number that is looked for in a text is a TypeError; a text that the index leaves out is never asked.
texts = st.sampled_from(["", "x", "xy", "2"])

equalities = st.builds(lambda path, value: PATHS[path] == value, paths, values)
others = st.one_of(
    st.builds(lambda path, value: PATHS[path] != value, paths, values),
    st.builds(lambda path: PATHS[path].exists(), paths),
    st.builds(lambda path, many: PATHS[path].one_of(many), paths, st.lists(scalars, max_size=3)),
    st.builds(lambda path, many: PATHS[path].any(many), paths, st.lists(scalars, max_size=3)),
    st.builds(lambda path, many: PATHS[path].all(many), paths, st.lists(texts, max_size=3)),
    st.builds(lambda path: PATHS[path].test(lambda value: isinstance(value, str)), paths),
)
conditions = st.recursive(
    equalities | others,
    lambda inner: st.one_of(
        st.builds(lambda one, two: one & two, inner, inner),
        st.builds(lambda one, two: one | two, inner, inner),
        st.builds(lambda one: ~one, inner),
    ),
    max_leaves=4,
)
numbers = st.lists(st.integers(1, 8), max_size=3, unique=True)


def remove_e(document: Any) -> None:
    document.pop("e", None)


steps = st.one_of(
    st.tuples(st.just("insert"), documents),
    st.tuples(st.just("insert_multiple"), st.lists(documents, max_size=4)),
    st.tuples(st.just("search"), conditions),
    st.tuples(st.just("get"), conditions),
    st.tuples(st.just("count"), conditions),
    st.tuples(st.just("contains"), conditions),
    st.tuples(st.just("update"), documents, conditions),
    st.tuples(st.just("update"), st.just(remove_e), conditions),
    st.tuples(st.just("update"), documents, st.none(), numbers),
    st.tuples(st.just("update_multiple"), st.lists(st.tuples(documents, conditions), max_size=2)),
    st.tuples(st.just("upsert"), documents, conditions),
    st.tuples(st.just("remove"), conditions),
    st.tuples(st.just("remove"), st.none(), numbers),
    st.tuples(st.just("truncate")),
    st.tuples(st.just("all")),
)

folder = tempfile.TemporaryDirectory(prefix="heard-model-")
store = Store.open(Path(folder.name), [KIND], secret=SECRET)


def outcome(table: Any, step: tuple[Any, ...]) -> Any:
    """What a step gives, with the numbers of documents."""
    found = getattr(table, step[0])(*step[1:])
    if isinstance(found, list):
        return [(getattr(each, "doc_id", None), each) for each in found]
    return getattr(found, "doc_id", None), found


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=25))
def test_a_row_table_behaves_like_a_table_in_memory(program):
    model = TinyDB(storage=MemoryStorage).table("things", cache_size=0)

    def verb(db):
        table = db.table(KIND)
        table.truncate()
        for step in program:
            assert outcome(table, step) == outcome(model, step), step
        assert [(each.doc_id, each) for each in table] == [(each.doc_id, each) for each in model]

    store.write_now(verb)
    store.read(lambda db: index_is_exact(db))


def index_is_exact(db):
    """The entries are those that an index built anew would have."""
    table = db.table(KIND)
    connection = db.session.connection
    kept = set(connection.execute("SELECT field, value, id FROM entries WHERE kind = 'things'"))
    indexing = table._indexing
    assert kept == {(field, key, each.doc_id) for each in table for field, key in indexing.entries(each)}
