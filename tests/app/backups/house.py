"""A data folder that is served, a place for its backups, and the day on which the machine is lost."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app import data_folder, last_known
from app.opening import noted_file, open_store, utc_now
from app.settings import Settings
from people import audit
from people.actor import COMMAND_LINE
from people.audit import AUDIT
from storage.store import Database, Store


class House:
    """One installation."""

    def __init__(self, folder: Path) -> None:
        self.data, self.backups = folder / "data", folder / "backups"
        self.backups.mkdir()
        self.settings = Settings(data=self.data)
        data_folder.prepare(self.data, demo=False)
        self.store = open_store(self.settings)

    def open(self, clock: Callable[[], datetime] = utc_now) -> Store:
        return open_store(self.settings, clock)

    def is_lost(self) -> None:
        """The folder is gone with its last word noted beside it; the secret is in its own safe place."""
        last_known.note(self.store, noted_file(self.settings))
        self.store.close()
        shutil.rmtree(self.data)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.store.close()


def wrote(store: Store, number: int, words: str = "") -> None:
    """So many entries in the trail, each with words beside it."""

    def write(db: Database) -> None:
        for n in range(number):
            audit.record(db, COMMAND_LINE, "tests.wrote", n=n, words=words)

    store.write_now(write)


def entries(store: Store) -> list[int]:
    """The numbers of what the tests wrote."""
    try:
        return [
            one["about"]["n"] for one in store.read(lambda db: db.table(AUDIT).all()) if one["action"] == "tests.wrote"
        ]
    finally:
        store.close()
