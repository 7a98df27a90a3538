"""What goes along with every answer of the program, whichever room or layer gave it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from app.front import Front
from tests.server import Server

PUBLIC = "https://views.example"
ANSWERS = [
    ("GET", "/"), ("HEAD", "/"), ("DELETE", "/"), ("POST", "/"), ("GET", "/help"), ("GET", "/nowhere"),
    ("GET", "/f/nothing"), ("PUT", "/f/nothing"), ("POST", "/f/nothing"), ("GET", "/f/nothing/leave"),
    ("GET", "/q/nothing"), ("PATCH", "/q/nothing"), ("GET", "/health"), ("POST", "/health"),
    ("POST", "/hooks/twilio/status"), ("GET", "/staff"), ("GET", "/staff/"), ("GET", "/staff/sign-in"),
    ("PATCH", "/staff/sign-in"), ("POST", "/staff/sign-in"), ("POST", "/staff/sign-out"), ("GET", "/staff/sign-out"),
    ("GET", "/staff/nowhere"), ("GET", "/staff/assets/staff.css"), ("GET", "/staff/assets/nothing"),
    ("POST", "/staff/assets/staff.css"), ("GET", "/staff/_nicegui/x/static/nicegui.js"),
    ("GET", "/staff/_nicegui_ws/socket.io/?EIO=4&transport=polling"), ("OPTIONS", "/staff/"), ("GET", "/favicon.ico"),
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("headers") / "data", HEARD_PUBLIC_URL=PUBLIC)
    running.start()
    yield running
    running.kill()


@pytest.mark.parametrize(("method", "path"), ANSWERS)
def test_every_answer_asks_for_https_and_is_taken_for_what_it_is(server: Server, method: str, path: str) -> None:
    reply = httpx.request(method, f"{server.url}{path}")
    assert reply.headers.get_list("strict-transport-security") == ["max-age=31536000; includeSubDomains"]
    assert reply.headers.get_list("x-content-type-options") == ["nosniff"]
    assert reply.status_code < 500


@pytest.mark.parametrize(("method", "path"), [one for one in ANSWERS if one[1] != "/health"])
def test_no_refusal_is_raw_json(server: Server, method: str, path: str) -> None:
    reply = httpx.request(method, f"{server.url}{path}")
    if reply.status_code in {404, 405} and method != "HEAD":
        assert "json" not in reply.headers.get("content-type", "")
        assert "detail" not in reply.text[:20]


def test_signed_in_answers_of_the_framework_carry_them_too(server: Server) -> None:
    with httpx.Client(base_url=server.url, headers={"origin": PUBLIC, "host": "views.example"}) as browser:
        person = browser.get("/staff/sign-in").text.partition('name="person" value="')[2].partition('"')[0]
        reply = browser.post("/staff/sign-in/as", data={"person": person})
        cookies = "; ".join(one.partition(";")[0] for one in reply.headers.get_list("set-cookie"))
        own = {"cookie": cookies}
        assert browser.get("/staff/", headers=own).status_code == 200
        for path in ("/staff/", "/staff/nowhere", "/staff/_nicegui/x/none", "/staff/_nicegui_ws/socket.io/"):
            for method in ("GET", "PUT"):
                answer = browser.request(method, path, headers=own)
                assert answer.headers["strict-transport-security"].startswith("max-age=31536000"), (method, path)
                assert answer.headers["x-content-type-options"] == "nosniff", (method, path)


def test_a_fault_that_nobody_foresaw_carries_them_too() -> None:
    sent = []

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 500, "headers": [(b"content-type", b"text/plain")]})

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {}

    asyncio.run(Front(broken, [], broken, secure=True)({"type": "http", "path": "/x"}, receive, send))
    assert dict(sent[0]["headers"])[b"strict-transport-security"].startswith(b"max-age=31536000")


def test_a_place_without_https_does_not_ask_for_it(tmp_path: Path) -> None:
    front = Front(lambda *_: None, [], lambda *_: None, secure=False)
    assert [name for name, _ in front._always] == [b"x-content-type-options"]
