"""A backup each night by London time, by itself; how old the last good one is stands where it is looked for."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from app.backups.making import Source, complete_ones
from app.backups.nightly import NightlyBackup, is_due, jobs_of_backups
from app.settings import WrongSetting, read_settings
from pages.hooks.health import health_route
from pages.staff.home.machine import last_backup, troubles_of_the_machine
from pages.staff.shell.context import StaffContext
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from people import audit
from people.backups import note_failed, note_good, standing
from people.nightly_runs import NightlyStanding
from storage.store import Store
from tests.app.backups.house import wrote
from tests.cast import LIBRARY, Cast, Clock


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def nightly(store: Store, tmp_path: Path, backups: Path, kept: int = 14) -> NightlyBackup:
    return NightlyBackup(Source(store, tmp_path / "data", audit.SYSTEM), backups, kept)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last_good", "due"),
    [
        ("2026-01-10T12:00", None, True),
        ("2026-01-10T01:59", "2026-01-09T02:10", False),
        ("2026-01-10T02:00", "2026-01-09T02:10", True),
        ("2026-01-10T02:20", "2026-01-10T02:05", False),
        ("2026-01-10T09:00", "2026-01-09T02:10", True),  # the machine was off at night
        ("2026-01-10T23:59", "2026-01-10T02:05", False),
        ("2026-01-11T00:30", "2026-01-10T02:05", False),
        ("2026-07-10T01:00", "2026-07-09T01:10", True),  # two o'clock in London's summer
        ("2026-07-10T00:50", "2026-07-09T01:10", False),
        ("2026-10-25T01:30", "2026-10-24T01:10", False),  # the hour that comes twice is past one
        ("2026-10-25T02:00", "2026-10-24T01:10", True),
    ],
)
def test_it_is_due_once_a_night_by_london_time(now: str, last_good: str | None, due: bool) -> None:
    assert is_due(at(now), NightlyStanding(at(last_good) if last_good else None, None, "")) is due


def test_one_that_failed_is_tried_again_after_an_hour() -> None:
    failed = NightlyStanding(at("2026-01-09T02:10"), at("2026-01-10T02:05"), "The disk is full.")
    assert not is_due(at("2026-01-10T02:50"), failed)
    assert is_due(at("2026-01-10T03:05"), failed)


async def test_each_night_makes_one_and_the_newest_are_kept(
    store: Store, clock: Clock, tmp_path: Path, backups: Path
) -> None:
    job = nightly(store, tmp_path, backups, kept=2)
    for _ in range(4):
        await job.round()
        await job.round()
        clock.forward(days=1)
    assert [one.name[:16] for one in complete_ones(backups)] == ["heard-2026-05-14", "heard-2026-05-15"]


async def test_one_that_fails_is_told_in_the_log_and_in_the_store(
    store: Store, clock: Clock, tmp_path: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = nightly(store, tmp_path, backups / "disk")
    await job.round()
    assert "There is no folder" in store.read(standing).why
    assert "no backup was made" in capsys.readouterr().out
    (backups / "disk").mkdir()
    clock.forward(hours=1)
    await job.round()
    assert store.read(standing).why == ""
    assert store.read(standing).last_good == store.now


async def test_a_program_that_ends_leaves_no_half_one_and_calls_it_no_failure(
    store: Store, tmp_path: Path, backups: Path
) -> None:
    wrote(store, 400, "x" * 20_000)
    round_ = asyncio.create_task(nightly(store, tmp_path, backups).round())
    while not list(backups.iterdir()):  # noqa: ASYNC110, ASYNC240  # until the thread is at work
        await asyncio.sleep(0.001)
    round_.cancel()
    with pytest.raises(asyncio.CancelledError):
        await round_
    await asyncio.get_running_loop().shutdown_default_executor()
    assert list(backups.iterdir()) == []  # noqa: ASYNC240
    assert store.read(standing) == NightlyStanding(None, None, "")


def test_it_is_off_until_a_folder_is_set(store: Store, tmp_path: Path) -> None:
    assert jobs_of_backups(store, tmp_path / "data", None, 14) == ()
    assert len(jobs_of_backups(store, tmp_path / "data", tmp_path, 14)) == 1


def test_a_folder_inside_the_data_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARD_BACKUPS", str(tmp_path / "data" / "backups"))
    with pytest.raises(WrongSetting, match="inside the data folder"):
        read_settings(data=tmp_path / "data")


# What health and Home say


def health(store: Store, *, backups: bool = True) -> object:
    program = httpx.ASGITransport(Starlette(routes=[health_route(store, backups=backups)]))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=program, base_url="http://heard.example") as client:
            return await client.get("/health")

    return asyncio.run(asked()).json()


def test_health_says_when_the_last_good_one_was_made(store: Store, clock: Clock) -> None:
    assert health(store) == {"ready": True, "backup": {"last_good": None, "late": True}}
    made = store.now
    store.write_now(note_good, audit.SYSTEM, made, "heard-1", 5)
    assert health(store) == {"ready": True, "backup": {"last_good": made.isoformat(), "late": False}}
    clock.forward(hours=27)
    store.write_now(note_failed, "The disk is full.")
    assert health(store) == {"ready": True, "backup": {"last_good": made.isoformat(), "late": True}}


def test_health_says_nothing_of_backups_where_none_is_made_by_itself(store: Store) -> None:
    assert health(store, backups=False) == {"ready": True}


def desk(store: Store, *, demo: bool = False) -> StaffContext:
    settings = StaffSettings(public_url=None, secure_cookies=False, demo=demo, backups=True)
    return StaffContext(store, LIBRARY, settings, Presence(store))


def test_home_tells_the_administrator_how_old_the_last_good_one_is(store: Store, cast: Cast, clock: Clock) -> None:
    here = desk(store)
    assert last_backup(here, cast.administrator) == "No backup of this data has been made and checked yet."
    store.write_now(note_good, audit.SYSTEM, store.now, "heard-1", 5)
    assert "12:00 on 12 May" in last_backup(here, cast.administrator)
    assert troubles_of_the_machine(here, cast.administrator) == []
    clock.forward(hours=30)
    store.write_now(note_failed, "The disk is full.")
    assert troubles_of_the_machine(here, cast.administrator) == [
        "A backup failed at 18:00 on 13 May. The disk is full.",
        "The last good backup is 30 hours old.",
    ]


def test_nobody_else_is_told_and_a_demo_needs_none(store: Store, cast: Cast) -> None:
    store.write_now(note_failed, "The disk is full.")
    for person in (cast.worker, cast.head, cast.caller):
        assert (last_backup(desk(store), person), troubles_of_the_machine(desk(store), person)) == ("", [])
    assert last_backup(desk(store, demo=True), cast.administrator) == ""
