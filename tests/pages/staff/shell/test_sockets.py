"""A socket belongs to the session that drew its page: forged ids, others' cookies and strange frames get nothing.

The client is a real one, and the server is the office's: what a browser can send, and what only a forger sends.
"""

import asyncio
import gc
import html
import json
import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import httpx
import pytest
import socketio
import websockets
from nicegui import Client, core
from socketio.exceptions import ConnectionError as Refused

from feedback.concerns.concerns import CONCERNS
from feedback.concerns.kinds import AT_RISK, OPEN
from feedback.concerns.raising import raise_concern
from pages.staff.shell.sockets import EVENTS
from people.actor import Actor
from people.sessions import SESSIONS, sign_out
from tests.cast import CHILD
from tests.pages.staff.conftest import COOKIE, Office

PATH = "/staff/_nicegui_ws/socket.io"
WORDS = "Words that only the worker's own screen may say"
PATIENCE = 10.0


@dataclass
class Drawn:
    """A page as it was drawn for somebody: the ids that a proxy's log would show."""

    key: str
    client: str
    listener: str
    tab: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def query(self) -> str:
        ids = {"client_id": self.client, "tab_id": self.tab, "document_id": str(uuid.uuid4()), "next_message_id": "0"}
        return "&".join(f"{name}={value}" for name, value in ids.items())

    def act(self, **data: Any) -> dict[str, Any]:
        return {"id": 0, "client_id": self.client, "listener_id": self.listener, "args": [json.dumps(data)]}


def draw(office: Office, actor: Actor, path: str = "/staff/", key: str = "") -> Drawn:
    key = key or office.key_of(actor)
    page = httpx.get(f"{office.url}{path}", cookies={COOKIE: key}, timeout=20).text
    text = html.unescape(page)
    client = re.search(r"""['"]client_id['"]: ?['"]([0-9a-f-]{36})""", text)
    listener = re.search(r'"listener_id": ?"([0-9a-f-]{36})","type": ?"act"', text)
    assert client is not None
    assert listener is not None
    return Drawn(key, client[1], listener[1])


class Line:
    """One socket, with somebody's cookie."""

    def __init__(self, office: Office, key: str) -> None:
        self.office = office
        self.headers = {"Cookie": f"{COOKIE}={key}", "Origin": office.url}
        self.heard: list[str] = []
        # a session of HTTP of its own: each request of polling shows the cookie, as a browser's does
        self.http = aiohttp.ClientSession(headers=self.headers)
        self.io = socketio.AsyncClient(reconnection=False, http_session=self.http)
        self.io.on("*", lambda event, *sent: self.heard.append(f"{event} {sent}"))

    async def open(self, query: str = "", transport: str = "websocket") -> "Line":
        await self.io.connect(
            f"{self.office.url}?{query}",
            headers=self.headers,
            socketio_path=PATH,
            transports=[transport],
            wait_timeout=PATIENCE,
        )
        return self

    async def call(self, event: str, data: Any) -> Any:
        return await self.io.call(event, data, timeout=PATIENCE)

    async def handshake(self, page: Drawn) -> bool:
        ids = {"client_id": page.client, "tab_id": page.tab, "document_id": "d", "next_message_id": 0}
        return bool(await self.call("handshake", ids))

    async def __aenter__(self) -> "Line":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.io.eio.disconnect(abort=True)  # politely, the client would wait for the end of its present poll
        await self.http.close()


async def until(holds: Callable[[], bool]) -> bool:
    for _ in range(int(PATIENCE / 0.05)):
        if holds():
            return True
        await asyncio.sleep(0.05)
    return False


async def implicit(office: Office, cookie: str, page: Drawn, transport: str = "websocket") -> bool:
    async with Line(office, cookie) as line:
        try:
            await line.open(f"implicit_handshake=true&{page.query}", transport)
        except Refused:
            return False
        return True


async def explicit(office: Office, cookie: str, page: Drawn, transport: str = "websocket") -> bool:
    async with Line(office, cookie) as line:
        try:
            await line.open(page.query, transport)
        except Refused:
            return False
        return await line.handshake(page)


async def nameless(office: Office, cookie: str, page: Drawn, transport: str = "websocket") -> bool:
    """A line whose address names no screen, which NiceGUI lets shake hands for any."""
    async with Line(office, cookie) as line:
        await line.open("", transport)
        return await line.handshake(page)


Way = Callable[..., Awaitable[bool]]


@pytest.mark.parametrize("transport", ["websocket", "polling"])
@pytest.mark.parametrize("way", [implicit, explicit, nameless])
async def test_a_page_is_joined_by_the_session_that_drew_it(office: Office, way: Way, transport: str) -> None:
    page = draw(office, office.cast.worker)
    assert await way(office, page.key, page, transport)


@pytest.mark.parametrize(
    ("way", "transport"),
    [(implicit, "websocket"), (explicit, "websocket"), (nameless, "websocket"), (explicit, "polling")],
)
async def test_another_persons_session_does_not_join_a_page(office: Office, way: Way, transport: str) -> None:
    page = draw(office, office.cast.worker, f"/staff/children/{CHILD}")
    assert not await way(office, office.key_of(office.cast.administrator), page, transport)


@pytest.mark.parametrize("way", [implicit, explicit, nameless])
async def test_another_session_of_the_same_person_does_not_join_a_page_either(office: Office, way: Way) -> None:
    page = draw(office, office.cast.worker)
    assert not await way(office, office.key_of(office.cast.worker), page)


async def test_an_administrator_reads_no_word_of_a_child_through_a_workers_ids(office: Office) -> None:
    page = draw(office, office.cast.worker, f"/staff/children/{CHILD}")
    async with Line(office, office.key_of(office.cast.administrator)) as theirs, Line(office, page.key) as own:
        await theirs.open()
        assert not await theirs.handshake(page)
        await own.open(f"implicit_handshake=true&{page.query}")
        family = office.family()
        while (question := family.sees().question) is not None and question.kind != "long_text":
            family.skips()
        family.answers("x")
        assert await until(lambda: any("update" in one for one in own.heard))
        assert theirs.heard == []


async def test_nobody_acknowledges_a_concern_in_anothers_name(office: Office) -> None:
    concern = office.store.write_now(raise_concern, office.cast.worker, AT_RISK, child=CHILD, words=WORDS)
    page = draw(office, office.cast.manager)
    async with Line(office, page.key) as own, Line(office, office.key_of(office.cast.chair)) as theirs:
        await own.open(f"implicit_handshake=true&{page.query}")
        await theirs.open()
        assert not await theirs.call("event", page.act(do="acknowledge", concern=str(concern)))
        assert acknowledged(office, concern) is False
        assert await own.call("event", page.act(do="acknowledge", concern=str(concern)))
        assert await until(lambda: acknowledged(office, concern))


def acknowledged(office: Office, concern: int) -> bool:
    found = office.store.read(lambda db: db.table(CONCERNS).get(doc_id=concern))
    assert found is not None
    return found["state"] != OPEN


async def test_a_socket_speaks_only_for_the_page_it_shook_hands_for(office: Office) -> None:
    mine = draw(office, office.cast.worker)
    another = draw(office, office.cast.worker, "/staff/children", key=mine.key)
    async with Line(office, mine.key) as line:
        await line.open(f"implicit_handshake=true&{mine.query}")
        assert await line.call("event", mine.act(do="nothing"))
        assert not await line.call("event", another.act(do="nothing"))


async def test_a_session_that_ended_says_nothing_more_through_its_open_socket(office: Office) -> None:
    page = draw(office, office.cast.worker)
    async with Line(office, page.key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")
        assert await line.call("event", page.act(do="nothing"))
        # ended without a word to its screens, as by a clock or in another process
        hashed = office.store.read(lambda db: db.keyed_hash(page.key))
        office.store.write_now(
            lambda db: [
                db.table(SESSIONS).replace(one.doc_id, {"ended": True})
                for one in db.table(SESSIONS)
                if one["key"] == hashed
            ]
        )
        assert not await line.call("event", page.act(do="nothing"))
    assert not await implicit(office, page.key, page)


async def test_a_line_of_polling_is_not_taken_over_by_another_session(office: Office) -> None:
    page = draw(office, office.cast.worker)
    others = {"Cookie": f"{COOKIE}={office.key_of(office.cast.administrator)}", "Origin": office.url}
    async with Line(office, page.key) as line:
        await line.open(f"implicit_handshake=true&{page.query}", "polling")
        sid = line.io.eio.sid
        address = f"{PATH}/?EIO=4&transport=polling&sid={sid}"
        async with httpx.AsyncClient(base_url=office.url, headers=others) as thief:
            assert (await thief.get(address)).status_code == 403
            assert (await thief.post(address, content='42["ack",{}]')).status_code == 403
        upgrade = f"{office.url.replace('http', 'ws')}{PATH}/?EIO=4&transport=websocket&sid={sid}"
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(upgrade, additional_headers=others)
        assert await line.call("event", page.act(do="nothing"))


FORGED: dict[str, Callable[[Drawn], dict[str, Any]]] = {
    "no id": lambda page: {},
    "an element that is not there": lambda page: page.act() | {"id": 99_999},
    "an element by text": lambda page: page.act() | {"id": "0"},
    "an element by truth": lambda page: page.act() | {"id": False},
    "a listener that is not there": lambda page: page.act() | {"listener_id": str(uuid.uuid4())},
    "a listener that is a list": lambda page: page.act() | {"listener_id": [page.listener]},
    "a client that is a list": lambda page: page.act() | {"client_id": [page.client]},
    "no arguments": lambda page: {name: value for name, value in page.act().items() if name != "args"},
    "arguments that are no JSON": lambda page: page.act() | {"args": ["{"]},
    "arguments that are numbers": lambda page: page.act() | {"args": [1]},
    "arguments that are no list": lambda page: page.act() | {"args": "x"},
}


@pytest.mark.parametrize("name", FORGED)
async def test_a_forged_event_is_dropped_counted_and_not_written_down(
    office: Office, name: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    page = draw(office, office.cast.worker)
    async with Line(office, page.key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")
        assert not await line.call("event", FORGED[name](page))
        assert await line.call("event", page.act(do="nothing")), "the screen goes on"
    assert "Traceback" not in caplog.text + "".join(capsys.readouterr())


async def test_a_listener_of_niceguis_own_is_not_called(office: Office) -> None:
    page = draw(office, office.cast.worker)
    listeners = Client.instances[page.client].layout._event_listeners.values()
    inner = [one for one in listeners if one.type != "act"]
    assert inner, "NiceGUI listens to more than we do"
    async with Line(office, page.key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")
        for one in inner:
            assert not await line.call("event", page.act() | {"listener_id": one.id})


def test_what_a_socket_may_call_is_a_list() -> None:
    assert {"handshake", "event", "ack"} == EVENTS
    assert set(core.sio.handlers["/"]) == EVENTS | {"connect", "disconnect"}
    assert set(core.sio.handlers) == {"/"}


INNER = ["log", "javascript_response", "connect", "disconnect", "message", "sub_pages_open", "*", ""]


@pytest.mark.parametrize("event", INNER)
async def test_the_frameworks_other_events_are_dropped(
    office: Office, event: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    page = draw(office, office.cast.worker)
    frame = {"client_id": page.client, "level": "error", "message": WORDS, "request_id": "x", "QUERY_STRING": ""}
    async with Line(office, page.key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")
        await line.io.emit(event, frame)
        assert await line.call("event", page.act(do="nothing")), "the screen goes on"
    assert WORDS not in caplog.text + "".join(capsys.readouterr())


BROKEN = [
    "", "x", "9", "4", "40", "42", "42[]", "42[1]", "42{}", '42["event"', "42[null]", '42["event"]', '42["event",1,2]',
    "42/other,[]", "40/other,", '45-["event"]', '451-["event",{"_placeholder":true,"num":0}]', "44", "49", "43[1]",
    "4" + "9" * 200, '42["event",{"client_id":NaN}]', '42["event",{"client_id":"\\ud800","args":[1e999]}]',
    "42" + "[" * 5000, '42["connect",{}]', "\x00", "2probe", "5", "6", "41",
    b"\x00\x01", b"4", '42["ack",{"client_id":"x","next_message_id":"x"}]', '42["handshake",{"client_id":"x"}]',
]  # fmt: skip


async def test_malformed_frames_are_dropped_without_a_traceback_and_harm_nobody(
    office: Office, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    page = draw(office, office.cast.worker)
    headers = {"Cookie": f"{COOKIE}={page.key}", "Origin": office.url}
    address = f"{office.url.replace('http', 'ws')}{PATH}/?EIO=4&transport=websocket&{page.query}"
    for frame in BROKEN:
        async with websockets.connect(address, additional_headers=headers) as line:
            await line.recv()
            for part in ("40", frame, frame):
                try:
                    await line.send(part)
                except websockets.ConnectionClosed:
                    break
    async with httpx.AsyncClient(base_url=office.url, headers=headers, timeout=30) as polling:
        for frame in BROKEN:
            opened = await polling.get(f"{PATH}/?EIO=4&transport=polling")
            sid = json.loads(opened.text[1:])["sid"]
            reply = await polling.post(f"{PATH}/?EIO=4&transport=polling&sid={sid}", content=frame or "\x1e")
            assert reply.status_code < 500, frame
    assert await implicit(office, page.key, page), "the page itself goes on"
    await asyncio.to_thread(gc.collect)  # a task whose error nobody fetched says so when it is cleared away
    told = caplog.text + "".join(capsys.readouterr())
    assert "Traceback" not in told
    assert "Task exception" not in told


async def test_a_body_of_polling_is_bounded_before_it_is_read(office: Office) -> None:
    headers = {"Cookie": f"{COOKIE}={office.key_of(office.cast.worker)}", "Origin": office.url}
    async with httpx.AsyncClient(base_url=office.url, headers=headers, timeout=30) as polling:
        sid = json.loads((await polling.get(f"{PATH}/?EIO=4&transport=polling")).text[1:])["sid"]
        address = f"{PATH}/?EIO=4&transport=polling&sid={sid}"
        assert (await polling.post(address, content=b"4" * 1_000_001)).status_code == 413

        async def endless() -> Any:
            yield b"4"

        assert (await polling.post(address, content=endless())).status_code == 413


async def test_signing_out_ends_what_a_socket_may_say(office: Office) -> None:
    page = draw(office, office.cast.worker)
    async with Line(office, page.key) as line:
        await line.open(f"implicit_handshake=true&{page.query}")
        office.store.write_now(sign_out, page.key)
        assert not await line.call("event", page.act(do="nothing"))
