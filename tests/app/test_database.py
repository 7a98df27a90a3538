"""The program on a database of PostgreSQL: several processes on it, what goes out once, and how data comes there."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from app.data_folder import MOVED_MARK
from app.last_known import say_invented
from app.opening import KINDS, open_store
from app.parts import Part, refuse_unready, sole_worker
from app.rekeying import rekey
from app.settings import Settings, WrongSetting, read_settings
from feedback.messages.mail.mails import queue_mail
from feedback.messages.outbox import queue
from feedback.voices import voices
from pages.family.browser import kept_as
from people.children import CHILDREN
from people.roles import Role
from people.staff import add_staff
from storage.databases import open_database
from storage.errors import Unreadable
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, Cast
from tests.commands import heard
from tests.conftest import SECRET
from tests.mail_server import Mailbox, certificates, mail_server
from tests.postgres import begin, database_of
from tests.server import Server, free_port
from tests.stand_in import StandIn, standing_in

ROOT = Path(__file__).parents[2]
QUESTION = next(one for one in LIBRARY.forms["conference_parent_carer"].questions if one.options())


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An empty database."""
    begin()
    return database_of(tmp_path)


@pytest.fixture
def settings(tmp_path: Path, address: str) -> Settings:
    (tmp_path / "data").mkdir()
    return Settings(data=tmp_path / "data", database=SecretStr(address))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with closing(open_store(settings)) as opened:
        yield opened


def test_a_family_answers_one_process_and_another_on_another_folder_sees_it(
    store: Store, settings: Settings, address: str, tmp_path: Path
) -> None:
    token = Cast(store).ask().token
    families = Server(
        tmp_path / "another" / "data", HEARD_DATABASE=address, HEARD_SECRET_FILE=str(tmp_path / "data.secret")
    )
    families.demo, families.only = False, "families"
    heard = threading.Event()
    store.subscribe("voices", heard.set)
    families.folder.mkdir(parents=True)
    families.start()
    try:
        fields = {"do": "answer", "question": QUESTION.id, "answer": QUESTION.options()[0].code, "language": "en"}
        cookie = {"cookie": f"views={kept_as('a' * 22, datetime.now(UTC))}"}
        reply = httpx.post(f"{families.url}/f/{token}", data=fields, headers=cookie)
        assert reply.status_code == httpx.codes.SEE_OTHER, reply.text
        assert heard.wait(2)
        assert store.read(_answers) == {QUESTION.id: QUESTION.options()[0].code}
    finally:
        families.kill()


def _answers(db: Database) -> dict[str, object]:
    return {name: one["value"] for voice in voices.by_child(db, CHILD) for name, one in voice["answers"].items()}


def test_one_process_on_all_machines_does_the_work(settings: Settings, tmp_path: Path) -> None:
    database = settings.database_address
    with sole_worker(tmp_path / "one", None, database):
        with pytest.raises(WrongSetting, match="the work beside the pages"), sole_worker(tmp_path, Part.WORK, database):
            pass
        with sole_worker(tmp_path, Part.STAFF, database):
            pass
    with sole_worker(tmp_path / "other", Part.WORK, database):
        pass


def test_pages_wait_for_the_process_that_makes_the_data(settings: Settings) -> None:
    with pytest.raises(WrongSetting, match="no data in the database"):
        refuse_unready(settings.data, Part.STAFF, settings.database_address)
    open_store(settings).close()
    refuse_unready(settings.data, Part.STAFF, settings.database_address)


def test_another_secret_is_refused(settings: Settings, tmp_path: Path) -> None:
    open_store(settings).close()
    (tmp_path / "other.secret").write_text("another secret that is long enough to be one " * 2)
    with pytest.raises(Unreadable, match="cannot be opened with this secret"):
        open_store(settings.model_copy(update={"secret_file": tmp_path / "other.secret"}))


@pytest.mark.parametrize("value", ["mysql://here", "heard", "/var/lib/heard"])
def test_what_is_no_address_of_a_database_is_refused(value: str) -> None:
    with pytest.raises(WrongSetting, match="HEARD_DATABASE must begin with postgresql://"):
        read_settings(database=value)


def test_the_demo_touches_no_database_that_it_did_not_make(settings: Settings, tmp_path: Path) -> None:
    demo = settings.model_copy(update={"demo": True})
    with pytest.raises(WrongSetting, match="was not made by demo mode"), closing(open_store(settings)):
        open_store(demo)
    secret, port = str(tmp_path / "data.secret"), str(free_port())
    elsewhere = ("--demo", "--data", str(tmp_path / "new"), "--port", port)
    done = heard("serve", *elsewhere, HEARD_DATABASE=_of(settings), HEARD_SECRET_FILE=secret)
    assert (done.returncode, "was not made by demo mode" in done.stderr) == (1, True)
    with closing(open_store(settings)) as store:
        store.write_now(say_invented)  # as demo mode does in the end
    open_store(demo).close()


def test_a_database_that_is_not_there_is_told_in_a_sentence(settings: Settings, tmp_path: Path) -> None:
    done = heard("head", "--data", str(settings.data), HEARD_DATABASE=f"postgresql://heard@/none?host={tmp_path}")
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be opened")
    assert "Traceback" not in done.stderr


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


def test_two_processes_on_one_database_send_each_text_and_mail_once(
    address: str, stand_in: StandIn, tmp_path: Path
) -> None:
    mailbox, made = Mailbox(), certificates(tmp_path)
    with closing(open_database(address, KINDS, secret=SECRET)) as store, mail_server(mailbox, made) as server:
        words = [sys.executable, "-m", "tests.feedback.messages.child_sending", address, stand_in.url, "never"]
        words += [str(server.port), str(made.file)]
        children = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        try:
            assert [child.stdout and child.stdout.readline() for child in children] == ["ready\n"] * 2
            store.write_now(_much_to_send)
            until = time.monotonic() + 30
            while (len(stand_in.times) < 40 or len(mailbox.ids) < 20) and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            for child in children:
                child.kill()
                child.communicate()
    assert (len(stand_in.times), set(stand_in.times.values())) == (40, {1})
    assert (len(mailbox.ids), set(mailbox.ids.values())) == (20, {1})


def _much_to_send(db: Database) -> None:
    staff = add_staff(db, "Amina Yusuf", "amina.yusuf@heard.example", [Role.SOCIAL_WORKER])
    for number in range(40):
        queue(db, to=f"+44770090{number:04}", body=f"{number}", purpose="reply", language="en")
    for number in range(20):
        queue_mail(db, staff=staff, subject="Heard", body="Item 14\n", key=f"{number}")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A data folder in which something was kept."""
    (tmp_path / "data").mkdir()
    with closing(open_store(Settings(data=tmp_path / "data"))) as store:
        Cast(store).ask()
    return tmp_path / "data"


def test_what_was_exported_from_a_folder_is_read_back_into_a_database(filled: Path, address: str) -> None:
    file, new = filled.parent / "all.json", filled.parent / "new" / "data"
    assert heard("export", str(file), "--data", str(filled)).returncode == 0
    new.parent.mkdir()
    where = {"HEARD_DATABASE": address, "HEARD_SECRET_FILE": str(filled.with_name("data.secret"))}
    done = heard("import-export", str(file), "--data", str(new), **where)
    assert (done.returncode, done.stderr) == (0, "")
    back = file.with_name("back.json")
    assert heard("export", str(back), "--data", str(new), **where).returncode == 0
    before, after = (json.loads(one.read_bytes()) for one in (file, back))
    assert after["children"] == before["children"] != {}
    assert after["audit"].items() > before["audit"].items()
    assert heard("verify", "--data", str(new), **where).returncode == 0
    again = heard("import-export", str(file), "--data", str(new.with_name("other")), **where)
    assert "The database holds something already" in again.stderr
    assert not new.with_name("other").exists()


def test_a_folder_is_moved_and_all_of_it_stands_in_the_database(filled: Path, address: str) -> None:
    before = heard("export", str(filled.parent / "before.json"), "--data", str(filled))
    done = heard("move", "--data", str(filled), "--to", address)
    assert (before.returncode, done.returncode) == (0, 0), done.stderr
    assert "each is as it stood" in done.stdout
    after = heard("export", str(filled.parent / "after.json"), "--data", str(filled), HEARD_DATABASE=address)
    assert after.returncode == 0, after.stderr
    assert (filled.parent / "after.json").read_bytes() == (filled.parent / "before.json").read_bytes()
    assert heard("verify", "--data", str(filled), HEARD_DATABASE=address).returncode == 0


def test_the_old_folder_is_not_served_by_mistake(filled: Path, address: str) -> None:
    assert heard("move", "--data", str(filled), "--to", address).returncode == 0
    done = heard("head", "--data", str(filled))
    assert done.returncode == 1
    assert "were moved to a database" in done.stderr
    (filled / MOVED_MARK).unlink()
    assert heard("head", "--data", str(filled)).returncode == 0


def test_nothing_is_moved_onto_a_database_that_holds_anything(filled: Path, address: str) -> None:
    assert heard("move", "--data", str(filled), "--to", address).returncode == 0
    (filled / MOVED_MARK).unlink()
    again = heard("move", "--data", str(filled), "--to", address)
    assert (again.returncode, again.stderr[:35]) == (1, "The database holds something alread")


def test_nothing_is_moved_while_a_program_has_the_folder_open(filled: Path, address: str) -> None:
    with closing(open_store(Settings(data=filled))):
        done = heard("move", "--data", str(filled), "--to", address)
    assert (done.returncode, "Stop the server first" in done.stderr) == (1, True)
    assert heard("move", "--data", str(filled), "--to", address).returncode == 0


def test_what_differs_on_the_way_is_not_kept(filled: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from app import moving
    from storage.errors import NotSaved

    monkeypatch.setattr(moving, "differences", lambda *_: ["Document 3 of voices is not the same."])
    with pytest.raises(NotSaved, match="Document 3"):
        moving.move(Settings(data=filled), address)
    monkeypatch.undo()
    assert moving.move(Settings(data=filled), address) > 5


def test_a_backup_of_a_database_is_restored_as_every_other(store: Store, settings: Settings, tmp_path: Path) -> None:
    Cast(store).ask()
    (tmp_path / "backups").mkdir()
    made = heard("backup", str(tmp_path / "backups"), "--data", str(settings.data), HEARD_DATABASE=_of(settings))
    assert made.returncode == 0, made.stderr
    new = tmp_path / "new"
    secret = str(tmp_path / "data.secret")
    done = heard("restore", made.stdout.strip(), "--data", str(new), HEARD_SECRET_FILE=secret)
    assert done.returncode == 0, done.stderr
    assert heard("verify", "--data", str(new), HEARD_SECRET_FILE=secret).returncode == 0


def test_a_database_gets_another_key_and_its_old_one_opens_nothing(settings: Settings, address: str) -> None:
    with closing(open_store(settings)) as store:
        Cast(store).ask()
        before = store.faults()
    old = settings.data.with_name("data.secret").read_text()
    assert rekey(settings) > 20
    with closing(open_store(settings)) as store:
        assert (before, store.faults()) == ([], [])
        assert store.read(lambda db: db.table(CHILDREN).all())[0]["name"] == "Selam Tesfamariam"
    settings.data.with_name("data.secret").write_text(old)
    with pytest.raises(Unreadable, match="cannot be opened with this secret"):
        open_store(settings)


def _of(settings: Settings) -> str:
    assert settings.database_address is not None
    return settings.database_address
