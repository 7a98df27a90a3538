"""What the network tells us over real HTTP: believed only when signed, and safe in any order."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from app.settings import Settings
from app.texting import webhooks
from feedback.messages.outbox import OUTBOX
from feedback.messages.twilio import CALLBACK, Signature
from pages.hooks import twilio_status
from pages.hooks.twilio_status import status_route
from storage.errors import NotSaved
from storage.store import Store
from tests.cast import Cast
from tests.outgoing import ask_her, send, text, twilio
from tests.server import free_port
from tests.stand_in import ACCOUNT, TOKEN, StandIn, sign, standing_in


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    """Our own server with the one door, on a real port."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    app = Starlette(routes=[status_route(store, Signature(TOKEN, base))])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.01)
    yield base
    server.should_exit = True
    thread.join()


@pytest.fixture
def sent(store: Store, cast: Cast, stand_in: StandIn, address: str) -> int:
    """A text that the provider has taken, and will call back about."""
    number = ask_her(store, cast).text
    send(store, twilio(stand_in, address))
    return number


def history(store: Store, number: int) -> list[str]:
    return [one["state"] for one in text(store, number)["history"]]


def test_a_signed_callback_is_kept(store: Store, stand_in: StandIn, sent: int) -> None:
    assert stand_in.calls_back(stand_in.kept[0], "delivered").status_code == 204
    assert history(store, sent) == ["queued", "claimed", "accepted", "delivered"]


def test_why_it_did_not_arrive_is_kept(store: Store, stand_in: StandIn, sent: int) -> None:
    stand_in.calls_back(stand_in.kept[0], "undelivered", 30006)
    assert (text(store, sent)["code"], text(store, sent)["needs"]) == ("30006", "person")


def test_fifty_at_once_and_in_any_order_are_one_change_each(store: Store, stand_in: StandIn, sent: int) -> None:
    kept = stand_in.kept[0]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda n: stand_in.calls_back(kept, ("delivered", "sent")[n % 2]), range(50)))
    assert {one.status_code for one in answers} == {204}
    told = history(store, sent)
    assert told[-1] == "delivered"
    assert len(told) == len(set(told))


def test_what_was_changed_after_signing_is_refused(store: Store, stand_in: StandIn, sent: int) -> None:
    assert stand_in.calls_back(stand_in.kept[0], "sent", MessageStatus="delivered").status_code == 403
    assert history(store, sent)[-1] == "accepted"


def signed(address: str, fields: dict[str, str], query: str) -> tuple[str, dict[str, str]]:
    where = f"{address}{CALLBACK}?{query}"
    return where, {"X-Twilio-Signature": sign(where, fields)}


FIELDS = {"MessageSid": "SM" + "0" * 32, "MessageStatus": "delivered", "AccountSid": ACCOUNT}


def test_without_a_signature_with_another_query_or_a_doubled_field_it_is_refused(
    store: Store, address: str, sent: int
) -> None:
    opaque = text(store, sent)["opaque"]
    where, headers = signed(address, FIELDS, f"id={opaque}")
    doubled = "&".join(f"{name}={value}" for name, value in FIELDS.items()) + "&MessageStatus=delivered"
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    refused = [
        httpx.post(where, data=FIELDS),
        httpx.post(where, data=FIELDS, headers={"X-Twilio-Signature": "x"}),
        httpx.post(f"{where}&more=1", data=FIELDS, headers=headers),
        httpx.post(where, content=doubled, headers=form),
    ]
    assert [one.status_code for one in refused] == [403] * 4
    assert history(store, sent)[-1] == "accepted"


def test_the_host_that_was_asked_does_not_matter_only_the_address_that_was_set(
    store: Store, address: str, sent: int
) -> None:
    where, headers = signed(address, FIELDS, f"id={text(store, sent)['opaque']}")
    _, other_headers = signed("https://elsewhere.example", FIELDS, f"id={text(store, sent)['opaque']}")
    forwarded = {"Host": "elsewhere.example", "X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "https"}
    assert httpx.post(where, data=FIELDS, headers={**other_headers, **forwarded}).status_code == 403
    assert httpx.post(where, data=FIELDS, headers={**headers, **forwarded}).status_code == 204


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"MessageSid": "SM1"},
        {"MessageSid": "SM1", "MessageStatus": "on the moon"},
        {"MessageSid": "S" * 500, "MessageStatus": "delivered"},
        {"MessageSid": "SM" + "0" * 32, "MessageStatus": "delivered", "ErrorCode": "😀"},
    ],
)
def test_what_makes_no_sense_is_passed_over_without_a_fault(
    address: str, stand_in: StandIn, sent: int, fields: dict[str, str]
) -> None:
    for query in ("", "id=", "id=nobody", f"id={'x' * 900}", "id=%FF%00"):
        where, headers = signed(address, fields, query)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        assert httpx.post(where, data=fields, headers=headers).status_code in {204, 403}


def test_a_body_without_end_is_cut_off(address: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.suppress(httpx.TransportError):  # it may hang up before all is sent
        assert httpx.post(f"{address}{CALLBACK}", content=b"a" * 1_000_000, headers=form).status_code == 413


def test_broken_bytes_are_refused_and_keep_nothing(store: Store, address: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"}
    for body in (b"Body=%FF", b"Body=%", b"\x00=\xff", b"&".join(b"a%d=1" % n for n in range(2000))):
        assert 400 <= httpx.post(f"{address}{CALLBACK}", content=body, headers=form).status_code < 500
    assert store.read(lambda db: len(db.table(OUTBOX))) == 0


def test_when_nothing_can_be_kept_the_provider_is_told_to_try_again(
    address: str, stand_in: StandIn, sent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(twilio_status, "record_status", full_disk)
    assert stand_in.calls_back(stand_in.kept[0], "delivered").status_code == 503


def test_without_credentials_the_doors_are_not_there(store: Store) -> None:
    assert webhooks(Settings(), store) == []
