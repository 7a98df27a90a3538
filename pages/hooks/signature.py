"""What a provider posted: bounded while it comes in, strict about its form, and nothing of it believed unsigned."""

import re
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import unquote_to_bytes

from starlette.requests import ClientDisconnect, Request

LARGEST = 64_000  # bytes: 1,600 characters, each escaped at its longest, and all the rest that comes with a text
MOST_FIELDS = 200
HEADER = "x-twilio-signature"
_KIND = "application/x-www-form-urlencoded"
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class SignatureCheck(Protocol):
    """Tells whether a signature was made over our public address and these fields."""

    def fits(self, path_and_query: str, fields: Mapping[str, str], signature: str) -> bool: ...


class NotBelieved(Exception):
    """What was posted is not taken; `status` says why in HTTP's words."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def signed_fields(request: Request, seal: SignatureCheck) -> Mapping[str, str]:
    """The fields of a signed post. NotBelieved: 400 no form, 413 too long, 415 another kind, 403 not signed."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise NotBelieved(415)
    fields = _fields(await _body(request))
    if not seal.fits(_address(request), fields, request.headers.get(HEADER, "")):
        raise NotBelieved(403)
    return fields


def _address(request: Request) -> str:
    """Path and query just as they came, for the signature covers them."""
    path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    query: bytes = request.scope["query_string"]
    return (path.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1")


async def _body(request: Request) -> bytes:
    chunks, size = [], 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > LARGEST:
                raise NotBelieved(413)
            chunks.append(chunk)
    except ClientDisconnect:
        raise NotBelieved(400) from None
    return b"".join(chunks)


def _fields(body: bytes) -> Mapping[str, str]:
    """Each field once. One that stands twice could be read in two ways, so nothing of it is believed."""
    pairs = body.split(b"&") if body else []
    if len(pairs) > MOST_FIELDS:
        raise NotBelieved(400)
    fields: dict[str, str] = {}
    for pair in pairs:
        name, _, value = pair.partition(b"=")
        if _text(name) in fields:
            raise NotBelieved(403)
        fields[_text(name)] = _text(value)
    return fields


def _text(quoted: bytes) -> str:
    if _BROKEN_ESCAPE.search(quoted):
        raise NotBelieved(400)
    try:
        return unquote_to_bytes(quoted.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise NotBelieved(400) from None
