"""The running program with a stand-in for GOV.UK Notify: it sends, hears back, and takes what comes in either way."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.opening import open_store
from app.settings import Settings
from feedback.messages import inbox, outbox
from feedback.messages.outbox import queue
from storage.store import Store
from tests.conftest import SECRET
from tests.notify_stand_in import BEARER, KEY, TEMPLATE, NotifyStandIn, posts, receipt_for, told
from tests.outgoing import state
from tests.server import Server
from tests.stand_in import standing_in

PHONE, ANOTHER, MISSED = "+447700900811", "+447700900812", "+447700900813"


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with standing_in(NotifyStandIn) as found:
        yield found


@pytest.fixture
def server(tmp_path: Path, stand_in: NotifyStandIn) -> Iterator[Server]:
    (tmp_path / "secret").write_text(SECRET.decode() * 3)
    (tmp_path / "key").write_text(KEY)
    server = Server(
        tmp_path / "data",
        HEARD_TEXTS="notify",
        HEARD_NOTIFY_KEY_FILE=str(tmp_path / "key"),
        HEARD_NOTIFY_TEMPLATE=TEMPLATE,
        HEARD_NOTIFY_TOKEN=BEARER,
        HEARD_NOTIFY_BASE_URL=stand_in.url,
        HEARD_PUBLIC_URL="https://views.example.gov.uk",
        HEARD_SECRET_FILE=str(tmp_path / "secret"),
    )
    server.start()
    yield server
    server.kill()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_so()


def test_the_running_program_sends_hears_back_and_takes_what_comes_in(
    server: Server, stand_in: NotifyStandIn, tmp_path: Path
) -> None:
    store = open_store(Settings(data=server.folder, secret_file=tmp_path / "secret"))
    try:
        number = store.write_now(queue, to=PHONE, body="Hello", purpose="reply", language="en")
        until(lambda: state(store, number) == "accepted")
        kept = next(one for one in stand_in.kept if one.to == PHONE)
        assert posts(f"{server.url}/hooks/notify/status", receipt_for(kept, "delivered")).status_code == 200
        assert state(store, number) == "delivered"

        text = stand_in.gets("hello", ANOTHER.removeprefix("+"))
        assert posts(f"{server.url}/hooks/notify/inbound", told(text), "not ours").status_code == 403
        assert posts(f"{server.url}/hooks/notify/inbound", told(text)).status_code == 200
        assert words_from(store, ANOTHER) == ["hello"]
        until(lambda: any(one.to == ANOTHER for one in stand_in.kept))
    finally:
        store.close()


def test_what_came_in_while_the_program_was_away_is_fetched_when_it_starts(
    server: Server, stand_in: NotifyStandIn, tmp_path: Path
) -> None:
    server.kill()
    stand_in.gets("I was here", MISSED.removeprefix("+"), at=datetime.now(UTC) - timedelta(minutes=20))
    server.start()
    store = open_store(Settings(data=server.folder, secret_file=tmp_path / "secret"))
    try:
        until(lambda: words_from(store, MISSED) == ["I was here"])
        until(lambda: any(one.to == MISSED for one in stand_in.kept))
        assert len(store.read(outbox.by_phone, MISSED)) == 1
    finally:
        store.close()


def words_from(store: Store, phone: str) -> list[str]:
    return [one["body"] for one in store.read(inbox.by_phone, phone)]
