"""A process that is killed while it writes has lost nothing that it acknowledged."""

import random
import shutil
import signal
import time

import pytest
from engines import FILES
from faults import check, said, start


def kill_once(engine, folder, after: float) -> set[str]:
    child = start(engine, folder)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    output, errors = child.communicate(timeout=30)
    assert child.returncode == -signal.SIGKILL, errors
    return said(output, "kept")


def kill_often(engine, folder, times: int) -> int:
    kept: set[str] = set()
    for n in range(times):
        kept |= kill_once(engine, folder, random.Random(n).uniform(0.01, 0.25))
        check(engine, folder, kept)
    return len(kept)


def test_ten_kills_under_load_lose_nothing(engine, on_disk):
    assert kill_often(engine, on_disk / "data", 10) > 100


@pytest.mark.soak
def test_a_hundred_and_fifty_kills_under_load_lose_nothing(engine, on_disk):
    total = 0
    for n in range(15):
        total += kill_often(engine, on_disk / f"{n}" / "data", 10)
    print(f"{total} acknowledged units of work, none lost")


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("engine", FILES)
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync"])
@pytest.mark.parametrize("at", [1, 2, 3, 5, 8, 13, 21, 34, 55, 89])
def test_a_kill_at_the_nth_write_or_fsync_loses_nothing(engine, on_disk, call, at):
    folder = on_disk / "data"
    inject = f"inject={call}:signal=KILL:when={at}"
    child = start(engine, folder, "strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
    output, _ = child.communicate(timeout=60)
    check(engine, folder, said(output, "kept"))
