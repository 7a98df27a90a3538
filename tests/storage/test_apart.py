"""Work in a process of its own: on the same rows, with the secret told to nobody else, and ended with us."""

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from engines import SECRET, open_store
from tinydb import where

from storage import Store
from storage.apart import Killed, apart
from storage.databases import open_database
from storage.errors import NotSaved, StorageError
from tests.postgres import begin, database_of
from tests.storage.errands import COUNTERS, count, count_apart, die_apart, fail_apart, go_on_apart

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data", [COUNTERS], secret=SECRET, keys=[KEY], clock=lambda: NOW)
    yield opened
    opened.close()


def counted(store: Store, name: str) -> list[datetime]:
    found = store.read(lambda db: db.table(COUNTERS).search(where("name") == name))
    return [datetime.fromisoformat(one["at"]) for one in found]


async def test_it_writes_the_same_rows_at_our_time_and_we_hear_of_it_and_the_secret_is_told_to_nobody(
    store: Store,
) -> None:
    heard = asyncio.Event()
    store.subscribe("counters", heard.set)
    store.write_now(count, "here")
    heard.clear()
    told = await apart(store, count_apart, "there")
    assert told["number"] == 2
    (at,) = counted(store, "there")
    assert (at - NOW).total_seconds() < 60
    await asyncio.wait_for(heard.wait(), 10)
    assert told["process"] != os.getpid()
    assert told["nice"] > os.nice(0)
    for secret in (SECRET, SECRET.hex().encode(), KEY, KEY.hex().encode()):
        assert secret not in told["cmdline"] + told["environ"]


async def test_on_postgresql_just_so(tmp_path: Path) -> None:
    begin()
    opened = open_database(database_of(tmp_path), [COUNTERS], secret=SECRET)
    assert (await apart(opened, count_apart, "there"))["number"] == 1
    assert len(counted(opened, "there")) == 1
    opened.close()


async def test_what_it_raises_is_raised_here_and_a_killed_one_is_told(store: Store) -> None:
    with pytest.raises(NotSaved, match="no room"):
        await apart(store, fail_apart, "no room")
    with pytest.raises(Killed, match="was ended"):
        await apart(store, die_apart)


async def test_it_ends_with_whoever_waited_for_it(store: Store) -> None:
    begun = asyncio.Event()
    store.subscribe("counters", begun.set)
    waiting = asyncio.create_task(apart(store, go_on_apart))
    await asyncio.wait_for(begun.wait(), 30)
    waiting.cancel()
    many = []
    for _ in range(60):
        many.append(len(counted(store, "on and on")))
        if many[-3:] == [many[-1]] * 3:
            return
        await asyncio.sleep(0.25)
    raise AssertionError(f"It goes on: {many}.")


async def test_a_store_whose_place_nobody_has_said_is_not_opened_elsewhere(tmp_path: Path) -> None:
    opened = open_store("plain", tmp_path / "data")
    with pytest.raises(StorageError, match="no other process"):
        await apart(opened, fail_apart, "")
    opened.close()
