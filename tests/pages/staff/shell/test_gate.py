"""The gate: who reaches NiceGUI, and who does not."""

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from pages.staff.shell.addresses import safe_next
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import Gate
from pages.staff.shell.staff_settings import StaffSettings
from people.leaving import disable
from people.sessions import SESSIONS, sign_out
from people.signing_in import sign_in
from storage.store import Store
from tests.cast import LIBRARY, Cast, Clock

ADDRESS = "http://heard.example"
SOCKET = "/staff/_nicegui_ws/socket.io/"


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the gate: says that it was reached."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "reached"})
    elif scope["path"] == "/staff/dressed":
        page = HTMLResponse("<script>one</script><script type='module'>two</script>" + " " * 2000)
        page.headers["X-NiceGUI-Content"] = "page"
        await page(scope, receive, send)
    else:
        prefix = dict(scope["headers"]).get(b"x-forwarded-prefix", b"").decode()
        await PlainTextResponse(f"reached {prefix}")(scope, receive, send)


@pytest.fixture
def visitor(context: StaffContext) -> TestClient:
    return TestClient(Gate(behind, context), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def worker(context: StaffContext, cast: Cast) -> TestClient:
    key = context.store.write_now(sign_in, cast.worker.id)
    return TestClient(Gate(behind, context), base_url=ADDRESS, follow_redirects=False, cookies={"heard_staff": key})


def test_a_family_page_does_not_pass_the_gate(visitor: TestClient) -> None:
    reply = visitor.get("/f/anything")
    assert reply.text == "reached "
    assert "content-security-policy" not in reply.headers
    assert visitor.get("/staffing").text == "reached "


def test_nobody_without_a_session_reaches_a_page(visitor: TestClient) -> None:
    reply = visitor.get("/staff/children/D0001")
    assert reply.status_code == 303
    assert reply.headers["location"] == "/staff/sign-in?next=%2Fstaff%2Fchildren%2FD0001"


def test_a_made_up_session_is_none(visitor: TestClient) -> None:
    for cookie in ("heard_staff=made-up", "heard_staff=", "heard_staff=a; ;;=\x01", "other=1"):
        assert visitor.get("/staff/", headers={"cookie": cookie}).status_code == 303


def test_a_signed_in_person_reaches_pages(worker: TestClient) -> None:
    assert worker.get("/staff/").text == "reached "


def test_no_internal_address_is_reached_without_a_session(visitor: TestClient) -> None:
    for path in (f"{SOCKET}?transport=polling", "/staff/_nicegui/3.0/static/nicegui.js"):
        assert visitor.get(path).status_code == 403


@pytest.mark.parametrize("ending", ["signed out", "disabled", "idle", "too old"])
def test_an_ended_session_reaches_nothing(
    context: StaffContext, cast: Cast, worker: TestClient, clock: Clock, ending: str
) -> None:
    assert worker.get("/staff/").status_code == 200
    match ending:
        case "signed out":
            context.store.write_now(sign_out, worker.cookies["heard_staff"])
        case "disabled":
            context.store.write_now(disable, cast.administrator, cast.worker.id)
        case "idle":
            clock.forward(minutes=61)
        case _:
            for _ in range(13):
                clock.forward(minutes=50)
                worker.get("/staff/")
    assert worker.get("/staff/").status_code == 303


def test_work_keeps_a_session_awake_with_one_write_in_five_minutes(
    store: Store, worker: TestClient, clock: Clock
) -> None:
    def seen() -> str:
        return store.read(lambda db: db.table(SESSIONS).all()[-1]["seen"])

    began = seen()
    clock.forward(minutes=4)
    worker.get("/staff/")
    assert seen() == began
    clock.forward(minutes=6)
    worker.get("/staff/")
    assert seen() == clock.now.isoformat()


def test_a_websocket_of_our_own_page_is_let_through(worker: TestClient) -> None:
    with worker.websocket_connect(SOCKET, headers={"origin": ADDRESS, "host": "heard.example"}) as socket:
        assert socket.receive_text() == "reached"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://heard.example.evil.example", "", None])
def test_a_websocket_of_a_foreign_or_nameless_page_is_refused(worker: TestClient, origin: str | None) -> None:
    headers = {"host": "heard.example"} | ({} if origin is None else {"origin": origin})
    with pytest.raises(WebSocketDisconnect), worker.websocket_connect(SOCKET, headers=headers):
        pass


def test_a_websocket_without_a_session_is_refused(visitor: TestClient) -> None:
    headers = {"origin": ADDRESS, "host": "heard.example"}
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect(SOCKET, headers=headers):
        pass


def test_polling_from_a_foreign_page_is_refused(worker: TestClient) -> None:
    for call in (worker.get, worker.post):
        assert call(f"{SOCKET}?transport=polling", headers={"origin": "https://evil.example"}).status_code == 403
    assert worker.post(f"{SOCKET}?transport=polling", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert worker.post(f"{SOCKET}?transport=polling", headers={"origin": ADDRESS}).status_code == 200


def test_a_change_from_a_foreign_page_is_refused_even_where_no_session_is_needed(visitor: TestClient) -> None:
    for path in ("/staff/sign-in", "/staff/sign-out", "/staff/sign-in/as"):
        assert visitor.post(path, headers={"origin": "https://evil.example"}).status_code == 403


def test_only_the_public_address_is_ours_where_one_is_set(store: Store, cast: Cast, context: StaffContext) -> None:
    settings = StaffSettings(public_url="https://views.example", secure_cookies=True, demo=False)
    real = StaffContext(store, LIBRARY, settings, context.presence)
    client = TestClient(Gate(behind, real), base_url="https://views.example", follow_redirects=False)
    assert client.post("/staff/sign-in", headers={"origin": "https://views.example"}).text == "reached "
    for origin in ("https://heard.example", "http://views.example"):
        headers = {"origin": origin, "host": "heard.example"}
        assert client.post("/staff/sign-in", headers=headers).status_code == 403


def test_only_inline_scripts_of_nicegui_may_run(worker: TestClient) -> None:
    reply = worker.get("/staff/dressed")
    policy = reply.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert nonce
    assert reply.text.count(f'<script nonce="{nonce}"') == reply.text.count("<script") == 2
    assert reply.headers["content-encoding"] == "gzip"
    again = worker.get("/staff/dressed").headers["content-security-policy"]
    assert again != policy


def test_every_page_carries_the_headers_that_browsers_obey(worker: TestClient) -> None:
    headers = worker.get("/staff/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_pages_reached_by_https_ask_for_https_for_a_year(store: Store, context: StaffContext) -> None:
    settings = StaffSettings(public_url="https://views.example", secure_cookies=True, demo=False)
    client = TestClient(
        Gate(behind, StaffContext(store, LIBRARY, settings, context.presence)), base_url="https://views.example"
    )
    assert "max-age=31536000" in client.get("/staff/sign-in").headers["strict-transport-security"]


def test_a_prefix_that_anybody_can_send_is_not_believed(worker: TestClient) -> None:
    assert worker.get("/staff/", headers={"x-forwarded-prefix": "//evil.example"}).text == "reached "


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/staff//evil.example",
        "/staff/../f/token",
        "/f/token",
        "/staff/sign-out",
        "/staff/x\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "",
        None,
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(wanted: str | None) -> None:
    assert safe_next(wanted) == "/staff/"


def test_whoever_wanted_a_screen_is_led_there() -> None:
    assert safe_next("/staff/reviews/3?part=6") == "/staff/reviews/3?part=6"
