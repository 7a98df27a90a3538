"""The gate before every staff screen: nobody without a live session, and no foreign page, reaches NiceGUI."""

import asyncio
import secrets
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from pages.staff.shell.addresses import ASSETS, DRAFTS, ROOT, SIGN_IN, SIGN_OUT, sign_in_for
from pages.staff.shell.context import StaffContext
from pages.staff.shell.headers import guarded
from pages.staff.shell.nonces import with_nonces
from pages.staff.shell.origins import is_own
from pages.staff.shell.session_cookie import shown_key
from pages.staff.shell.sockets import Sockets
from people.errors import SignedOut
from people.sessions import acting_person

SOCKET = f"{ROOT}/_nicegui_ws/"
INTERNAL = f"{ROOT}/_nicegui/"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
CLOSED_TO_YOU = 4403  # the websocket close code for a refusal
BROKEN_FRAME = 1002  # the websocket close code for what breaks the protocol
LONGEST_POST = 3.0  # seconds to take in what one request of polling brings
LONGEST_POLL = 1_000_000  # bytes, as the websocket has it


class Gate:
    """Pure ASGI, so that websockets and polling pass through it as well as pages (ASVS 4.4.2, 8.3.1)."""

    def __init__(self, app: ASGIApp, context: StaffContext, sockets: Sockets | None = None) -> None:
        self._app = app
        self._house = context
        self._sockets = sockets or Sockets(context)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, send to sign in, or refuse."""
        if scope["type"] not in {"http", "websocket"} or not _is_staff(scope["path"]):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._page(scope, receive, self._dressed(scope, send))

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        is_theirs = session_key(headers, self._house.settings.cookie, self._house) is not None
        if not self._is_own(headers) or not is_theirs or self._sockets.is_anothers(scope["query_string"], headers):
            await WebSocketClose(CLOSED_TO_YOU)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except Exception:  # a frame that the socket's own protocol cannot read ends this socket, and only this one
            self._sockets.dropped.count("unreadable_frame")
            with suppress(Exception):
                await send({"type": "websocket.close", "code": BROKEN_FRAME})

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, path = Headers(scope=scope), scope["path"]
        if _needs_origin(scope["method"], headers) and not self._is_own(headers):
            await PlainTextResponse("This came from another site.", 403)(scope, receive, send)
        elif _is_open(path):
            await self._app(scope, receive, send)
        elif (key := session_key(headers, self._house.settings.cookie, self._house)) is None:
            await self._refusal(scope)(scope, receive, send)
        elif path.startswith(SOCKET):
            await (self._refused_polling(scope, headers) or self._polling)(scope, receive, send)
        else:
            if not path.startswith((INTERNAL, DRAFTS)):  # a page asks for its drafts by itself
                await self._house.presence.note(key)
            await self._app(_trusted(scope), receive, send)

    async def _polling(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of a line of polling; one that its own protocol broke or ended is not waited for."""
        try:
            if scope["method"] == "POST":
                await asyncio.wait_for(self._app(_trusted(scope), receive, send), LONGEST_POST)
            else:
                await self._app(_trusted(scope), receive, send)
        except Exception:  # whatever it was, the line has ended, and nothing of what was sent is written down
            self._sockets.dropped.count("broken_line")
            with suppress(Exception):
                await PlainTextResponse("This line has ended.", 400)(scope, receive, send)

    def _refused_polling(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        """Why a line of polling is not let on: it is another session's, or its body has no bound."""
        if self._sockets.is_anothers(scope["query_string"], headers):
            return PlainTextResponse("This is not your line.", 403)
        length = headers.get("content-length", "")
        if scope["method"] == "POST" and not (length.isdecimal() and int(length) <= LONGEST_POLL):
            return PlainTextResponse("Too long.", 413)
        return None

    def _refusal(self, scope: Scope) -> PlainTextResponse | RedirectResponse:
        path = scope["path"]
        if path.startswith((SOCKET, INTERNAL)) or scope["method"] not in SAFE_METHODS:
            return PlainTextResponse("Sign in first.", 403)
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(sign_in_for(f"{path}?{query}" if query else path), 303)

    def _is_own(self, headers: Headers) -> bool:
        return is_own(self._house.settings, headers.get("origin", ""), headers.get("host", ""))

    def _dressed(self, scope: Scope, send: Send) -> Send:
        """Send with our headers, and with the nonce that lets NiceGUI's own scripts run."""
        nonce = secrets.token_urlsafe(16)
        secure = self._house.settings.secure_cookies
        is_asset = scope["path"].startswith((INTERNAL, ASSETS))

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = guarded(message.get("headers", ()), nonce, secure=secure, is_asset=is_asset)
                message = {**message, "headers": headers}
            await send(message)

        return with_nonces(scope, dressed, nonce)


def session_key(headers: Headers, cookie: str, context: StaffContext) -> str | None:
    """The key of the live session that this browser shows; None when there is none."""
    key = shown_key(headers, cookie)
    if not key:
        return None
    try:
        context.store.read(acting_person, key)
    except SignedOut:
        return None
    return key


def _is_staff(path: str) -> bool:
    return path == ROOT or path.startswith(f"{ROOT}/")


def _is_open(path: str) -> bool:
    return path in {SIGN_IN, SIGN_OUT} or path.startswith((f"{SIGN_IN}/", f"{ASSETS}/"))


def _needs_origin(method: str, headers: Headers) -> bool:
    """Whether the origin counts: always when one is named, and for changes that a browser says come from a page."""
    return "origin" in headers or (method not in SAFE_METHODS and headers.get("sec-fetch-site", "none") != "none")


def _trusted(scope: Scope) -> Scope:
    """The request without the prefix NiceGUI believes from anybody (ASVS 4.1.3); pages are packed later."""
    dropped = (
        {b"x-forwarded-prefix"} if scope["path"].startswith(INTERNAL) else {b"x-forwarded-prefix", b"accept-encoding"}
    )
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() not in dropped]}
