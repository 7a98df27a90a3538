"""`heard rekey`: data of before is encrypted, and encrypted data gets another key, without a document lost."""

import json
import shutil
from pathlib import Path

import pytest

from app import data_folder, rekeying
from app.data_folder import file_keys, secret
from app.opening import KINDS, open_store
from app.settings import Settings, WrongSetting
from storage.sqlite.encryption import is_plain
from storage.sqlite.engine import SqliteEngine
from storage.sqlite.layout import FILE
from storage.store import Store, key_of_file
from tests.cast import Cast
from tests.commands import heard


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a small authority, closed in order."""
    store = open_store(Settings(data=tmp_path / "data"))
    Cast(store)
    store.close()
    return tmp_path / "data"


def exported(data: Path) -> object:
    file = data.with_name("all.json")
    assert heard("export", str(file), "--data", str(data)).returncode == 0
    return json.loads(file.read_bytes())


def test_new_data_is_encrypted_under_a_key_that_its_secret_leads_to(data: Path) -> None:
    assert not is_plain(data / FILE)
    assert b"Selam" not in (data / FILE).read_bytes()
    assert data.with_name("data.secret").read_text().count("\n") == 0


def test_data_of_before_is_encrypted_once_somebody_says_so(data: Path) -> None:
    before = exported(data)
    old = Store(
        SqliteEngine(data.with_name("plain")), KINDS, secret=secret(data.with_name("data.secret"), may_be_made=False)
    )
    source = open_store(Settings(data=data))
    for kind in KINDS:
        documents = source.read(lambda db, kind=kind: list(db.table(kind)))
        old.write_now(lambda db, kind=kind, documents=documents: db.table(kind).insert_multiple(documents))
    source.close()
    old.close()
    shutil.rmtree(data)
    data.with_name("plain").rename(data)
    assert is_plain(data / FILE)
    assert exported(data) == before
    done = heard("rekey", "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert "rows are encrypted under a new key" in done.stdout
    assert not is_plain(data / FILE)
    assert exported(data) == before
    assert heard("verify", "--data", str(data)).returncode == 0


def test_a_new_key_stands_in_the_secrets_file_and_the_old_one_opens_nothing(data: Path) -> None:
    before, beside = exported(data), data.with_name("data.secret")
    first = beside.read_text()
    for _ in range(2):
        assert heard("rekey", "--data", str(data)).returncode == 0
    lines = beside.read_text().split("\n")
    assert (lines[0], len(lines), lines[1][:4]) == (first, 2, "key ")
    assert beside.stat().st_mode & 0o777 == 0o600
    assert exported(data) == before
    beside.write_text(first)
    assert "cannot be opened with this secret" in heard("verify", "--data", str(data)).stderr


def test_data_that_the_server_has_open_is_left_alone_and_keeps_its_key(data: Path) -> None:
    store, beside = open_store(Settings(data=data)), data.with_name("data.secret")
    before = beside.read_text()
    done = heard("rekey", "--data", str(data))
    assert done.returncode == 1
    assert "Another program has the data open" in done.stderr
    store.close()
    assert beside.read_text() == before
    assert heard("verify", "--data", str(data)).returncode == 0


@pytest.mark.parametrize("exchanged", [False, True])
def test_killed_at_any_step_the_secrets_file_holds_the_key_that_opens(data: Path, monkeypatch, exchanged: bool) -> None:
    before, real = exported(data), rekeying.change_key

    def killed(*given: object) -> int:
        if exchanged:
            real(*given)
        raise SystemExit

    monkeypatch.setattr(rekeying, "change_key", killed)
    with pytest.raises(SystemExit):
        rekeying.rekey(Settings(data=data))
    assert exported(data) == before


@pytest.mark.parametrize("line", ["key abc", "key zz", "a note", "key " + "ab" * 31])
def test_a_line_that_is_no_key_is_told(data: Path, line: str) -> None:
    beside = data.with_name("data.secret")
    beside.write_text(f"{beside.read_text()}\n{line}")
    with pytest.raises(WrongSetting, match="holds a line that is no key"):
        file_keys(beside)
    assert "holds a line that is no key" in heard("verify", "--data", str(data)).stderr


def test_the_newest_key_is_tried_first_and_the_secrets_own_last(tmp_path: Path) -> None:
    beside = tmp_path / "s"
    secret_itself = secret(beside, may_be_made=True)
    keys = (b"n" * 32, b"o" * 32, key_of_file(secret_itself))
    data_folder.keep_keys(beside, keys)
    assert file_keys(beside) == keys
    assert secret(beside, may_be_made=False) == secret_itself


def test_no_data_is_told(tmp_path: Path) -> None:
    assert "There is no data in" in heard("rekey", "--data", str(tmp_path / "none")).stderr
