"""What a browser's socket may send: a few kinds of event, about the screens of its own session. All else is dropped.

NiceGUI believes the ids in a frame. Here a socket belongs to the session whose cookie opened it, a screen to the
session that drew it, and the two have to be one at the handshake and at every event (ASVS 4.4.3, 8.3.1).
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import orjson
from nicegui import Client, core
from nicegui import nicegui as framework
from socketio.exceptions import ConnectionRefusedError
from starlette.datastructures import Headers

from pages.staff.shell.context import StaffContext
from pages.staff.shell.dropped_events import Dropped
from pages.staff.shell.session_cookie import shown_key
from people.errors import SignedOut
from people.sessions import acting_person
from storage.errors import StorageError

Frame = Mapping[str, Any]

EVENTS = frozenset({"handshake", "event", "ack"})  # what a socket may call; NiceGUI would also hear "log" and others
LISTENERS = frozenset({"act"})  # what a screen listens to; NiceGUI's own elements listen to more
LONGEST_ID = 64
CONNECT, DISCONNECT, EVENT = 0, 1, 2  # the kinds of Socket.IO packet that a browser of ours sends


class Sockets:
    """Stands between the browsers' sockets and NiceGUI."""

    def __init__(self, context: StaffContext) -> None:
        self._house = context
        self.dropped = Dropped()

    def install(self) -> None:
        """Take the place of every handler that NiceGUI gave to its sockets."""
        core.sio.handlers["/"] = {
            "connect": self._connect,
            "disconnect": self._disconnect,
            "handshake": self._guarded(self._handshake),
            "event": self._guarded(self._event),
            "ack": self._guarded(self._ack),
        }
        core.sio.eio.on("message", self._message)
        for server in (core.sio, core.sio.eio):
            server.logger = _Counting(self.dropped)

    def is_anothers(self, query: bytes, headers: Headers) -> bool:
        """Whether a request goes on with a line of polling, or takes it to a websocket, that another session opened."""
        line = parse_qs(query.decode("latin-1")).get("sid", [""])[0]
        opened = core.sio.environ.get(line)
        if opened is None or self._key(opened) == shown_key(headers, self._house.settings.cookie):
            return False
        self.dropped.count("line_of_another_session")
        return True

    async def _message(self, line: str, data: object) -> None:
        """The first to see a message. What is no packet of ours goes no further."""
        if not _is_expected(data):
            self.dropped.count("not_expected")
            return
        try:
            await core.sio._handle_eio_message(line, data)
        except (ValueError, TypeError, KeyError):
            self.dropped.count("not_readable")

    async def _connect(self, sid: str, environ: dict[str, Any], _: object = None) -> bool:
        query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        if query.get("implicit_handshake") == "true" and not (_is_handshake(query) and self._may_join(sid, query)):
            self.dropped.count("handshake")
            raise ConnectionRefusedError("Implicit handshake failed")  # the words that make the browser load anew
        if not self._is_live(self._key(environ)):
            return False
        await framework._on_connect(sid, environ)
        return True

    def _disconnect(self, sid: str, _: object = None) -> None:
        framework._on_disconnect(sid)

    def _guarded(self, handle: Callable[[str, Frame], Awaitable[bool]]) -> Callable[..., Awaitable[bool]]:
        async def guarded(sid: str, *sent: Any) -> bool:
            frame = sent[0] if len(sent) == 1 and isinstance(sent[0], dict) else {}
            if frame and await handle(sid, frame):
                return True
            self.dropped.count(handle.__name__.strip("_"))
            return False

        return guarded

    async def _handshake(self, sid: str, frame: Frame) -> bool:
        accepted = _is_handshake(frame) and self._may_join(sid, frame) and await framework._on_handshake(sid, frame)
        return bool(accepted)

    async def _event(self, sid: str, frame: Frame) -> bool:
        client = self._joined(sid, frame)
        if client is None or not _is_act(client, frame):
            return False
        framework._on_event(sid, {**frame})
        return True

    async def _ack(self, sid: str, frame: Frame) -> bool:
        if self._joined(sid, frame) is None or not isinstance(frame.get("next_message_id"), int):
            return False
        framework._on_ack(sid, frame)
        return True

    def _joined(self, sid: str, frame: Frame) -> Client | None:
        """The screen that the frame names, where this socket shook hands for it and both are of one live session."""
        client = Client.instances.get(str(frame.get("client_id")))
        return client if client and sid in client._socket_to_document_id and self._may_join(sid, frame) else None

    def _may_join(self, sid: str, frame: Frame) -> bool:
        client = Client.instances.get(str(frame.get("client_id")))
        if client is None:
            return False
        drawn_for = client.request.cookies.get(self._house.settings.cookie, "")
        return self._key(core.sio.get_environ(sid)) == drawn_for and self._is_live(drawn_for)

    def _is_live(self, key: str) -> bool:
        try:
            self._house.store.read(acting_person, key)
        except (SignedOut, StorageError):
            return False
        return True

    def _key(self, environ: Mapping[str, Any] | None) -> str:
        return shown_key(Headers(scope=environ["asgi.scope"]), self._house.settings.cookie) if environ else ""


def _is_expected(data: object) -> bool:
    """Whether this is one of the few packets that a page of ours sends; names of NiceGUI's inner events are not."""
    if not isinstance(data, str):
        return False
    try:
        packet = core.sio.packet_class(encoded_packet=data)
    except (ValueError, TypeError, RecursionError, AttributeError):
        return False
    if packet.namespace not in {None, "/"}:
        return False
    if packet.packet_type in {CONNECT, DISCONNECT}:
        return packet.data is None or isinstance(packet.data, dict)
    called = packet.data[0] if isinstance(packet.data, list) and packet.data else None
    return packet.packet_type == EVENT and isinstance(called, str) and called in EVENTS


def _is_handshake(frame: Frame) -> bool:
    ids = (frame.get(name) for name in ("client_id", "tab_id", "document_id"))
    next_message, old_tab = frame.get("next_message_id"), frame.get("old_tab_id")
    return (
        all(isinstance(one, str) and 0 < len(one) <= LONGEST_ID for one in ids)
        and (old_tab is None or (isinstance(old_tab, str) and len(old_tab) <= LONGEST_ID))
        and (next_message is None or (str(next_message).isdecimal() and len(str(next_message)) < 16))
    )


def _is_act(client: Client, frame: Frame) -> bool:
    """Whether the frame names a listener of ours that stands on this screen, with arguments that can be read."""
    number, args = frame.get("id"), frame.get("args")
    element = client.elements.get(number) if type(number) is int else None
    listener = element._event_listeners.get(str(frame.get("listener_id"))) if element else None
    if listener is None or listener.type not in LISTENERS or not isinstance(args, list):
        return False
    return all(one is None or _is_json(one) for one in args)


def _is_json(text: object) -> bool:
    try:
        orjson.loads(text)  # type: ignore[arg-type]  # what is no text is refused by it
    except ValueError:
        return False
    return True


class _Counting(logging.LoggerAdapter[logging.Logger]):
    """The logger of the socket servers: what they would say of a frame is counted, and never written."""

    def __init__(self, dropped: Dropped) -> None:
        super().__init__(logging.getLogger("heard.sockets"))
        self._dropped = dropped

    def log(self, level: int, msg: object, *args: object, **kwargs: Any) -> None:
        """Count what would have been a warning or worse."""
        if level >= logging.WARNING:
            self._dropped.count("refused_by_the_line")
