"""A real server with the door for texts, and a gateway that knocks on it well and badly."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from app.settings import Settings
from app.texting import webhooks
from feedback.messages.inbox import RECEIVED
from feedback.messages.outbox import OUTBOX
from feedback.messages.twilio import Signature
from pages.hooks.signature import LARGEST
from pages.hooks.twilio_inbound import INBOUND, inbound_route
from people.contact_points import ContactPoints
from storage.errors import NotSaved
from storage.store import Store
from storage.table import Document
from tests.server import free_port

TOKEN, PUBLIC = "the account's own secret", "https://views.example"
FORM = "application/x-www-form-urlencoded"
TEXT = {"MessageSid": "SM1", "From": "+447700900123", "To": "+447700900001", "Body": "hello"}


@dataclass
class Gateway:
    """Posts what Twilio posts, signed over our public address."""

    client: httpx.Client
    store: Store

    def delivers(self, body: str = "hello", sid: str = "SM1", **fields: str) -> httpx.Response:
        return self.posts(urlencode({**TEXT, "Body": body, "MessageSid": sid, **fields}).encode())

    def posts(self, content: bytes, signature: str | None = None, kind: str = FORM, query: str = "") -> httpx.Response:
        pairs = dict(httpx.QueryParams(content.decode("latin-1")).multi_items())
        right = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}{INBOUND}{query}", pairs)
        sealed = right if signature is None else signature
        headers = {"content-type": kind, "x-twilio-signature": sealed}
        return self.client.post(INBOUND + query, content=content, headers=headers)

    @property
    def kept(self) -> list[Document]:
        return self.store.read(lambda db: db.table(RECEIVED).all())

    @property
    def replies(self) -> list[Document]:
        return self.store.read(lambda db: db.table(OUTBOX).all())


@pytest.fixture
def gateway(store: Store) -> Iterator[Gateway]:
    port = free_port()
    app = Starlette(routes=[inbound_route(store, Signature(TOKEN, PUBLIC), ContactPoints(PUBLIC))])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        yield Gateway(client, store)
    server.should_exit = True
    thread.join()


def test_a_text_is_kept_and_answered_with_nothing_for_our_reply_goes_its_own_way(gateway: Gateway) -> None:
    reply = gateway.delivers()
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert reply.text.endswith("<Response/>")
    assert [text["body"] for text in gateway.kept] == ["hello"]
    assert len(gateway.replies) == 1


def test_pictures_are_kept_as_having_come_and_two_are_two(gateway: Gateway) -> None:
    for sid in ("MM1", "MM2", "MM2"):
        assert gateway.delivers("", sid, NumMedia="1", MediaUrl0="https://api.example/1").status_code == 200
    assert [(one["pictures"], one["waiting"]) for one in gateway.kept] == [(1, True), (1, True)]


@pytest.mark.parametrize("said", ["", "0", "-1", "1.5", "many", "٣", "9" * 30])
def test_a_number_of_pictures_that_makes_no_sense_is_none(gateway: Gateway, said: str) -> None:
    assert gateway.delivers("hello", NumMedia=said).status_code == 200
    assert [one["pictures"] for one in gateway.kept] == [0]


def test_fifty_deliveries_at_once_are_one_message_and_one_reply(gateway: Gateway) -> None:
    with ThreadPoolExecutor(50) as crowd:
        replies = list(crowd.map(lambda _: gateway.delivers(), range(50)))
    assert {reply.status_code for reply in replies} == {200}
    assert (len(gateway.kept), len(gateway.replies)) == (1, 1)


@pytest.mark.parametrize(
    "body",
    ["", " ", "x" * 1600, "ትግርኛ" * 300, "👍", "👨‍👩‍👧" * 200, "a\x00b", "1\r\n2", "<Response/>", "=1+1", "&a=b%"],
)
def test_any_body_is_kept_and_never_a_fault(gateway: Gateway, body: str) -> None:
    assert gateway.delivers(body).status_code == 200
    assert len(gateway.kept) == 1
    assert gateway.kept[0]["why"] != "fault"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"MessageSid=SM1&From=%2B447700900123&Body=%ff%fe", 400),
        (b"MessageSid=SM1&From=%2B447700900123&Body=\xff", 400),
        (b"MessageSid=SM1&From=%2B447700900123&Body=%ed%a0%80", 400),
        (b"MessageSid=SM1&From=%2B447700900123&Body=%zz", 400),
        (b"&".join(b"a%d=1" % number for number in range(201)), 400),
        (b"MessageSid=SM1&From=%2B447700900123&Body=hi&Body=2", 403),
        (b"MessageSid=SM1&MessageSid=SM2&From=%2B447700900123&Body=hi", 403),
        (b"From=%2B447700900123&Body=hi", 400),
        (b"MessageSid=SM1&Body=hi", 400),
        (b"MessageSid=" + b"x" * 65 + b"&From=%2B447700900123&Body=hi", 400),
        (b"", 400),
        (b"Body=" + b"x" * LARGEST, 413),
    ],
)
def test_what_is_no_text_of_ours_is_refused_and_nothing_is_kept(gateway: Gateway, content: bytes, status: int) -> None:
    assert gateway.posts(content).status_code == status
    assert gateway.kept == []


def test_what_was_not_signed_by_them_is_refused(gateway: Gateway) -> None:
    good = urlencode(TEXT).encode()
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC + INBOUND, TEXT)
    for wrong in (
        "",
        "nonsense",
        "é".encode().hex(),
        RequestValidator("another").compute_signature(PUBLIC + INBOUND, TEXT),
    ):
        assert gateway.posts(good, wrong).status_code == 403
    assert gateway.posts(good.replace(b"hello", b"yes"), signature).status_code == 403
    assert gateway.posts(good, signature, query="?id=1").status_code == 403
    assert gateway.kept == []
    assert gateway.posts(good, signature).status_code == 200


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_another_kind_of_body_is_refused(gateway: Gateway, kind: str) -> None:
    assert gateway.posts(urlencode(TEXT).encode(), kind=kind).status_code == 415


def test_only_a_post_knocks_here(gateway: Gateway) -> None:
    assert gateway.client.get(INBOUND).status_code == 405
    assert gateway.client.put(INBOUND).status_code == 405


def test_a_disk_that_keeps_nothing_is_told_to_the_gateway_so_that_it_tries_again(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*args: object, **kwargs: object) -> None:
        raise NotSaved("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(gateway.store, "write", full)
        assert gateway.delivers().status_code == 503
    assert gateway.delivers().status_code == 200
    assert len(gateway.kept) == 1


def test_without_credentials_there_is_no_such_address(store: Store) -> None:
    app = Starlette(routes=[*webhooks(Settings(), store)])
    with TestClient(app) as client:
        assert client.post(INBOUND, data=TEXT).status_code == 404
