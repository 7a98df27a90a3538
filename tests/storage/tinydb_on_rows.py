"""A pytest plugin under which `TinyDB(…)` keeps its tables in our rows; each call is a unit of work of its own."""

import functools
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tinydb
import tinydb.database
from engines import open_store

from storage import Document, Kind, RowTable, Store
from tests.postgres import drop_database_of

sys.modules.pop("tests", None)  # TinyDB's own tests are a package of that name

NAMES = ["_default", "table", "foo", "persisted", "nonpersisted", "table1", "table2", "table3", "table4"]
NAMES += ["some-other-table", "non-existent-table-name"]
# Some fields are indexed, so that the suite meets both ways of finding.
KINDS = {name: Kind(name, indexed=("int", "network.id", "value")) for name in NAMES}

ON = os.environ["TINYDB_ON"]
OPENED: dict[Store, Path] = {}


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """The suite closes little of what it opens, and a server has no more than so many connections and so much room."""
    for store in OPENED:
        store.close()
    for folder in set(OPENED.values()) if ON == "postgres" else ():
        drop_database_of(folder)
    OPENED.clear()


class RowsAsStorage:
    """What TinyDB asks of a storage, over a store."""

    def __init__(self, path: Any = None, *_: Any, **__: Any) -> None:
        folder = Path(tempfile.mkdtemp(prefix="tinydb-suite-")) if path is None else Path(f"{path}.rows")
        self.store = open_store(ON, folder, KINDS.values())
        OPENED[self.store] = folder

    def read(self) -> dict[str, Any]:
        tables = self.store.read(lambda db: {name: db.table(kind).all() for name, kind in KINDS.items()})
        return {name: documents for name, documents in tables.items() if documents}

    def write(self, tables: dict[str, Any]) -> None:
        gone = [kind for name, kind in KINDS.items() if name not in tables]
        self.store.write_now(lambda db: [db.table(kind).truncate() for kind in gone])

    def close(self) -> None:
        self.store.close()


def _in_a_unit_of_work(name: str) -> Any:
    method = getattr(RowTable, name)

    @functools.wraps(method)
    def call(self: "StandingTable", *args: Any, **kwargs: Any) -> Any:
        return self._rows.store.write_now(lambda db: method(db.table(KINDS[self.name]), *args, **kwargs))

    return call


class StandingTable(RowTable):
    """A table that lives longer than a unit of work."""

    def __init__(self, rows: RowsAsStorage, name: str, **_: Any) -> None:
        self._rows = rows
        self._name = name

    def __iter__(self) -> Iterator[Document]:
        return iter(self._rows.store.read(lambda db: db.table(KINDS[self.name]).all()))


for _name in ("insert", "insert_multiple", "all", "search", "get", "contains", "update", "update_multiple", "upsert"):
    setattr(StandingTable, _name, _in_a_unit_of_work(_name))
for _name in ("remove", "truncate", "count", "_get_next_id", "__len__"):
    setattr(StandingTable, _name, _in_a_unit_of_work(_name))


class TinyDB(tinydb.TinyDB):
    table_class = StandingTable

    def __init__(self, path: Any = None, **_: Any) -> None:
        super().__init__(path, storage=RowsAsStorage)


tinydb.TinyDB = tinydb.database.TinyDB = TinyDB  # type: ignore[misc]
