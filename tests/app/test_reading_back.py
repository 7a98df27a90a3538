"""What was exported is read back into a new folder: the same documents, numbers and seals, or nothing at all."""

import json
import shutil
from pathlib import Path

import pytest

from app import data_folder
from app.demo.build import fill_with_demo_data
from app.last_known import NOTHING_NOTED
from app.migrations import MIGRATIONS
from app.opening import open_store
from app.settings import Settings
from feedback.messages.outbox import queue
from tests.commands import heard

WAITS = "This text waits to go."


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of everything that the demo has, and the secret of that store beside it."""
    folder = tmp_path_factory.mktemp("old") / "data"
    data_folder.prepare(folder, demo=True)
    fill_with_demo_data(Settings(data=folder))
    store = open_store(Settings(data=folder))
    store.write_now(queue, to="+447700900123", purpose="reply", language="en", body=WAITS)
    store.close()
    assert heard("export", str(folder.parent / "all.json"), "--data", str(folder)).returncode == 0
    return folder.parent / "all.json"


@pytest.fixture
def data(exported: Path, tmp_path: Path) -> Path:
    """Where the new folder will be; the secret that belongs to the export is there already."""
    shutil.copy(exported.with_name("data.secret"), tmp_path / "new.secret")
    return tmp_path / "new"


def test_what_is_read_back_is_what_was_exported_and_is_whole(exported: Path, data: Path) -> None:
    done = heard("import-export", str(exported), "--data", str(data))
    tables = json.loads(exported.read_bytes())
    documents = sum(len(one) for name, one in tables.items() if name != "_export")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{documents} documents are read back")
    whole = f"The data and the audit trail are whole.\n{NOTHING_NOTED}\n"
    assert heard("verify", "--data", str(data)).stdout == whole
    again = data.with_name("again.json")
    assert heard("export", str(again), "--data", str(data)).returncode == 0
    kept = json.loads(again.read_bytes())
    (restored,) = kept.pop("restores").values()
    *before, last = kept["audit"].values()
    assert (before, last["action"]) == (list(tables["audit"].values()), "backup.restored")
    assert restored["made"] == before[-1]["at"]
    waited = [one for one in tables["outbox"].values() if one["state"] == "queued"]
    assert WAITS in {one["body"] for one in waited}
    assert {one["state"] for one in kept["outbox"].values() if one["body"] == WAITS} == {"unknown"}
    assert f"{len(waited)} texts and mails waited to go then." in done.stdout
    changed = {"outbox", "mails", "sessions", "audit"}
    assert {name: one for name, one in kept.items() if name not in changed} == {
        name: one for name, one in tables.items() if name not in changed
    }
    asked = ("--child", "D0001", "--touchpoint", "closure", "--audience", "parent_carer", "--language", "ti")
    assert "/f/" in heard("ask", *asked, "--data", str(data)).stdout


def test_an_export_of_an_earlier_shape_is_brought_up_to_this_one(exported: Path, data: Path) -> None:
    tables = json.loads(exported.read_bytes())
    tables["_export"]["1"]["schema"] = len(MIGRATIONS) - 1
    older = data.with_name("older.json")
    older.write_text(json.dumps(tables))
    assert heard("import-export", str(older), "--data", str(data)).returncode == 0
    store = open_store(Settings(data=data))
    with store.engine.reading() as session:
        assert session.schema() == len(MIGRATIONS)
    store.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-40], "not what “heard export” writes"),
        (lambda _: b"\x00\xff", "not what “heard export” writes"),
        (lambda _: b"[]", "not what “heard export” writes"),
        (lambda _: b'{"voices": {"1": {}}}', "not what “heard export” writes"),
        (lambda text: text.replace(b'"voices": {"1"', b'"voices": {"-1"'), "not what “heard export” writes"),
        (lambda text: text.replace(b'"voices"', b'"whispers"'), "does not know: whispers"),
        (lambda text: text.replace(b'{"schema": ', b'{"schema": 9'), "by a newer Heard"),
        (lambda text: text.replace(b'"installation"', b'"_installation"'), "does not know: _installation"),
    ],
)
def test_a_file_that_is_no_export_leaves_nothing_behind(exported: Path, data: Path, change, said: str) -> None:
    bad = data.with_name("bad.json")
    bad.write_bytes(change(exported.read_bytes()))
    done = heard("import-export", str(bad), "--data", str(data))
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(one.name for one in data.parent.iterdir()) == ["bad.json", "new.secret"]


def test_another_secret_or_none_is_told_and_nothing_is_made(exported: Path, data: Path) -> None:
    secret = data.with_name("new.secret")
    secret.write_text("ab" * 32)
    assert "The secret is not the one" in heard("import-export", str(exported), "--data", str(data)).stderr
    secret.unlink()
    assert "is missing" in heard("import-export", str(exported), "--data", str(data)).stderr
    assert list(data.parent.iterdir()) == []


def test_a_folder_that_holds_something_is_not_touched(exported: Path, data: Path) -> None:
    data.mkdir()
    (data / "notes.txt").write_text("mine")
    done = heard("import-export", str(exported), "--data", str(data))
    assert "is not empty" in done.stderr
    assert [one.name for one in data.iterdir()] == ["notes.txt"]
