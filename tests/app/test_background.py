"""The jobs beside the pages: they run, they survive their own faults, and they stop."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.background import Job, jobs_of_texts, working
from app.opening import open_store
from app.settings import Settings
from feedback.messages.outbox import queue
from storage.store import Store
from tests.conftest import SECRET
from tests.outgoing import HOUSE, IMPATIENT, states, twilio
from tests.server import Server
from tests.stand_in import ACCOUNT, TOKEN, StandIn, standing_in


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


async def until(store: Store, wanted: list[str]) -> None:
    """Wait for the outbox, which another thread or program changes, to hold these states."""
    deadline = time.monotonic() + 30
    while states(store) != wanted and time.monotonic() < deadline:  # noqa: ASYNC110  # there is no event to wait for
        await asyncio.sleep(0.02)
    assert states(store) == wanted


async def test_a_text_that_is_queued_goes_at_once(store: Store, stand_in: StandIn) -> None:
    async with working(store, jobs_of_texts(store, twilio(stand_in), HOUSE)):
        await asyncio.sleep(0.1)
        await store.write(queue, to="+447700900001", body="Hello", purpose="reply", language="en")
        before = time.monotonic()
        await until(store, ["accepted"])
    assert time.monotonic() - before < 4


async def test_a_job_that_fails_is_tried_again_and_harms_no_other(store: Store) -> None:
    rounds = {"broken": 0, "sound": 0}

    async def broken() -> None:
        rounds["broken"] += 1
        raise RuntimeError("on purpose")

    async def sound() -> None:
        rounds["sound"] += 1

    async with working(store, [Job("broken", 0.01, broken), Job("sound", 0.01, sound)]):
        while min(rounds.values()) < 4:  # noqa: ASYNC110  # each round is one of the program's own
            await asyncio.sleep(0.01)


async def test_stopping_lets_a_send_that_has_begun_come_to_its_end(store: Store, stand_in: StandIn) -> None:
    stand_in.will("silent")
    await store.write(queue, to="+447700900001", body="Hello", purpose="reply", language="en")
    async with working(store, jobs_of_texts(store, twilio(stand_in, time_out=IMPATIENT), HOUSE)):
        while not stand_in.kept:  # noqa: ASYNC110  # as above
            await asyncio.sleep(0.01)
    assert states(store) == ["unknown"]


@pytest.fixture
def server(tmp_path: Path, stand_in: StandIn) -> Iterator[Server]:
    """The whole program, with the stand-in as its provider."""
    port = Server(tmp_path / "data").port
    server = Server(
        tmp_path / "data",
        port,
        HEARD_TEXTS="twilio",
        HEARD_TWILIO_ACCOUNT=ACCOUNT,
        HEARD_TWILIO_TOKEN=TOKEN,
        HEARD_TWILIO_FROM="+447700900999",
        HEARD_TWILIO_BASE_URL=stand_in.url,
        HEARD_PUBLIC_URL=f"http://localhost:{port}",
        HEARD_SECRET_FILE=str(tmp_path / "secret"),
    )
    (tmp_path / "secret").write_text(SECRET.decode() * 3)
    server.start()
    yield server
    server.kill()


async def test_the_running_program_sends_and_hears_back(server: Server, stand_in: StandIn) -> None:
    store = open_store(Settings(data=server.folder, secret_file=server.folder.with_name("secret")))
    told = states(store)  # of the demo's own texts
    try:
        await store.write(queue, to="+447700900001", body="Hello", purpose="reply", language="en")
        await until(store, sorted([*told, "accepted"]))
        assert stand_in.calls_back(stand_in.kept[-1], "delivered").status_code == 204
        assert states(store) == sorted([*told, "delivered"])
    finally:
        store.close()
