"""Starting and stopping: what stands in the way is told in a sentence with its mend, and nothing is changed by it."""

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app import data_folder, last_known
from app.opening import noted_file, open_store
from app.settings import Settings, WrongSetting
from people.actor import COMMAND_LINE
from people.audit import record
from storage.sqlite.in_use import mark_of
from storage.sqlite.layout import FILE
from storage.store import Store
from tests.commands import heard
from tests.harm import change_a_word
from tests.server import Server, free_port


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said when it stopped with a sentence."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that was served for a while and stopped."""
    settings = Settings(data=tmp_path / "data")
    data_folder.prepare(settings.data, demo=False)
    with_entries(settings, 5)
    return settings.data


def with_entries(settings: Settings, number: int) -> None:
    store = open_store(settings)
    for n in range(number):
        store.write_now(record, COMMAND_LINE, "tests.wrote", n=n)
    last_known.note(store, noted_file(settings))
    store.close()


def refusal(folder: Path) -> str:
    with pytest.raises(WrongSetting) as refused:
        open_store(Settings(data=folder)).close()
    return str(refused.value)


def secret_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.secret")


# The secret and the store belong together


def test_what_was_stopped_in_order_opens_again(folder: Path) -> None:
    open_store(Settings(data=folder)).close()


def test_a_secret_that_is_gone_beside_data_is_not_made_anew(folder: Path) -> None:
    secret_of(folder).unlink()
    assert "Restore it from its backup" in refusal(folder)
    assert not secret_of(folder).exists()
    assert "is missing" in told(heard("verify", "--data", str(folder)))
    assert "is missing" in told(heard("serve", "--data", str(folder), "--port", str(free_port())))


def test_another_secret_is_told_from_the_one_the_data_was_made_with(folder: Path) -> None:
    secret_of(folder).write_text("f" * 64)
    assert "cannot be opened with this secret" in told(heard("verify", "--data", str(folder)))
    assert "cannot be opened with this secret" in told(
        heard("serve", "--data", str(folder), "--port", str(free_port()))
    )


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 40])
def test_a_secret_that_is_none_is_refused(folder: Path, content: bytes) -> None:
    secret_of(folder).write_bytes(content)
    assert str(secret_of(folder)) in refusal(folder)


# A store that is empty, exchanged or shorter than it was


def test_a_file_of_no_bytes_does_not_start_empty(folder: Path) -> None:
    (folder / FILE).write_bytes(b"")
    assert "There is no data" in refusal(folder)
    assert (folder / FILE).stat().st_size == 0


def test_a_folder_that_is_gone_does_not_start_empty(folder: Path) -> None:
    shutil.rmtree(folder)
    assert "There is no data" in refusal(folder)
    assert not folder.exists()


def test_an_older_copy_is_refused_until_somebody_says_that_it_is_meant(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "older")
    with_entries(Settings(data=folder), 3)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    said = refusal(folder)
    assert "less than was served" in said
    mark = noted_file(Settings(data=folder))
    assert str(mark) in said
    mark.unlink()
    open_store(Settings(data=folder)).close()


def test_another_store_in_its_place_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copy(secret_of(folder), tmp_path / "other.secret")
    with_entries(Settings(data=tmp_path / "other"), 40)
    shutil.copy(tmp_path / "other" / FILE, folder / FILE)
    assert "not the data that was served" in refusal(folder)


def test_a_note_that_cannot_be_read_is_told(folder: Path) -> None:
    noted_file(Settings(data=folder)).write_text("{")
    assert "cannot be read" in refusal(folder)


def test_what_was_noted_is_not_written_again_while_nothing_is_new(folder: Path) -> None:
    settings = Settings(data=folder)
    before = noted_file(settings).stat().st_mtime_ns
    store = open_store(settings)
    last_known.note(store, noted_file(settings))
    store.close()
    assert noted_file(settings).stat().st_mtime_ns == before


def test_a_store_of_before_this_was_known_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    key = data_folder.secret(data_folder.secret_place(folder, None), may_be_made=True)
    Store.open(folder, (), secret=key).close()
    open_store(Settings(data=folder)).close()


# A folder that was copied while it was served


def test_a_copy_of_a_running_folder_without_its_log_is_refused_and_names_the_way_out(
    folder: Path, tmp_path: Path
) -> None:
    served = open_store(Settings(data=folder))
    served.write_now(record, COMMAND_LINE, "tests.wrote", n=99)
    copy = shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    shutil.copy(secret_of(folder), tmp_path / "copy.secret")
    served.close()
    said = told(heard("verify", "--data", str(copy)))
    assert "copied while Heard ran" in said
    assert "heard restore" in said
    assert "heard restore" in told(heard("serve", "--data", str(copy), "--port", str(free_port())))
    mark_of(copy / FILE).unlink()
    assert heard("verify", "--data", str(copy)).returncode == 0


def test_what_was_killed_or_is_open_elsewhere_has_its_log_and_opens(folder: Path) -> None:
    served = open_store(Settings(data=folder))
    assert heard("verify", "--data", str(folder)).returncode == 0
    assert mark_of(folder / FILE).exists()
    served.close()
    assert not mark_of(folder / FILE).exists()


# Paths, ports and addresses


@pytest.mark.parametrize("words", [("serve",), ("verify",), ("user", "list"), ("export", "x.json")])
def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("a letter")
    assert "is a file" in told(heard(*words, "--data", str(tmp_path / "file"), HEARD_PORT=str(free_port())))
    assert (tmp_path / "file").read_text() == "a letter"


@pytest.mark.parametrize("place", ["/proc/heard", "/sys/heard", "/dev/null/heard"])
def test_a_folder_that_cannot_be_written_is_told(place: str) -> None:
    said = told(heard("serve", "--data", place, HEARD_PORT=str(free_port()), HEARD_SECRET_FILE="/nowhere/secret"))
    assert place.rsplit("/", 1)[0] in said


@pytest.mark.parametrize("file", ["nowhere/all.json", "/proc/all.json", "."])
def test_an_export_that_cannot_be_written_ends_in_a_sentence(folder: Path, tmp_path: Path, file: str) -> None:
    before = sorted(tmp_path.iterdir())
    assert told(heard("export", "--data", str(folder), str(tmp_path / file)))
    assert sorted(tmp_path.iterdir()) == before


def test_an_export_of_damaged_data_ends_in_a_sentence_and_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    change_a_word(folder, "audit", b"tests.wrote", b"TESTS.wrote")
    assert "damaged" in told(heard("export", "--data", str(folder), str(tmp_path / "all.json")))
    assert not (tmp_path / "all.json").exists()
    assert "not what was kept" in told(heard("verify", "--data", str(folder)))


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


def test_a_taken_port_is_told_and_nothing_is_written(folder: Path, taken: int) -> None:
    data_folder.keep_address(folder, "https://views.example")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert "taken by another program" in told(heard("serve", "--data", str(folder), "--port", str(taken)))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_taken_port_makes_no_folder(tmp_path: Path, taken: int) -> None:
    told(heard("serve", "--demo", "--data", str(tmp_path / "new"), "--port", str(taken)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["192.0.2.7", "nowhere.invalid", "2001:db8::1"])
def test_a_host_that_is_not_of_this_machine_is_told(tmp_path: Path, host: str) -> None:
    done = heard("serve", "--data", str(tmp_path / "data"), "--host", host, "--port", str(free_port()))
    assert "no address of this machine" in told(done)


def test_the_time_of_london_is_known_on_a_machine_without_time_zones(folder: Path) -> None:
    assert heard("verify", "--data", str(folder), PYTHONTZPATH="").returncode == 0


# Damage


def test_a_file_that_is_cut_off_is_not_served(folder: Path) -> None:
    content = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(content[: len(content) // 2])
    assert "backup" in told(heard("serve", "--data", str(folder), "--port", str(free_port())))


def test_a_word_that_was_changed_on_the_disk_is_found_by_itself_and_told(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    server.start()
    stop(server)
    change_a_word(tmp_path / "data", "children", b"Selam Tes", b"Salem Tes")
    server.launch()
    try:
        assert "damaged" in first_health_that(server, httpx.codes.SERVICE_UNAVAILABLE)
        assert "the data is damaged" in server.log.read_text()
        assert "Tesfamariam" not in server.log.read_text()
    finally:
        server.kill()


def first_health_that(server: Server, status: int) -> str:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        with contextlib.suppress(httpx.TransportError):
            reply = httpx.get(f"{server.url}/health", timeout=2)
            if reply.status_code == status:
                return str(reply.json().get("why"))
        time.sleep(0.1)
    raise AssertionError(server.log.read_text()[-2000:])


def stop(server: Server) -> int:
    assert server.process is not None
    server.process.send_signal(signal.SIGTERM)
    return server.process.wait(30)


# Stopping


def test_told_to_stop_it_stops_in_order_and_says_that_all_is_well(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    server.start()
    assert stop(server) == 0
    assert not (tmp_path / "data" / f"{FILE}-wal").exists(), "the store was left open"
    assert noted_file(Settings(data=tmp_path / "data")).exists()
    assert "Traceback" not in server.log.read_text()


@pytest.mark.skipif(not socket.has_ipv6 or not Path("/proc/net/if_inet6").read_text(), reason="no IPv6 here")
def test_an_address_of_the_newer_kind_makes_a_link_that_works(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, host="::1", port=8123)
    assert settings.address == "http://[::1]:8123"
    assert Settings(host="2001:db8::5", port=80).address == "http://[2001:db8::5]:80"
    assert Settings(host="::", port=80).address == "http://localhost:80"
