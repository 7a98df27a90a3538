"""`kill -9` before, during and after a send: each id reaches the provider at most once, and none is silently lost."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.opening import KINDS
from feedback.messages.outbox import queue
from storage.store import Store
from tests.conftest import SECRET
from tests.outgoing import look_up, send, states, twilio
from tests.stand_in import StandIn, standing_in

ROOT = Path(__file__).parents[3]
SETTLED = {"accepted", "unknown"}


class Later:
    """The clock of the program that is started again three minutes after the kill."""

    ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


def queue_texts(folder: Path, count: int) -> None:
    store = Store.open(folder, KINDS, secret=SECRET)
    for number in range(count):
        phone = f"+4477009{number:05}"
        store.write_now(queue, to=phone, body=f"Text {number}", purpose="reply", language="en")
    store.close()


def start(folder: Path, stand_in: StandIn, dies_at: str = "never") -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.feedback.messages.child_sending", str(folder), stand_in.url, dies_at]
    child = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.wait()
    assert child.returncode == -signal.SIGKILL


def start_again(folder: Path, stand_in: StandIn) -> list[str]:
    """What the outbox holds once the program has run again, a few minutes later."""
    clock = Later()
    clock.ahead = timedelta(minutes=3)
    store = Store.open(folder, KINDS, secret=SECRET, clock=clock)
    try:
        for _ in range(3):
            send(store, twilio(stand_in))
            look_up(store, twilio(stand_in))
            clock.ahead += timedelta(minutes=1)
        return states(store)
    finally:
        store.close()


@pytest.mark.parametrize(("dies_at", "ends_as"), [("handing over", "unknown"), ("taken", "accepted")])
def test_killed_while_texts_go_each_goes_at_most_once(
    on_disk: Path, stand_in: StandIn, dies_at: str, ends_as: str
) -> None:
    queue_texts(on_disk / "data", 1)
    child = start(on_disk / "data", stand_in, dies_at)
    assert child.wait(10) == -signal.SIGKILL
    assert start_again(on_disk / "data", stand_in) == [ends_as]
    assert stand_in.asked == (1 if dies_at == "taken" else 0)


def test_killed_while_the_provider_thinks_it_is_looked_up_and_not_sent_again(on_disk: Path, stand_in: StandIn) -> None:
    stand_in.will("silent")
    queue_texts(on_disk / "data", 1)
    child = start(on_disk / "data", stand_in)
    while not stand_in.kept:
        time.sleep(0.01)
    kill(child)
    assert start_again(on_disk / "data", stand_in) == ["accepted"]
    assert list(stand_in.times.values()) == [1]


def test_killed_before_it_was_claimed_it_goes_once(on_disk: Path, stand_in: StandIn) -> None:
    queue_texts(on_disk / "data", 1)
    assert start_again(on_disk / "data", stand_in) == ["accepted"]
    assert list(stand_in.times.values()) == [1]


def test_killed_again_and_again_under_load_nothing_doubles_and_nothing_is_lost(
    on_disk: Path, stand_in: StandIn
) -> None:
    queue_texts(on_disk / "data", 60)
    for goal in (10, 30):
        child = start(on_disk / "data", stand_in)
        while len(stand_in.kept) < goal:
            time.sleep(0.002)
        kill(child)
    ended = start_again(on_disk / "data", stand_in)
    assert len(ended) == 60
    assert set(ended) <= SETTLED
    assert set(stand_in.times.values()) == {1}
    assert ended.count("accepted") == len(stand_in.kept)
    assert ended.count("unknown") <= 2 * 4  # one for each lane and kill
