"""A question read aloud, at an address of its own: the same for everybody, so it is kept by browsers for a day."""

import re

from starlette.requests import Request

from feedback.voices.reading_aloud import sound
from pages.family.reply import Headers, Reply
from storage.errors import StorageError
from storage.store import Store

_RANGE = re.compile(r"bytes=(\d{1,9})-(\d{0,9})")
_ALWAYS: Headers = [
    (b"accept-ranges", b"bytes"),
    (b"cache-control", b"public, max-age=86400, immutable"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_NOT_THERE: Headers = [(b"cache-control", b"no-store"), (b"content-length", b"0")]


async def play(store: Store, request: Request) -> Reply:
    """The recording, or the part that was asked for: some phones play nothing that comes only whole."""
    try:
        found = store.read(sound, request.path_params["digest"])
    except StorageError:
        return Reply(503, _NOT_THERE)
    if found is None:
        return Reply(404, _NOT_THERE)
    kind, whole = (b"content-type", found.mime.encode()), len(found.content)
    part = _RANGE.fullmatch(request.headers.get("range", ""))
    if part is None:
        return Reply(200, [kind, _long(whole), *_ALWAYS], found.content)
    first, last = int(part[1]), min(int(part[2] or whole), whole - 1)
    if first > last:
        return Reply(416, [(b"content-range", f"bytes */{whole}".encode()), *_NOT_THERE])
    within = (b"content-range", f"bytes {first}-{last}/{whole}".encode())
    return Reply(206, [kind, within, _long(last - first + 1), *_ALWAYS], found.content[first : last + 1])


def _long(length: int) -> tuple[bytes, bytes]:
    return b"content-length", str(length).encode()
