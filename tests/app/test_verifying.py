"""What somebody changed who has the data and its secret is found, once a line was kept where they cannot come."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app import last_known
from app.data_folder import file_keys, secret_place
from app.opening import noted_file, open_store
from app.settings import Settings, WrongSetting
from feedback.concerns.concerns import CONCERNS
from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.voices.voices import VOICES
from people import audit
from people.audit import AUDIT
from storage.sqlite.engine import SqliteEngine
from storage.store import Database
from tests.cast import CHILD, Cast
from tests.commands import heard
from tests.family import Family

WHOLE = "The data and the audit trail are whole.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in which a family has answered and a concern is raised; a line of `heard head` lies elsewhere."""
    folder = tmp_path / "data"
    store = open_store(Settings(data=folder))
    cast = Cast(store)
    mother = Family(store, cast.ask().token)
    mother.begins()
    mother.answers("mostly")
    mother.writes("Nobody asked me.")
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    for _ in range(30):
        store.write_now(lambda db: audit.record(db, audit.SYSTEM, "tests.wrote"))
    store.close()
    (tmp_path / "heads").write_text(heard("head", "--data", str(folder)).stdout)
    return folder


def verify(data: Path, *, against: bool = True) -> str:
    """What `heard verify` says, on whichever stream."""
    words = ("--against", str(data.with_name("heads"))) if against else ()
    done = heard("verify", "--data", str(data), *words)
    assert (done.returncode == 0) is (done.stderr == "")
    assert "Traceback" not in done.stderr
    return done.stdout or done.stderr


def sql(*statements: str) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        engine = SqliteEngine(data, file_keys(secret_place(data, None)))
        for statement in statements:
            engine.writer().connection.execute(statement)
        engine.close()

    return change


def through_the_store(verb: Callable[[Database], object]) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        store = open_store(Settings(data=data))
        store.write_now(verb)
        store.close()

    return change


def seal_anew(db: Database, seal: Callable[[Database, dict], str], first: int = 5) -> None:
    """Change an entry, and seal it and all behind it."""
    db.table(AUDIT).replace(first, {"who": 999})
    previous = audit.entry(db, first - 1)["seal"]
    for number in range(first, len(db.table(AUDIT)) + 1):
        body = {**audit.entry(db, number), "previous": previous}
        del body["seal"]
        previous = seal(db, body)
        db.table(AUDIT).replace(number, {"previous": body["previous"], "seal": previous})


def say_otherwise(db: Database) -> None:
    (voice,) = db.table(VOICES).all()
    answers = voice["answers"]
    written = next(name for name, one in answers.items() if one["value"] == "Nobody asked me.")
    answers[written]["value"] = "Everybody asked me."
    db.table(VOICES).replace(voice.doc_id, {"answers": answers})


def take_an_answer_away(db: Database) -> None:
    (voice,) = db.table(VOICES).all()
    (first, *_), answers = voice["answers"], voice["answers"]
    del answers[first]
    db.table(VOICES).replace(voice.doc_id, {"answers": answers})


LAST = "(SELECT max(id) - 20 FROM rows_audit)"
WITH_THE_SECRET = {
    "the last twenty entries deleted": (
        sql(f"DELETE FROM entries WHERE kind = 'audit' AND id > {LAST}", f"DELETE FROM rows_audit WHERE id > {LAST}"),
        "The audit trail had",
    ),
    "all entries deleted": (
        sql("DELETE FROM entries WHERE kind = 'audit'", "DELETE FROM rows_audit"),
        "The audit trail had",
    ),
    "an entry changed, and all behind it sealed anew": (
        through_the_store(lambda db: seal_anew(db, audit._seal)),
        "is not the one that stood there",
    ),
    "a concern deleted": (
        sql("DELETE FROM entries WHERE kind = 'concerns'", "DELETE FROM rows_concerns"),
        f"Of {CONCERNS.name} there were 1",
    ),
}
BY_ITSELF = {
    "all entries deleted": (
        sql("DELETE FROM entries WHERE kind = 'audit'", "DELETE FROM rows_audit"),
        "The trail does not tell of the answer",
    ),
    "all entries behind the first answer deleted": (
        sql("DELETE FROM entries WHERE kind = 'audit' AND id > 10", "DELETE FROM rows_audit WHERE id > 10"),
        "The trail does not tell of the answer",
    ),
    "an answer said otherwise": (through_the_store(say_otherwise), "is not the one of which the trail tells"),
    "an answer taken away": (through_the_store(take_an_answer_away), "of which the trail tells, is gone"),
    "a voice taken away": (
        sql("DELETE FROM entries WHERE kind = 'voices'", "DELETE FROM rows_voices"),
        "of which the trail tells, is gone",
    ),
    "an entry changed, and sealed without the key": (
        through_the_store(lambda db: seal_anew(db, lambda _, body: audit._seal_without_key(body))),
        "The audit trail was changed at entry 5",
    ),
}


def test_what_nobody_changed_is_whole(data: Path) -> None:
    assert verify(data) == WHOLE
    through_the_store(lambda db: audit.record(db, audit.SYSTEM, "tests.wrote"))(data)
    assert verify(data) == WHOLE  # what came since takes nothing away
    assert heard("head", "--data", str(data)).stdout.count("\n") == 1


@pytest.mark.parametrize("name", WITH_THE_SECRET)
def test_what_only_a_line_kept_elsewhere_tells(data: Path, name: str) -> None:
    change, said = WITH_THE_SECRET[name]
    change(data)
    assert said in verify(data)


@pytest.mark.parametrize("name", BY_ITSELF)
def test_what_the_data_itself_tells(data: Path, name: str) -> None:
    change, said = BY_ITSELF[name]
    change(data)
    assert said in verify(data, against=False)


@pytest.mark.parametrize("name", WITH_THE_SECRET)
def test_what_was_noted_beside_the_secret_is_asked_at_each_start(data: Path, name: str) -> None:
    settings = Settings(data=data)
    store = open_store(settings)
    last_known.note(store, noted_file(settings))
    store.close()
    change, said = WITH_THE_SECRET[name]
    change(data)
    with pytest.raises(WrongSetting, match=said):
        open_store(settings)


def test_what_was_noted_is_not_written_over_by_less(data: Path) -> None:
    settings = Settings(data=data)
    store = open_store(settings)
    last_known.note(store, noted_file(settings))
    before = noted_file(settings).read_bytes()
    store.close()
    WITH_THE_SECRET["the last twenty entries deleted"][0](data)
    aside = noted_file(settings).rename(data.with_name("aside"))
    store = open_store(settings)
    aside.rename(noted_file(settings))
    last_known.note(store, noted_file(settings))  # as it would each minute
    store.close()
    assert noted_file(settings).read_bytes() == before


@pytest.mark.parametrize("line", ["{", "[]", '{"store": 1}', '{"store": "a", "entries": 1, "at": "x", "other": 2}'])
def test_a_line_that_is_none_is_told(data: Path, line: str) -> None:
    data.with_name("heads").write_text(line)
    assert "did not print" in verify(data)
    data.with_name("heads").unlink()
    assert "No such file" in verify(data)


def test_entries_of_before_seals_had_a_key_stand_at_the_beginning(data: Path) -> None:
    through_the_store(lambda db: seal_anew(db, lambda _, body: audit._seal_without_key(body), first=2))(data)
    store = open_store(Settings(data=data))

    def all_of_before(db: Database) -> None:
        first = dict(audit.entry(db, 1))
        del first["seal"]
        db.table(AUDIT).replace(1, {"seal": audit._seal_without_key(first)})
        seal_anew(db, lambda _, body: audit._seal_without_key(body), first=2)
        audit.record(db, audit.SYSTEM, "tests.wrote")

    store.write_now(all_of_before)
    store.close()
    assert verify(data, against=False) == f"{WHOLE}{last_known.NOTHING_NOTED}\n"
    assert "is not the one that stood there" in verify(data)
