"""A full or failing disk is told to every caller, keeps nothing half done, and is got over."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from engines import FILES, VOICES, open_store
from faults import check, said, start

from storage import NotSaved
from tests.commands import apart

BALLAST = "ballast"


@pytest.fixture(params=FILES)
def engine(request):
    return request.param


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root can make a small disk; the file size limit is tested instead")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_up(store) -> list[str]:
    """Writes until the disk is full and returns what was acknowledged."""
    kept: list[str] = []
    with contextlib.suppress(NotSaved):
        while True:
            store.write_now(lambda db: db.table(VOICES).insert({"child": f"{len(kept)}", "words": "x" * 20_000}))
            kept.append(f"{len(kept)}")
    return kept


def names(store) -> list[str]:
    return [voice["child"] for voice in store.read(lambda db: db.table(VOICES).all())]


def test_a_full_disk_refuses_and_keeps_what_was_acknowledged_and_goes_on_with_room(engine, small_disk):
    (small_disk / BALLAST).write_bytes(b"b" * 1_000_000)
    store = open_store(engine, small_disk / "data")
    kept = fill_up(store)
    assert len(kept) > 10
    for _ in range(3):
        with pytest.raises(NotSaved, match=r"The disk is full|refused to write"):
            store.write_now(lambda db: db.table(VOICES).insert({"child": "late", "words": "x" * 20_000}))
    assert names(store) == kept

    (small_disk / BALLAST).unlink()
    store.write_now(lambda db: db.table(VOICES).insert({"child": "again", "words": "x" * 20_000}))
    store.close()
    reopened = open_store(engine, small_disk / "data")
    assert names(reopened) == [*kept, "again"]
    reopened.close()


def test_a_full_disk_loses_nothing_when_the_process_dies_there(engine, small_disk):
    child = start(engine, small_disk / "data")
    assert child.stdout is not None
    output = ""
    while "refused" not in output:
        output += child.stdout.readline()
    while output.count("refused") < 20:  # a while longer: what is refused must stay refused
        output += child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    output += child.communicate(timeout=30)[0]
    saved = small_disk.parent / "saved"
    shutil.copytree(small_disk / "data", saved)
    check(engine, saved, said(output, "kept"), said(output, "refused"))


def test_the_limit_of_a_files_size_refuses_and_keeps_what_was_acknowledged(engine, on_disk):
    folder = on_disk / "data"
    assert apart(_write_to_the_limit, engine, folder, on_disk / "kept") == 0
    kept = (on_disk / "kept").read_text().split()
    store = open_store(engine, folder)
    assert names(store) == kept
    store.close()


def _write_to_the_limit(engine: str, folder: Path, report: Path) -> None:
    """Runs in a process of its own: writes until no file may grow, and notes what was acknowledged. Does not return."""
    status = 1
    try:
        store = open_store(engine, folder)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
        kept = fill_up(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        store.write_now(lambda db: db.table(VOICES).insert({"child": "again"}))
        report.write_text(" ".join([*kept, "again"]))
        status = 0 if len(kept) > 5 else 2
    finally:
        os._exit(status)


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize(
    ("call", "when"),
    [("fdatasync", when) for when in ("3", "7", "20", "41", "10+10", "5..15", "30+", "31+", "32+", "33+")]
    + [("pwrite64", when) for when in ("60", "77", "200", "411", "100+10", "105..115", "300+")],
)
def test_a_disk_that_fails_at_a_call_refuses_and_is_got_over(engine, on_disk, call, when):
    """After it, the process is killed at once: what was refused must not come back from the log."""
    folder = on_disk / "data"
    open_store(engine, folder).close()
    inject = f"inject={call}:error=EIO:when={when}"
    child = start(engine, folder, "strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
    time.sleep(2.5)
    for traced in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split():
        os.kill(int(traced), signal.SIGKILL)
    output, errors = child.communicate(timeout=30)
    assert "Traceback" not in errors
    assert said(output, "refused"), "the fault was not met"
    check(engine, folder, said(output, "kept"), said(output, "refused"))
