"""Several threads and several processes write to one store, and no update is lost."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from engines import COUNTERS
from test_group_commit import count_up
from tinydb import where

TOGETHER = 60


def counted(store) -> int:
    return store.read(lambda db: db.table(COUNTERS).get(where("name") == "n"))["value"]


@pytest.fixture
def folder(on_disk):
    return on_disk / "data"


def test_eight_threads_lose_no_update(store):
    def work():
        for _ in range(TOGETHER):
            store.write_now(count_up)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(store) == 8 * TOGETHER


def test_four_processes_lose_no_update(opened, engine, folder):
    store = opened()
    command = [sys.executable, str(Path(__file__).with_name("child_counting.py")), engine, str(folder)]
    children = [subprocess.Popen([*command, str(TOGETHER)]) for _ in range(4)]
    assert [child.wait(60) for child in children] == [0, 0, 0, 0]
    assert counted(store) == 4 * TOGETHER


def test_four_processes_may_open_a_new_store_at_once(opened, engine, folder):
    command = [sys.executable, str(Path(__file__).with_name("child_counting.py")), engine, str(folder)]
    children = [subprocess.Popen([*command, "1"]) for _ in range(4)]
    assert [child.wait(60) for child in children] == [0, 0, 0, 0]
    assert counted(opened()) == 4
