"""Data as the first Heard kept it, plain and before any migration, is brought up, encrypted and goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.opening import open_store
from app.rekeying import rekey
from app.settings import Settings
from app.verifying import what_is_wrong
from feedback.triage.triage_list import what_waits
from people.children import by_ref
from people.staff import as_actor, everyone
from storage.sqlite.layout import file_of
from storage.store import is_readable_by_anybody
from tests.cast import CHILD, Clock
from tests.family import Family

ROWS = Path(__file__).with_name("rows_of_before.sql")
TOKEN = "L65O2N-K0OHQnf55MxgI6Q"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(file_of(folder))) as plain:
        plain.executescript(ROWS.read_text())
    folder.with_name("data.secret").write_text("0123456789abcdef" * 4)
    return folder


def test_it_is_brought_up_whole_encrypted_and_gone_on_with(data: Path) -> None:
    settings, clock = Settings(data=data), Clock()
    store = open_store(settings, clock)
    assert what_is_wrong(store) == []
    store.close()
    assert is_readable_by_anybody(data)
    assert rekey(settings) > 100
    assert not is_readable_by_anybody(data)
    store = open_store(settings, clock)
    assert what_is_wrong(store) == []
    family = Family(store, TOKEN)
    assert family.sees().question is None, "all of it was answered then, and the link still knows"
    family.finishes()
    head = next(as_actor(one) for one in store.read(everyone) if one["name"] == "Helen Marsh")
    assert {item.matter for item in store.read(what_waits, head)} == {"free_text"}
    child = store.read(by_ref, CHILD)
    assert child is not None
    assert (child["asked"], child["heard"]) == ("2026-05-12", "2026-05-12")
    store.close()
