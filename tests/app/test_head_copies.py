"""A line of `heard head` goes outside each night by itself, and the administrator hears when it could not."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import last_known
from app.head_copies import HeadCopy, jobs_of_head_copies
from app.settings import WrongSetting, read_settings
from app.verifying import heads_in, what_is_wrong
from pages.staff.home.machine import troubles_of_the_machine
from pages.staff.shell.context import StaffContext
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from people.audit import AUDIT
from people.head_copies import standing
from storage.store import Store
from tests.cast import LIBRARY, Cast, Clock


@pytest.fixture
def named(store: Store) -> Store:
    store.write_now(last_known._name)
    return store


async def test_a_line_is_added_each_night_and_verify_asks_it(named: Store, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "data.heads.jsonl"
    job = HeadCopy(named, Path("data"), tmp_path)
    for night in range(1, 4):
        await job.round()
        await job.round()  # a quarter of an hour later
        assert len(heads_in(file)) == night
        clock.forward(hours=24)
    assert what_is_wrong(named, heads_in(file)) == []
    assert [one["action"] for one in named.read(lambda db: db.table(AUDIT).all())].count("head.copied") == 3
    assert file.stat().st_mode & 0o777 == 0o600
    other = replace(heads_in(file)[0], seal="of another entry")
    assert "is not the one that stood there" in what_is_wrong(named, [other])[0]


async def test_one_that_failed_is_told_on_home_and_tried_again(
    named: Store, cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    desk = StaffSettings(public_url=None, secure_cookies=False, demo=False, head_copy=True)
    context = StaffContext(named, LIBRARY, desk, Presence(named))
    job = HeadCopy(named, Path("data"), tmp_path / "share")
    await job.round()
    [told] = troubles_of_the_machine(context, cast.administrator)
    assert "was not copied at" in told
    assert "No such file or directory" in told
    assert troubles_of_the_machine(context, cast.worker) == []
    (tmp_path / "share").mkdir()
    await job.round()
    assert named.read(standing).last_good is None, "not within the hour"
    clock.forward(hours=1)
    await job.round()
    assert troubles_of_the_machine(context, cast.administrator) == []
    clock.forward(hours=50)
    assert troubles_of_the_machine(context, cast.administrator) == ["The last copy of “heard head” is 50 hours old."]


async def test_a_file_that_is_named_is_added_to_and_what_stood_there_stays(named: Store, tmp_path: Path) -> None:
    line = named.read(last_known.seen_now).line()
    (tmp_path / "heads").write_text(f"{line}\n")
    await HeadCopy(named, Path("data"), tmp_path / "heads").round()
    assert (tmp_path / "heads").read_text().startswith(f"{line}\n")
    assert len(heads_in(tmp_path / "heads")) == 2


def test_nothing_is_done_unasked(store: Store, tmp_path: Path) -> None:
    assert jobs_of_head_copies(store, tmp_path, None) == ()
    assert len(jobs_of_head_copies(store, tmp_path, tmp_path / "heads")) == 1


def test_a_place_inside_the_data_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARD_HEAD_COPY", str(tmp_path / "data" / "heads"))
    with pytest.raises(WrongSetting, match="HEARD_HEAD_COPY is inside the data folder"):
        read_settings(data=tmp_path / "data")
