"""The body of what is posted to us: bounded while it comes in, and strict about the form that it holds."""

import re
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
_PATIENCE = 8  # times the limit, read on and thrown away, so that whoever sends it gets to see our answer
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")

NO_NUL = r"^[^\x00]*$"  # what a text of JSON has to match; no screen makes one, and PostgreSQL takes none

Pairs = list[tuple[str, str]]


class BadBody(Exception):
    """What was posted is not taken; `status` says why in HTTP's words."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_body(request: Request, longest: int) -> bytes:
    """The body; BadBody with 413 when it is longer than `longest` bytes, with 400 when it breaks off."""
    chunks, size = [], 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= longest:
                chunks.append(chunk)
            elif size > _PATIENCE * longest:
                break
    except ClientDisconnect:
        raise BadBody(400) from None
    if size > longest:
        raise BadBody(413)
    return b"".join(chunks)


async def read_upload(request: Request, longest: int) -> bytes:
    """The same for a file: one that says of itself that it is far too long is refused before it comes."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > _PATIENCE * longest:
        raise BadBody(413)
    return await read_body(request, longest)


async def read_form(request: Request, longest: int) -> Pairs:
    """The names and values of a posted form, as they were sent and in their order; BadBody with 400, 413 or 415."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise BadBody(415)
    return parse(await read_body(request, longest))


def parse(body: bytes) -> Pairs:
    """The same for a body that has been read; BadBody with 400 for what is no form in UTF-8."""
    if _BROKEN_ESCAPE.search(body):
        raise BadBody(400)
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadBody(400) from None
