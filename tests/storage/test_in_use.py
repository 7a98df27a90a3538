"""A folder that was never copied is never taken for a copy: whoever opens, closes or is killed beside whom."""

import os
import random
import time
from pathlib import Path

import pytest

from storage.errors import Unreadable
from storage.sqlite.engine import SqliteEngine
from storage.sqlite.in_use import mark_of
from storage.sqlite.layout import file_of, log_of
from tests.commands import PATIENCE, beginning

KILLED, REFUSED, FAILED = 9, 1, 2
SECONDS = 1.0


@pytest.mark.parametrize("kills", [0.0, 0.2])
def test_programs_that_come_go_and_are_killed_open_it_again(on_disk: Path, kills: float) -> None:
    folder, until = on_disk / "data", time.time() + SECONDS
    SqliteEngine(folder).close()
    ends: list[int | None] = []
    running = [beginning(_come_and_go, folder, until, kills) for _ in range(4)]
    for process in running:  # those that are begun meanwhile too
        process.join(PATIENCE)
        ends.append(process.exitcode)
        if process.exitcode == KILLED and time.time() < until:
            running.append(beginning(_come_and_go, folder, until, kills))
    assert set(ends) <= {0, KILLED}
    assert KILLED in ends or not kills
    SqliteEngine(folder).close()
    assert [one for one in (mark_of(file_of(folder)), log_of(file_of(folder))) if one.exists()] == []


def _come_and_go(folder: Path, until: float, kills: float) -> None:
    """Runs in a process of its own, and does not return."""
    chance = random.Random(os.getpid())
    try:
        while time.time() < until:
            engine = SqliteEngine(folder)
            with engine.reading() as session:
                session.schema()
            if chance.random() < kills:
                os._exit(KILLED)
            engine.close()
        os._exit(0)
    except Unreadable:
        os._exit(REFUSED)
    finally:
        os._exit(FAILED)
