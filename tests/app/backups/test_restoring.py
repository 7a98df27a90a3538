"""A restore: into a new folder, looked at before it has its name, on record, and nothing goes out by itself."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import data_folder, last_known
from app.backups.errors import CannotRestore
from app.backups.making import Source, back_up, stream
from app.backups.manifest import NAME
from app.backups.restoring import restore
from app.opening import open_store
from app.rekeying import rekey
from app.settings import Settings, WrongSetting
from feedback.messages.mail import mails
from feedback.messages.mail.mail_sending import is_mail_due
from feedback.messages.outbox import ACCEPTED, UNKNOWN, queue
from people import audit
from people.actor import COMMAND_LINE
from people.errors import SignedOut
from people.roles import Role
from people.sessions import live_session, open_session
from people.staff import add_staff
from storage.errors import Unreadable
from storage.sqlite.layout import FILE
from tests.app.backups.house import House, entries, house, wrote
from tests.commands import heard
from tests.outgoing import PHONE, look_up, send, state, text, twilio
from tests.stand_in import StandIn, standing_in

__all__ = ["house"]


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


@pytest.fixture
def backup(house: House) -> Path:
    """A backup of a few entries; the machine is lost since."""
    wrote(house.store, 5)
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    wrote(house.store, 3)
    house.is_lost()
    return made


def refusal(source: Path, house: House) -> str:
    before = sorted(house.data.parent.iterdir())
    with pytest.raises(CannotRestore) as refused:
        restore(str(source), house.settings)
    assert sorted(house.data.parent.iterdir()) == before
    return str(refused.value)


def test_the_program_opens_it_where_the_longer_one_stood_and_the_trail_says_so(house: House, backup: Path) -> None:
    restored = restore(str(backup), house.settings)
    about = json.loads((backup / NAME).read_text())
    assert (restored.at, restored.documents) == (about["at"], sum(about["counts"].values()))
    store = house.open()
    newest = store.read(audit.newest)
    assert newest is not None
    assert (newest["action"], newest["about"]["made"]) == ("backup.restored", restored.at)
    assert entries(store) == [*range(5)]


def test_it_is_guarded_again_afterwards(house: House, backup: Path) -> None:
    restore(str(backup), house.settings)
    shutil.copytree(house.data, house.data.with_name("restored"))
    again = house.open()
    wrote(again, 2)
    house.store = again
    house.is_lost()
    shutil.move(house.data.with_name("restored"), house.data)
    with pytest.raises(WrongSetting, match="less than was served"):
        house.open()


def test_into_an_empty_folder_and_on_another_machine(backup: Path, house: House, tmp_path: Path) -> None:
    other = tmp_path / "other machine" / "data"
    other.mkdir(parents=True)
    secret = data_folder.secret_place(house.data, None)
    shutil.copy(secret, other.with_name("data.secret"))
    done = heard("restore", str(backup), "--data", str(other))
    assert done.returncode == 0, done.stderr
    assert "all whole" in done.stdout
    assert "sign in again" in done.stdout
    assert heard("verify", "--data", str(other)).returncode == 0
    assert other.stat().st_mode & 0o077 == 0


def test_a_stream_is_a_backup(house: House, tmp_path: Path) -> None:
    wrote(house.store, 5)
    tar = tmp_path / "backup.tar"
    with tar.open("wb") as out:
        stream(Source(house.store, house.data, COMMAND_LINE), out)
    newest = house.store.read(audit.newest)
    assert newest is not None
    assert newest["action"] == "backup.streamed"
    assert list(house.data.glob(".*")) == []
    house.is_lost()
    restore(str(tar), house.settings)
    assert entries(house.open()) == [*range(5)]


def test_from_one_command_into_the_other(house: House, tmp_path: Path) -> None:
    wrote(house.store, 5)
    shutil.copy(data_folder.secret_place(house.data, None), tmp_path / "new.secret")
    one, other = (
        f"{Path(os.sys.executable).with_name('heard')} {words}"
        for words in (f"backup - --data {house.data}", f"restore - --data {tmp_path / 'new'}")
    )
    subprocess.run(f"{one} | {other}", shell=True, check=True, capture_output=True)
    assert entries(open_store(Settings(data=tmp_path / "new"))) == [*range(5)]


def test_the_demos_mark_comes_back(house: House) -> None:
    (house.data / data_folder.DEMO_MARK).write_text(data_folder.FILLED)
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    house.is_lost()
    restore(str(made), house.settings)
    assert data_folder.is_demo(house.data)


# What is refused


def test_nothing_is_written_over(house: House) -> None:
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    assert "overwrites nothing" in refusal(made, house)


def _rows_changed(backup: Path) -> None:
    content = (backup / FILE).read_bytes()
    place = len(content) // 2
    (backup / FILE).write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


def _cut_off(backup: Path) -> None:
    with (backup / FILE).open("r+b") as rows:
        rows.truncate(4096)


def _newer(backup: Path) -> None:
    about = json.loads((backup / NAME).read_text())
    (backup / NAME).write_text(json.dumps({**about, "schema": 999}))


def _of_a_newer_format(backup: Path) -> None:
    (backup / NAME).write_text(json.dumps({"format": 2, "made_by": "heard 9", "rows": []}))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_rows_changed, "its checksum is not the one"),
        (_cut_off, "its checksum is not the one"),
        (lambda backup: (backup / FILE).unlink(), f"{FILE} is missing"),
        (lambda backup: (backup / NAME).unlink(), "A copied folder is none"),
        (lambda backup: (backup / NAME).write_text("{"), "cannot be read"),
        (lambda backup: (backup / NAME).write_text("[]"), "cannot be read"),
        (_newer, "a newer program"),
        (_of_a_newer_format, "a newer program, heard 9"),
        (shutil.rmtree, "There is no backup"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(
    house: House, backup: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(backup)
    assert said in refusal(backup, house)


def test_a_tar_that_is_cut_off_or_none_is_refused(house: House, tmp_path: Path) -> None:
    wrote(house.store, 5)
    tar = tmp_path / "backup.tar"
    with tar.open("wb") as out:
        stream(Source(house.store, house.data, COMMAND_LINE), out)
    house.is_lost()
    whole = tar.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"a letter" * 200):
        tar.write_bytes(content)
        assert refusal(tar, house)


def test_a_changed_trail_with_a_checksum_that_fits_is_found(house: House) -> None:
    wrote(house.store, 3)
    house.store.write_now(lambda db: db.table(audit.AUDIT).update({"who": "nobody"}, doc_ids=[2]))
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    house.is_lost()
    assert "The audit trail was changed" in refusal(made, house)


def test_without_its_secret_or_with_another_one_nothing_is_restored(house: House, backup: Path) -> None:
    secret = data_folder.secret_place(house.data, None)
    secret.rename(secret.with_suffix(".safe"))
    with pytest.raises(WrongSetting, match="is missing"):
        restore(str(backup), house.settings)
    secret.write_text("f" * 64)
    with pytest.raises(Unreadable, match="cannot be opened with this secret"):
        restore(str(backup), house.settings)
    assert not house.data.exists()
    assert [one for one in house.data.parent.iterdir() if "restoring" in one.name] == []


def test_a_backup_is_encrypted_and_opens_with_the_secrets_file_of_its_own_day(house: House, backup: Path) -> None:
    beside = data_folder.secret_place(house.data, None)
    of_its_day = beside.read_bytes()
    assert b"tests.wrote" not in (backup / FILE).read_bytes()
    restore(str(backup), house.settings)
    rekey(house.settings)
    last_known.place_of(house.data, beside).unlink()
    shutil.rmtree(house.data)
    of_today = beside.read_bytes()
    restore(str(backup), house.settings)  # the key that the secret leads to stands behind all others
    shutil.rmtree(house.data)
    beside.write_bytes(of_its_day)
    restore(str(backup), house.settings)
    rekey(house.settings)
    house.store = house.open()
    later = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    house.store.close()
    shutil.rmtree(house.data)
    beside.write_bytes(of_today)
    with pytest.raises(Unreadable, match="cannot be opened with this secret"):
        restore(str(later), house.settings)


# What was on its way


def test_a_text_that_waited_then_does_not_go_by_itself_and_a_look_up_finds_what_went(
    house: House, stand_in: StandIn
) -> None:
    later = house.store.now + timedelta(hours=1)
    about = {"to": PHONE, "purpose": "reply", "language": "en"}
    went = house.store.write_now(queue, body="One.", **about)
    stayed = house.store.write_now(queue, body="Two.", not_before=later, **about)
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    assert send(house.store, twilio(stand_in)) == 1
    house.is_lost()

    assert restore(str(made), house.settings).held.texts == 2
    house.store = house.open(lambda: later + timedelta(hours=1))
    assert send(house.store, twilio(stand_in)) == 0
    assert [state(house.store, number) for number in (went, stayed)] == [UNKNOWN, UNKNOWN]
    assert look_up(house.store, twilio(stand_in)) == 1
    assert state(house.store, went) == ACCEPTED
    assert (state(house.store, stayed), text(house.store, stayed)["needs"]) == (UNKNOWN, "person")
    assert [one.body for one in stand_in.kept] == ["One."]


def test_a_mail_that_waited_then_waits_for_a_person(house: House) -> None:
    house.store.write_now(mails.queue_mail, staff=1, subject="Heard: 1 item", body="Item 14", key="one")
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    house.is_lost()
    assert restore(str(made), house.settings).held.mails == 1
    house.store = house.open()
    assert not house.store.read(is_mail_due)
    assert [one["state"] for one in house.store.read(mails.waiting)] == [mails.UNKNOWN]


def test_who_was_signed_in_then_signs_in_again(house: House) -> None:
    staff = house.store.write_now(add_staff, "Omar", "omar@example.org", [Role.ADMINISTRATOR], "three unrelated words")
    key = house.store.write_now(open_session, staff)
    made = back_up(Source(house.store, house.data, COMMAND_LINE), house.backups)
    house.is_lost()
    restore(str(made), house.settings)
    house.store = house.open()
    with pytest.raises(SignedOut):
        house.store.read(live_session, key)
