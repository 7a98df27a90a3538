"""A real server with the two doors for GOV.UK Notify, which tries again after a 5xx and never after a 4xx."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.settings import Settings
from app.texting import webhooks
from feedback.messages.inbox import RECEIVED
from feedback.messages.outbox import OUTBOX, queue
from pages.hooks import notify_callback
from pages.hooks.notify_callback import LARGEST
from pages.hooks.notify_inbound import INBOUND, inbound_route
from pages.hooks.notify_status import STATUS, status_route
from people.contact_points import ContactPoints
from people.opt_outs import stopped
from storage.errors import NotSaved
from storage.store import Store
from storage.table import Document
from tests.cast import Cast, Clock
from tests.notify_stand_in import BEARER, KeptByNotify, NotifyStandIn, posts, receipt_for, told
from tests.outgoing import PHONE, ask_her, notify, send, text
from tests.server import free_port
from tests.stand_in import Kept, standing_in
from tests.texting import MOTHERS, Texting

MESSAGE = {
    "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
    "source_number": "447700900123",
    "destination_number": "07700900999",
    "message": "hello",
    "date_received": "2026-05-12T10:59:30.000000Z",
}


@dataclass
class Doors:
    """Our server, and what it has kept."""

    address: str
    store: Store

    def comes_in(self, token: str = BEARER, **changes: object) -> int:
        return posts(self.address + INBOUND, {**MESSAGE, **changes}, token).status_code

    def becomes(self, kept: Kept, state: str, **changes: object) -> int:
        return posts(self.address + STATUS, {**receipt_for(kept, state), **changes}).status_code

    @property
    def kept(self) -> list[Document]:
        return self.store.read(lambda db: db.table(RECEIVED).all())

    @property
    def replies(self) -> list[Document]:
        return self.store.read(lambda db: db.table(OUTBOX).all())


@pytest.fixture
def doors(store: Store) -> Iterator[Doors]:
    port = free_port()
    app = Starlette(routes=[inbound_route(store, BEARER, ContactPoints()), status_route(store, BEARER)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Doors(f"http://127.0.0.1:{port}", store)
    server.should_exit = True
    thread.join()


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with standing_in(NotifyStandIn) as found:
        yield found


@pytest.fixture
def sent(store: Store, cast: Cast, stand_in: NotifyStandIn) -> int:
    """A text that Notify has taken."""
    number = ask_her(store, cast).text
    send(store, notify(stand_in))
    return number


def history(store: Store, number: int) -> list[str]:
    return [one["state"] for one in text(store, number)["history"]]


def test_a_text_is_kept_under_its_number_and_our_reply_goes_its_own_way(doors: Doors) -> None:
    assert doors.comes_in() == 200
    assert [(one["body"], one["sender"]) for one in doors.kept] == [("hello", MOTHERS)]
    assert [one["to"] for one in doors.replies] == [MOTHERS]


@pytest.mark.parametrize("written", ["447700900123", "07700900123", "+447700900123", " 447700900123 "])
def test_however_the_number_is_written_it_is_the_same_phone(doors: Doors, written: str) -> None:
    assert doors.comes_in(source_number=written) == 200
    assert [one["sender"] for one in doors.kept] == [MOTHERS]


@pytest.mark.parametrize("written", ["60075", "HMRC", "33612345678", "", None, 447700900123, "\x00", "é", "7" * 99])
def test_from_what_is_no_mobile_of_the_uk_it_is_kept_for_a_person(doors: Doors, written: object) -> None:
    assert doors.comes_in(source_number=written) == 200
    assert [one["waiting"] for one in doors.kept] == [True]
    assert doors.replies == []


def test_fifty_deliveries_at_once_are_one_message_and_one_reply(doors: Doors) -> None:
    with ThreadPoolExecutor(25) as crowd:
        answers = set(crowd.map(lambda _: doors.comes_in(), range(50)))
    assert answers == {200}
    assert (len(doors.kept), len(doors.replies)) == (1, 1)


@pytest.mark.parametrize("header", ["", "Bearer", BEARER, f"Bearer {BEARER}x", f"Basic {BEARER}", "Bearer é"])
def test_only_a_wrong_token_is_refused_and_nothing_of_it_is_kept(
    doors: Doors, store: Store, stand_in: NotifyStandIn, sent: int, header: str
) -> None:
    headers = {"Authorization": header.encode()} if header else {}
    for path, said in ((INBOUND, MESSAGE), (STATUS, receipt_for(stand_in.kept[0], "delivered"))):
        assert httpx.post(doors.address + path, json=said, headers=headers).status_code == 403
    assert doors.kept == []
    assert history(store, sent)[-1] == "accepted"


@pytest.mark.parametrize("body", ["", " ", None, 5, ["a"], "x" * 999, "ትግርኛ" * 300, "👨‍👩‍👧" * 200, "a\x00b", "1\r\n2"])
def test_any_words_are_kept_and_never_a_fault(doors: Doors, body: object) -> None:
    assert doors.comes_in(message=body) == 200
    assert len(doors.kept) == 1
    assert doors.kept[0]["why"] != "fault"


@pytest.mark.parametrize("given", [None, "", 7, "x" * 65, "a/b", "\x00", "é"])
def test_a_text_without_an_id_of_its_own_is_kept_once_all_the_same(doors: Doors, clock: Clock, given: object) -> None:
    for _ in range(3):
        assert doors.comes_in(id=given) == 200
        clock.forward(minutes=5)
    assert len(doors.kept) == 1


@pytest.mark.parametrize("moment", [None, "", "yesterday", 5, "2026-05-12", "2026-05-12T10:59", "9999-12-31T23:59:59Z"])
def test_a_time_that_makes_no_sense_loses_no_text(doors: Doors, moment: object) -> None:
    assert doors.comes_in(date_received=moment) == 200
    assert len(doors.kept) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"5", b"null", b"\xff\xfe", b"[" * 60_000, b'{"message": "' + b"x" * LARGEST + b'"}'],
    ids=["nothing", "broken", "list", "number", "null", "no text", "deep", "huge"],
)
def test_what_holds_nothing_that_can_be_kept_is_answered_and_is_no_fault(doors: Doors, content: bytes) -> None:
    headers = {"Authorization": f"Bearer {BEARER}"}
    for path in (INBOUND, STATUS):
        assert httpx.post(doors.address + path, content=content, headers=headers).status_code == 200
    assert (doors.kept, doors.replies) == ([], [])


@pytest.mark.parametrize("lone", [b'"\\ud800"', b'"a\\u0000"'])
def test_half_a_sign_anywhere_is_no_fault(doors: Doors, lone: bytes) -> None:
    names = (b"id", b"source_number", b"message", b"date_received", b"reference", b"status")
    content = b"{" + b", ".join(b'"%s": %s' % (name, lone) for name in names) + b"}"
    headers = {"Authorization": f"Bearer {BEARER}"}
    for path in (INBOUND, STATUS):
        assert httpx.post(doors.address + path, content=content, headers=headers).status_code == 200
    assert len(doors.kept) == 1


def test_a_stop_is_ours_to_understand_since_notify_knows_none(
    doors: Doors, store: Store, cast: Cast, stand_in: NotifyStandIn
) -> None:
    Texting(store, cast, Clock()).asks()
    assert doors.comes_in(message="Stop please") == 200
    assert store.read(stopped, MOTHERS) is not None
    assert doors.comes_in(message="hello?", id="another") == 200
    send(store, notify(stand_in))
    assert [one.body for one in stand_in.kept] == [
        "You will get no more texts from us. To get texts again, reply START."
    ]


@pytest.mark.parametrize("fault", [NotSaved("the disk is full"), "slow"], ids=["full", "slow"])
def test_what_could_not_be_kept_comes_again_and_is_then_kept_once(
    doors: Doors, store: Store, stand_in: NotifyStandIn, sent: int, monkeypatch: pytest.MonkeyPatch, fault: object
) -> None:
    async def in_trouble(*args: Any, **kwargs: Any) -> None:
        if isinstance(fault, NotSaved):
            raise fault
        await asyncio.sleep(5)

    with monkeypatch.context() as broken:
        broken.setattr(notify_callback, "WITHIN", 0.05)
        broken.setattr(store, "write", in_trouble)
        assert [doors.comes_in(), doors.becomes(stand_in.kept[0], "delivered")] == [503, 503]
    for _ in range(2):
        assert [doors.comes_in(), doors.becomes(stand_in.kept[0], "delivered")] == [200, 200]
    assert len(doors.kept) == 1
    assert history(store, sent) == ["queued", "claimed", "accepted", "delivered"]


def test_what_became_of_a_text_is_kept(doors: Doors, store: Store, stand_in: NotifyStandIn, sent: int) -> None:
    assert doors.becomes(stand_in.kept[0], "permanent-failure") == 200
    found = text(store, sent)
    assert (found["state"], found["code"], found["needs"]) == ("undelivered", "permanent-failure", "person")


def test_fifty_receipts_at_once_and_in_any_order_are_one_change(
    doors: Doors, store: Store, stand_in: NotifyStandIn, sent: int
) -> None:
    kept = stand_in.kept[0]
    with ThreadPoolExecutor(25) as crowd:
        said = ("delivered", "temporary-failure")
        answers = set(crowd.map(lambda number: doors.becomes(kept, said[number % 2]), range(50)))
    assert answers == {200}
    told_of = history(store, sent)
    assert told_of[-1] == "delivered"
    assert len(told_of) == len(set(told_of))


def test_a_receipt_before_the_answer_that_it_was_taken_is_kept(
    doors: Doors, store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    number = store.write_now(queue, to=PHONE, body="Hello", purpose="reply", language="en")
    opaque = str(text(store, number)["opaque"])
    assert doors.becomes(KeptByNotify("740e5834", PHONE, "Hello", opaque), "delivered") == 200
    send(store, notify(stand_in))
    assert (history(store, number)[-1], stand_in.asked) == ("delivered", 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"reference": "somebody else's"},
        {"reference": "a-reference-that-nobody-knows"},
        {"reference": None},
        {"id": "another"},
        {"id": None},
        {"status": "on the moon"},
        {"status": None},
        {"status": ["delivered"]},
    ],
)
def test_a_receipt_that_is_not_ours_or_makes_no_sense_changes_nothing_and_is_no_fault(
    doors: Doors, store: Store, stand_in: NotifyStandIn, sent: int, changes: dict[str, object]
) -> None:
    assert doors.becomes(stand_in.kept[0], "delivered", **changes) == 200
    assert history(store, sent)[-1] == "accepted"


def test_a_text_that_comes_late_is_no_answer_to_what_was_asked_meanwhile(
    doors: Doors, store: Store, cast: Cast, clock: Clock, stand_in: NotifyStandIn
) -> None:
    texting = Texting(store, cast, clock)
    texting.asks().sends("hello")
    send(store, notify(stand_in))
    written = clock.now - timedelta(minutes=5)
    clock.forward(minutes=2)
    assert doors.comes_in(message="1", date_received=written.isoformat()) == 200
    assert doors.kept[-1]["took"] == "crossed"
    assert texting.voices() == []


def test_what_is_late_and_after_the_question_is_its_answer(
    doors: Doors, store: Store, cast: Cast, clock: Clock, stand_in: NotifyStandIn
) -> None:
    texting = Texting(store, cast, clock)
    texting.asks().sends("hello")
    send(store, notify(stand_in))
    written = clock.now + timedelta(minutes=5)
    clock.forward(hours=3)
    assert doors.comes_in(message="1", date_received=written.isoformat()) == 200
    assert (doors.kept[-1]["took"], doors.kept[-1]["why"]) == ("agreed", "")
    assert "1/10" in doors.replies[-1]["body"]


def test_more_than_a_day_late_a_person_reads_it_and_only_a_stop_still_holds(
    doors: Doors, store: Store, clock: Clock
) -> None:
    written = (clock.now - timedelta(days=2)).isoformat()
    assert doors.comes_in(message="hello", date_received=written) == 200
    assert [(one["why"], one["waiting"]) for one in doors.kept] == [("late", True)]
    assert doors.replies == []
    assert doors.comes_in(message="STOP", id="another", date_received=written) == 200
    assert store.read(stopped, MOTHERS) is not None


def test_without_credentials_there_are_no_such_addresses(store: Store) -> None:
    with TestClient(Starlette(routes=[*webhooks(Settings(), store)])) as client:
        for path in (INBOUND, STATUS):
            assert client.post(path, json=MESSAGE).status_code == 404


def test_the_doors_are_two_and_take_posts_alone(doors: Doors) -> None:
    assert [httpx.get(doors.address + path).status_code for path in (INBOUND, STATUS)] == [405, 405]


def test_what_is_listed_is_what_is_posted() -> None:
    with standing_in(NotifyStandIn) as stand_in:
        assert told(stand_in.gets("hello")).keys() == MESSAGE.keys()
