"""`/metrics` of the running program and of each part: there only with a token, and with the rounds of its work."""

import asyncio
import re
import time
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from app.background import Job, Rounds, working
from app.plain_programs import families_alone, work_alone
from app.settings import Settings, WrongSetting, read_settings
from storage.store import Store
from tests.cast import LIBRARY
from tests.server import Server

GUIDE = Path(__file__).parents[2] / "docs/guides/what-to-watch.md"
TOKEN = "a-token-that-only-the-tests-know"
KEY = {"Authorization": f"Bearer {TOKEN}"}


def settings(tmp_path: Path, **given: object) -> Settings:
    return read_settings(data=tmp_path / "data", secret_file=tmp_path / "secret", **given)


def test_without_a_token_there_is_no_such_address(store: Store, tmp_path: Path) -> None:
    with TestClient(work_alone(settings(tmp_path), store, LIBRARY)) as client:
        assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_work_tells_what_stands_and_when_each_job_came_round(store: Store, tmp_path: Path) -> None:
    before = time.time()
    with TestClient(work_alone(settings(tmp_path, metrics_token=TOKEN), store, LIBRARY)) as client:
        last = 'heard_work_last_round_timestamp_seconds{work="sending texts"} '
        until = time.monotonic() + 20
        while f"{last}0\n" in (text := client.get("/metrics", headers=KEY).text) and time.monotonic() < until:
            time.sleep(0.02)
    found = next(float(line.removeprefix(last)) for line in text.splitlines() if line.startswith(last))
    assert before - 1 <= found <= time.time()
    assert 'heard_work_every_seconds{work="sending texts"} 5\n' in text
    assert 'heard_process{part="work"} 1\n' in text
    assert "heard_triage 0\n" in text


def test_families_process_tells_of_itself_alone(store: Store, tmp_path: Path) -> None:
    with TestClient(families_alone(settings(tmp_path, metrics_token=TOKEN), store, LIBRARY)) as client:
        assert client.get("/metrics").status_code == 401
        text = client.get("/metrics", headers=KEY).text
    assert 'heard_process{part="families"} 1\n' in text
    assert "heard_writes_total" in text
    assert "heard_triage" not in text


async def test_a_round_that_fails_is_counted_and_is_no_last_round(store: Store) -> None:
    rounds, tries = Rounds(), 0

    async def broken() -> None:
        nonlocal tries
        tries += 1
        raise RuntimeError("on purpose")

    async with working(store, [Job("broken", 0.01, broken)], rounds):
        while tries < 2:  # noqa: ASYNC110  # each round is one of the program's own
            await asyncio.sleep(0.01)
    assert rounds.failed["broken"] >= 2
    assert rounds.ended == {}


@pytest.mark.parametrize("token", ["short", "with a space in the middle of it"])
def test_a_token_that_is_easily_guessed_stops_the_start(token: str) -> None:
    with pytest.raises(WrongSetting, match="HEARD_METRICS_TOKEN must have at least 20 signs"):
        read_settings(metrics_token=token)


def test_a_token_whose_file_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="HEARD_METRICS_TOKEN_FILE"):
        read_settings(metrics_token_file=tmp_path / "none")


def test_the_running_program_tells_all(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", HEARD_METRICS_TOKEN=TOKEN)
    server.start()
    try:
        assert httpx.get(f"{server.url}/metrics").status_code == 401
        text = httpx.get(f"{server.url}/metrics", headers=KEY).text
    finally:
        server.kill()
    assert 'heard_process{part="whole"} 1\n' in text
    assert "heard_concerns_unacknowledged_oldest_seconds" in text
    assert 'work="fetching texts"' not in text
    told = set(re.findall(r"# HELP (heard_\w+)", text))
    assert set(re.findall(r"\bheard_\w+", GUIDE.read_text())) == told  # whoever writes an alarm finds each figure
