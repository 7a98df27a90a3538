"""A provider that stands in for Twilio: a small HTTP server that behaves well or badly as it is told, and counts.

What differs for another provider is a method of `StandIn`, as in `tests/notify_stand_in.py`.
"""

import contextlib
import json
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
from twilio.request_validator import RequestValidator

_LINE = httpx.Client(verify=False)  # plain HTTP only; the certificates would take a moment to read
ACCOUNT, TOKEN = "AC" + "0" * 32, "the token that both sides know"


@dataclass
class Kept:
    """A text that the stand-in has taken."""

    sid: str
    to: str
    body: str
    callback: str
    status: str = "queued"
    code: int | None = None

    @property
    def opaque(self) -> str:
        return parse_qs(urlsplit(self.callback).query)["id"][0]

    def as_json(self) -> dict[str, object]:
        now = format_datetime(datetime.now(UTC))
        dates = {"date_created": now, "date_sent": now, "date_updated": now}
        return {
            "sid": self.sid, "to": self.to, "body": self.body, "status": self.status, "error_code": self.code,
            "account_sid": ACCOUNT, **dates,
        }  # fmt: skip


@dataclass
class StandIn:
    """Behaviours are told in order; when none is left it accepts.

    "accept", "silent" (takes it and never answers), "drop" (takes it and hangs up), "lost" (hangs up, took nothing),
    "429", "500" (took nothing), "500 taken" (took it all the same), "nonsense", or a code to refuse with: "21614".
    """

    behaviours: deque[str] = field(default_factory=deque)
    kept: list[Kept] = field(default_factory=list)
    asked: int = 0
    down: bool = False
    always: str = "accept"
    lock: threading.Lock = field(default_factory=threading.Lock)
    server: ThreadingHTTPServer | None = None
    hang: float = 3.0  # seconds of silence; longer than any test's time-out

    @property
    def url(self) -> str:
        assert self.server is not None
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def times(self) -> Counter[str]:
        """How often each of our ids was taken: nothing may stand here twice."""
        return Counter(one.opaque for one in self.kept)

    def will(self, *behaviours: str) -> None:
        self.behaviours.extend(behaviours)

    def take(self, posted: bytes) -> Kept:
        fields = dict(parse_qsl(posted.decode()))
        with self.lock:
            sid = f"SM{len(self.kept):032}"
            taken = Kept(sid, fields["To"], fields["Body"], fields.get("StatusCallback", ""))
            self.kept.append(taken)
        return taken

    def objection(self, headers: Mapping[str, str], posted: bytes) -> tuple[int, object] | None:
        """What is wrong with a request, whatever this was told to do with it."""
        return None

    def receipt(self, taken: Kept) -> object:
        return taken.as_json()

    def refusal(self, behaviour: str, posted: bytes) -> tuple[int, object]:
        if behaviour == "429":
            return 429, {"code": 20429, "message": "busy", "status": 429}
        return 400, {"code": int(behaviour), "message": f"to {parse_qs(posted.decode())['To'][0]}", "status": 400}

    def listing(self, path: str, query: Mapping[str, list[str]]) -> object:
        """The texts to one number, the newest first."""
        found = [one.as_json() for one in reversed(self.kept) if one.to == query.get("To", [""])[0]]
        return {"messages": found, "next_page_uri": None, "page": 0, "page_size": 50}

    def next_behaviour(self) -> str:
        with self.lock:
            self.asked += 1
            if self.down:
                return "500"
            return self.behaviours.popleft() if self.behaviours else self.always

    def calls_back(self, text: Kept, status: str, code: int | None = None, **change: str) -> httpx.Response:
        """A signed status callback; `change` tampers with a field after it was signed."""
        fields = {"MessageSid": text.sid, "MessageStatus": status, "To": text.to, "AccountSid": ACCOUNT}
        fields |= {"ErrorCode": str(code)} if code else {}
        signature = sign(text.callback, fields)
        return _LINE.post(text.callback, data=fields | change, headers={"X-Twilio-Signature": signature})


AnyStandIn = TypeVar("AnyStandIn", bound=StandIn)


def sign(address: str, fields: dict[str, str]) -> str:
    return str(RequestValidator(TOKEN).compute_signature(address, fields))


@contextlib.contextmanager
def standing_in(of: type[AnyStandIn] = StandIn) -> Iterator[AnyStandIn]:  # type: ignore[assignment]
    """A stand-in that listens, and is gone afterwards."""
    stand_in = of()
    stand_in.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    stand_in.server.daemon_threads = True
    threading.Thread(target=stand_in.server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield stand_in
    finally:
        stand_in.server.shutdown()
        stand_in.server.server_close()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted = self.rfile.read(int(self.headers["Content-Length"]))
            behaviour = stand_in.next_behaviour()
            if objection := stand_in.objection(self.headers, posted):
                self.reply(*objection)
                return
            if behaviour in {"accept", "silent", "drop", "500 taken", "nonsense"}:
                taken = stand_in.take(posted)
            match behaviour:
                case "accept":
                    self.reply(201, stand_in.receipt(taken))
                case "silent":
                    time.sleep(stand_in.hang)
                case "drop" | "lost":
                    self.close_connection = True
                case "nonsense":
                    self.reply(201, "<html>hello</html>")
                case "500" | "500 taken":
                    self.reply(503, "<html>Service Unavailable</html>")
                case refusal:
                    self.reply(*stand_in.refusal(refusal, posted))

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if stand_in.down:
                self.reply(503, {"status": 503})
            elif objection := stand_in.objection(self.headers, b""):
                self.reply(*objection)
            else:
                self.reply(200, stand_in.listing(address.path, parse_qs(address.query)))

        def reply(self, status: int, content: object) -> None:
            body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
            with contextlib.suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
