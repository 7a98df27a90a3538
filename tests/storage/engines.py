"""Every engine that the contract suite runs on, and how the tests open a store on it."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))  # for the processes that the tests start

from storage import Kind, Store
from storage.engine import Engine
from storage.postgres.engine import PostgresEngine
from storage.sqlite.engine import SqliteEngine
from tests.postgres import database_of

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "encrypted": lambda folder: SqliteEngine(folder, (bytes(range(32)),)),
    "plain": SqliteEngine,
    "postgres": lambda folder: PostgresEngine(database_of(folder), (bytes(range(32)),)),
}

FILES = ("encrypted", "plain")  # what is about a file and its disk

SECRET = b"a secret of the tests, of no use elsewhere"

VOICES = Kind("voices", indexed=("child", "heard_at", "tags", "said.lang"))
CONTACTS = Kind("contacts", indexed=("name",), hashed=("phone",), unique=("name", "phone"))
COUNTERS = Kind("counters", indexed=("name",))
KINDS = (VOICES, CONTACTS, COUNTERS)


def open_store(engine: str, folder: Path, kinds: Iterable[Kind] = KINDS, **more: Any) -> Store:
    return Store(ENGINES[engine](folder), kinds, **{"secret": SECRET, **more})
