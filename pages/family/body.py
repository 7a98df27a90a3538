"""Reads the body of a form: bounded while it comes in, and strict about what it holds."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from starlette.types import Receive, Scope

LARGEST = 1_000_000  # bytes
MOST_FIELDS = 200
_PATIENCE = 8 * LARGEST  # read on this far and throw away, so that the browser gets to see our answer
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_KINDS = (b"application/x-www-form-urlencoded",)

Fields = Mapping[str, list[str]]


class BadBody(Exception):
    """What was sent cannot be read as a form; `status` says how in HTTP's words."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_fields(scope: Scope, receive: Receive) -> Fields:
    """The fields of a posted form; raises BadBody with 400, 413 or 415."""
    if not _is_form(scope):
        raise BadBody(415)
    return parse(await _read(receive))


def parse(body: bytes) -> Fields:
    """The fields by name, each with its values in order; line ends become plain newlines."""
    pairs = body.split(b"&") if body else []
    if len(pairs) > MOST_FIELDS:
        raise BadBody(400)
    fields: dict[str, list[str]] = {}
    for pair in pairs:
        name, _, value = pair.partition(b"=")
        fields.setdefault(_text(name), []).append(_text(value).replace("\r\n", "\n").replace("\r", "\n"))
    return fields


def _text(quoted: bytes) -> str:
    if quoted.isalnum():
        return quoted.decode()
    if _BROKEN_ESCAPE.search(quoted):
        raise BadBody(400)
    try:
        return unquote_to_bytes(quoted.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise BadBody(400) from None


def _is_form(scope: Scope) -> bool:
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return kind.partition(b";")[0].strip().lower() in _KINDS


async def _read(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size = 0
    more = True
    while more and size <= _PATIENCE:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadBody(400)
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= LARGEST:
            chunks.append(chunk)
        more = message.get("more_body", False)
    if size > LARGEST:
        raise BadBody(413)
    return b"".join(chunks)
