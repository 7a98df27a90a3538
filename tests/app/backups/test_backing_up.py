"""The running program is backed up, the machine is lost, and everything that was acknowledged before is there again."""

import json
import os
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from app import data_folder
from app.backups import making
from app.backups.errors import CannotBackUp
from app.backups.making import Source, back_up, complete_ones, keep_newest
from app.backups.manifest import NAME
from app.opening import open_store
from app.settings import Settings
from people import audit
from people.actor import COMMAND_LINE
from people.backups import standing
from storage.sqlite.layout import FILE
from storage.store import Database
from tests.app.backups.house import House, entries, house, wrote
from tests.commands import apart, heard
from tests.harm import change_a_word
from tests.server import HEARD

__all__ = ["house"]


def made(house: House) -> Path:
    return back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)


def refusal(house: House, folder: Path | None = None) -> str:
    with pytest.raises(CannotBackUp) as refused:
        back_up(Source(house.store, house.data, COMMAND_LINE), folder or house.backups)
    return str(refused.value)


def test_it_says_what_made_it_when_and_what_it_holds(house: House) -> None:
    wrote(house.store, 7)
    backup = made(house)
    about = json.loads((backup / NAME).read_text())
    assert about["made_by"].startswith("heard ")
    assert about["counts"]["audit"] == 7
    assert about["at"].endswith("+00:00")
    assert about["size"] == (backup / FILE).stat().st_size
    assert sorted(one.name for one in backup.iterdir()) == [NAME, FILE]
    assert backup.stat().st_mode & 0o077 == 0
    assert (backup / FILE).stat().st_mode & 0o077 == 0


def test_the_secret_is_not_in_it(house: House) -> None:
    wrote(house.store, 1)
    secret = data_folder.secret_place(house.data, None).read_bytes()
    assert all(secret not in one.read_bytes() for one in made(house).iterdir())


def test_it_is_on_record_and_audited(house: House) -> None:
    backup = made(house)
    newest = house.store.read(audit.newest)
    assert newest is not None
    assert (newest["action"], newest["about"]["name"]) == ("backup.made", backup.name)
    assert house.store.read(standing).last_good is not None


def test_while_another_thread_writes_what_was_acknowledged_before_is_there(house: House) -> None:
    stop, kept = threading.Event(), []

    def write_on() -> None:
        while not stop.is_set():
            kept.append(house.store.write_now(_numbered, len(kept)))

    writing = threading.Thread(target=write_on)
    writing.start()
    while len(kept) < 50:
        time.sleep(0.01)
    before = len(kept)
    backup = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups, lambda: time.sleep(0.02))
    after = len(kept)
    stop.set()
    writing.join()
    house.is_lost()
    assert after > before, "nobody wrote meanwhile"
    restored = heard("restore", str(backup), "--data", str(house.data))
    assert restored.returncode == 0, restored.stderr
    assert heard("verify", "--data", str(house.data)).stdout == "The data and the audit trail are whole.\n"
    assert set(range(before)) <= set(entries(house.open()))


def test_the_command_backs_up_what_another_process_serves(house: House) -> None:
    wrote(house.store, 5)
    done = heard("backup", str(house.backups), "--data", str(house.data))
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).parent == house.backups
    assert "secret is not in it" in done.stderr
    wrote(house.store, 5)  # the server goes on


def test_a_kill_leaves_no_half_one_under_its_name(house: House) -> None:
    wrote(house.store, 400, "x" * 20_000)
    backup = subprocess.Popen(
        [HEARD, "backup", str(house.backups), "--data", str(house.data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while backup.poll() is None and not list(house.backups.glob(f"{making.PART}*/{FILE}")):
        time.sleep(0.001)
    backup.send_signal(signal.SIGKILL)
    backup.communicate()
    assert list(house.backups.iterdir()), "it was killed before it had begun"
    assert complete_ones(house.backups) == []
    assert list(house.backups.glob(f"{making.PREFIX}*")) == []
    assert made(house).is_dir()


def test_what_was_left_half_done_long_ago_is_cleared_away(house: House) -> None:
    left = house.backups / f"{making.PART}old"
    left.mkdir()
    os.utime(left, (0, 0))
    made(house)
    assert not left.exists()


def test_two_of_one_second_have_names_of_their_own(house: House) -> None:
    assert len({made(house) for _ in range(3)}) == 3


def test_the_newest_are_kept_and_what_is_not_ours_left_alone(house: House, tmp_path: Path) -> None:
    (house.backups / "heard-notes").mkdir()
    (tmp_path / "another").mkdir()
    another = House(tmp_path / "another")
    theirs = back_up(Source(another.store, another.data, COMMAND_LINE), house.backups)
    another.store.close()
    three = [made(house) for _ in range(3)]
    keep_newest(house.backups, 2, house.store)
    assert complete_ones(house.backups) == sorted([theirs, *three[1:]])
    assert (house.backups / "heard-notes").is_dir()
    assert list(house.backups.glob(".*")) == []


# What stands in the way is told, and no half one is left


def test_a_folder_that_is_not_there_is_told_and_on_record(house: House) -> None:
    assert "There is no folder" in refusal(house, house.backups / "disk")
    assert "There is no folder" in house.store.read(standing).why
    done = heard("backup", str(house.backups / "disk"), "--data", str(house.data))
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no folder" in done.stderr


def test_a_file_and_a_folder_inside_the_data_are_told(house: House) -> None:
    (house.backups / "file").write_text("")
    assert "is a file" in refusal(house, house.backups / "file")
    (house.data / "backups").mkdir()
    assert "inside the data folder" in refusal(house, house.data / "backups")
    assert "inside the data folder" in refusal(house, house.data)


def test_a_folder_that_cannot_be_written_is_told(house: House) -> None:
    assert refusal(house, Path("/proc"))
    assert house.store.read(standing).last_good is None


def test_a_disk_without_room_is_told_before_anything_is_written(house: House, tmp_path: Path) -> None:
    disk = tmp_path / "small"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("only root can make a small disk; the file size limit is tested instead")
    try:
        wrote(house.store, 100, "x" * 20_000)
        assert "is full" in refusal(house, disk)
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_becomes_full_meanwhile_is_told_and_leaves_nothing(house: House) -> None:
    wrote(house.store, 100, "x" * 20_000)
    house.store.close()
    assert apart(_back_up_to_the_limit, house.settings, house.backups) == 0
    assert list(house.backups.iterdir()) == []
    house.store = house.open()
    assert "No backup was made" in house.store.read(standing).why


def _back_up_to_the_limit(settings: Settings, backups: Path) -> None:
    """Runs in a process of its own: no file may grow beyond half of what the backup needs. Does not return."""
    status = 1
    try:
        store = open_store(settings)
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

        def shrink() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, limit))

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            back_up(Source(store, settings.data, COMMAND_LINE), backups, shrink)
        except CannotBackUp as why:
            status = 0 if "disk" in str(why) else 2
        store.close()
    finally:
        os._exit(status)


def test_damage_is_told_and_is_no_backup(house: House) -> None:
    wrote(house.store, 3)
    house.store.close()
    change_a_word(house.data, "audit", b"tests.wrote", b"TESTS.wrote")
    house.store = house.open()
    assert "damaged" in refusal(house)
    assert list(house.backups.iterdir()) == []


def _numbered(db: Database, n: int) -> int:
    audit.record(db, COMMAND_LINE, "tests.wrote", n=n)
    return n
