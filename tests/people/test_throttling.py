"""Tries are counted in the store, so that a second process and a restart begin with what was counted."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.opening import KINDS
from people.errors import Throttled
from people.throttling import Limit, take
from storage.store import Store
from tests.commands import apart
from tests.conftest import SECRET

LIMIT = Limit("a door", each=3, within=timedelta(hours=1), crowd=100, crowd_within=timedelta(hours=1), in_crowd=1)
LET_IN, HELD = 0, 7  # what the other process ends with


def test_two_processes_on_one_store_share_a_limit(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with_open = Store.open(folder, KINDS, secret=SECRET)
    try:
        with_open.write_now(take, LIMIT, "198.51.100.7")
        assert apart(_try, folder, "198.51.100.7") == LET_IN
        with_open.write_now(take, LIMIT, "198.51.100.7")
        assert apart(_try, folder, "198.51.100.7") == HELD
        assert apart(_try, folder, "198.51.100.8") == LET_IN  # nobody else is held for it
        with pytest.raises(Throttled):
            with_open.write_now(take, LIMIT, "198.51.100.7")
    finally:
        with_open.close()


def _try(folder: Path, source: str) -> None:
    store = Store.open(folder, KINDS, secret=SECRET)
    try:
        store.write_now(take, LIMIT, source)
    except Throttled:
        raise SystemExit(HELD) from None
    finally:
        store.close()
