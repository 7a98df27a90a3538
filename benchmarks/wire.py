"""HTTP/1.1 as bytes: the requests that a family's phone sends, and the whole answer that comes back."""

import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from benchmarks.load import is_whole
from pages.family.browser import kept_as

PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)
PATIENCE = 20.0  # seconds
Fields = Sequence[tuple[str, str]]


def get(path: str, session: str = "", language: str = "en") -> bytes:
    """The request for a page."""
    return _request("GET", path, session, language)


def post(path: str, session: str, fields: Fields) -> bytes:
    """The request that a pressed button sends."""
    return _request("POST", path, session, "en", urlencode(fields).encode())


def exchange(port: int, request: bytes) -> bytes:
    """Send it on a connection of its own; the answer, headers and all, just as it came."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        answer = b""
        while not is_whole(answer):
            arrived = connection.recv(65536)
            if not arrived:
                raise RuntimeError("The server closed the connection.")
            answer += arrived
        return answer


def status(answer: bytes) -> int:
    """The status of an answer."""
    return int(answer[9:12])


def header(answer: bytes, name: str) -> str:
    """One header of an answer, or nothing."""
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    found = (line.partition(": ") for line in head.split("\r\n")[1:])
    return next((value for key, _, value in found if key.lower() == name), "")


def body(answer: bytes) -> bytes:
    """The body of an answer, as it was sent."""
    return answer.partition(b"\r\n\r\n")[2]


def _request(method: str, path: str, session: str, language: str, sent: bytes | None = None) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        f"User-Agent: {PHONE}",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding: gzip, deflate",
        f"Accept-Language: {language}",
    ]
    if session:
        lines.append(f"Cookie: views={kept_as(session, datetime.now(UTC))}")
    if sent is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(sent)}"]
    return "\r\n".join([*lines, "", ""]).encode() + (sent or b"")
