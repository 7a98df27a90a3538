"""The command line as somebody at a terminal meets it."""

import json
import re
from pathlib import Path

import pytest
from pyotp import TOTP
from tinydb import TinyDB

from app import data_folder
from app.demo.build import fill_with_demo_data
from app.last_known import NOTHING_NOTED
from app.opening import open_store
from app.settings import Settings, read_settings
from people.errors import SignedOut
from people.second_factors import confirm, key_of, new_number, second_factor
from people.sessions import live_session, open_session
from people.signing_in import password_fits
from people.staff import by_email
from storage.documents import number_of
from tests.commands import heard

TYPED = "three unrelated words"
PASSWORD = f"{TYPED}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo data folder, filled once."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    data_folder.prepare(folder, demo=True)
    fill_with_demo_data(Settings(data=folder))
    data_folder.mark_filled(folder)
    return folder


ASK = ("ask", "--touchpoint", "conference", "--audience", "parent_carer", "--language", "ti")


def test_ask_prints_the_link_alone_on_standard_output(folder: Path) -> None:
    done = heard(*ASK, "--data", str(folder), "--child", "D0001")
    assert done.returncode == 0
    assert re.fullmatch(r"http://localhost:8080/f/[\w-]{22}\n", done.stdout)


def test_the_link_carries_the_public_address_when_one_is_set(folder: Path) -> None:
    done = heard(*ASK, "--data", str(folder), "--child", "D0001", HEARD_PUBLIC_URL="https://views.example/")
    assert done.stdout.startswith("https://views.example/f/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*ASK, "--child", "D9999"), "no such child"),
        (("ask", "--touchpoint", "tea", "--audience", "parent_carer", "--language", "en", "--child", "D0001"), "tea"),
        (("ask", "--touchpoint", "conference", "--audience", "dog", "--language", "en", "--child", "D0001"), "dog"),
        ((*ASK, "--child", "D0001", "--form", "nothing_like_it"), "nothing_like_it"),
        ((*ASK, "--child", "D0001", "--form", "missing.yaml"), "missing.yaml"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_prints_no_link(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = heard(*words, "--data", str(folder))
    assert done.returncode == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_every_language_is_asked_in_and_one_that_nobody_knows_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    heard("user", "add", "Omar", "omar@example.org", "--role", "administrator", "--data", str(folder))
    done = heard(*ASK, "--data", str(folder), "--child", "D9999")
    assert "no such child" in done.stderr
    done = heard(*("tlh" if each == "ti" else each for each in ASK), "--data", str(folder), "--child", "D9999")
    assert "Families are not offered “tlh”. Choose one of: en, ar, ti" in done.stderr


def test_a_data_folder_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    done = heard(*ASK, "--child", "D0001", "--data", str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert not (tmp_path / "nowhere").exists()


def test_the_export_opens_in_stock_tinydb_and_holds_everybody(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert heard("export", "--data", str(folder), str(file)).returncode == 0
    with TinyDB(file) as plain:
        assert len(plain.table("children").all()) == 30
        assert len(plain.table("staff").all()) == 12


def test_the_demo_data_tells_of_all_three_languages_and_of_tries_that_failed(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    heard("export", "--data", str(folder), str(file))
    tables = json.loads(file.read_text())
    assert {voice["language"] for voice in tables["voices"].values()} == {"en", "ar", "ti"}
    assert {"no_answer", "wrong_number", "declined"} <= {one["outcome"] for one in tables["attempts"].values()}
    assert len({tuple(one["roles"]) for one in tables["staff"].values()}) >= 11
    assert {one["state"] for one in tables["reviews"].values()} >= {"allocated", "in_progress", "submitted"}


def test_the_audit_trail_of_the_demo_data_is_whole(folder: Path) -> None:
    done = heard("verify", "--data", str(folder))
    assert (done.returncode, done.stdout) == (0, f"The data and the audit trail are whole.\n{NOTHING_NOTED}\n")


def test_a_person_without_a_password_is_added_and_their_sign_on_untied(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    added = heard("user", "add", "Ola Nowak", "ola@heard.example", "--role", "reviewer", "--no-password", *data)
    assert added.returncode == 0
    assert "Ola Nowak" in heard("user", "list", *data).stdout
    assert "No sign-on account was tied." in heard("user", "untie-sign-on", "ola@heard.example", *data).stdout
    assert "Nobody has the address" in heard("user", "untie-sign-on", "nobody@heard.example", *data).stderr


def test_a_person_is_added_listed_and_disabled(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    added = heard("user", "add", "Ola Nowak", "ola@heard.example", "--role", "reviewer", *data, typed=PASSWORD)
    assert added.returncode == 0, added.stderr
    assert "Ola Nowak" in heard("user", "list", *data).stdout
    assert heard("user", "disable", "ola@heard.example", *data).returncode == 0
    assert heard("user", "list", *data).stdout == ""


def test_somebodys_account_is_helped_with_from_the_server(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    heard("user", "add", "Ola Nowak", "ola@heard.example", "--role", "reviewer", *data, typed=PASSWORD)
    store = open_store(read_settings(data=tmp_path / "data"))
    person = store.read(by_email, "ola@heard.example")
    assert person is not None
    ola = number_of(person)
    number = new_number()
    code = TOTP(store.read(key_of, ola, number)).at(store.now)
    assert store.write_now(confirm, ola, number, code) is not None
    key = store.write_now(open_session, ola)
    assert heard("user", "end-sessions", "ola@heard.example", *data).stdout == "Sessions ended: 1.\n"
    with pytest.raises(SignedOut):
        store.read(live_session, key)
    assert store.read(second_factor, ola) is not None
    assert "taken away" in heard("user", "reset-factor", "ola@heard.example", *data).stdout
    assert store.read(second_factor, ola) is None
    assert heard("user", "set-password", "ola@heard.example", *data, typed="Ola Nowak Ola Nowak 1\n").returncode == 1
    set_one = heard("user", "set-password", "ola@heard.example", *data, typed="four other unrelated words\n")
    assert (set_one.returncode, set_one.stderr) == (0, "")
    assert store.read(password_fits, "ola@heard.example", "four other unrelated words") == ola
    store.close()
    for command in ("end-sessions", "reset-factor"):
        refused = heard("user", command, "nobody@heard.example", *data)
        assert (refused.returncode, refused.stderr) == (1, "Nobody has the address nobody@heard.example.\n")


@pytest.mark.parametrize("typed", [f"{TYPED}\r\n", f"{TYPED}\n", TYPED, f"\ufeff{TYPED}\r\n"])
def test_a_password_from_a_pipe_of_any_system_signs_in(tmp_path: Path, typed: str) -> None:
    data = ("--data", str(tmp_path / "data"))
    heard("user", "add", "Ola Nowak", "ola@heard.example", "--role", "reviewer", *data, typed=typed)
    store = open_store(read_settings(data=tmp_path / "data"))
    assert store.read(password_fits, "ola@heard.example", TYPED) is not None
    store.close()


def test_a_short_password_is_refused_with_the_mend(tmp_path: Path) -> None:
    words = ("user", "add", "Ola", "ola@heard.example", "--role", "reviewer", "--data", str(tmp_path / "data"))
    done = heard(*words, typed="short\n")
    assert done.returncode == 1
    assert "15 characters" in done.stderr


def test_a_form_with_a_wrong_scale_names_file_line_and_mend(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "id: wrong\nversion: 1\ntitle: Wrong\naudience: parent_carer\ntouchpoints: [conference]\nends_with: closing\n"
        "questions:\n  - id: one\n    kind: scale\n    scale: W55\n    text: Was it good?\n    evidence_for: [1]\n"
    )
    done = heard("forms", "check", str(file))
    assert done.returncode == 1
    assert "wrong.yaml, line 10" in done.stderr
    assert "W5" in done.stderr


def test_demo_mode_refuses_a_folder_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "heard.sqlite").write_text("somebody's")
    done = heard("serve", "--demo", "--data", str(tmp_path / "real"))
    assert done.returncode == 1
    assert "not made by demo mode" in done.stderr


@pytest.mark.parametrize(("name", "value"), [("HEARD_PORT", "many"), ("HEARD_PUBLIC_URL", "views.example")])
def test_a_wrong_setting_stops_the_start_and_says_the_mend(tmp_path: Path, name: str, value: str) -> None:
    done = heard("serve", "--data", str(tmp_path / "data"), **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_seed_gives_the_same_people_and_answers(tmp_path: Path) -> None:
    tables = []
    for name in ("one", "two"):
        folder = tmp_path / name
        data_folder.prepare(folder, demo=True)
        fill_with_demo_data(Settings(data=folder))
        heard("export", "--data", str(folder), str(tmp_path / f"{name}.json"))
        tables.append(json.loads((tmp_path / f"{name}.json").read_text()))
    assert tables[0]["children"] == tables[1]["children"]
    assert [voice["answers"].keys() for voice in tables[0]["voices"].values()] == [
        voice["answers"].keys() for voice in tables[1]["voices"].values()
    ]


TRACKER = "No.,What,Who,When\n1,Share reports,Amina Yusuf,3 May 2027\n2,,Amina Yusuf,\n"


def test_a_tracker_is_brought_in_and_each_row_is_told(tmp_path: Path) -> None:
    file = tmp_path / "tracker.csv"
    file.write_text(TRACKER, encoding="utf-8")
    data = ("--data", str(tmp_path / "data"))
    dry = heard("import", *data, "tracker", str(file), "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert "tracker.csv: 1 to bring, 0 present already, 1 bad" in dry.stdout
    assert "tracker.csv, CSV, row 3: Nothing says what has to be done." in dry.stdout
    first, second = (heard("import", *data, "tracker", str(file)) for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert "tracker.csv: 1 brought, 0 present already, 1 bad" in first.stdout
    assert "tracker.csv: 0 brought, 1 present already, 1 bad" in second.stdout
    assert "tracker.csv, CSV, row 2: It is item 1 already." in second.stdout


def test_a_file_that_cannot_be_read_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.xlsx"
    good.write_text(TRACKER, encoding="utf-8")
    bad.write_text("no workbook", encoding="utf-8")
    data = ("--data", str(tmp_path / "data"))
    done = heard("import", *data, "tracker", str(bad), str(tmp_path / "none.csv"), str(good))
    assert done.returncode == 1
    assert "bad.xlsx: This is not an Excel workbook." in done.stderr
    assert "none.csv: No such file" in done.stderr
    assert "good.csv: 1 brought" in done.stdout
    assert heard("import", *data, "cats", str(good)).returncode == 1
