"""Sends a page: its headers ready as bytes, its body squeezed where the browser can take that."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from pages.family.inline_assets import policy

Headers = list[tuple[bytes, bytes]]

_ALWAYS: Headers = [
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_PAGE: Headers = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"vary", b"accept-encoding"),
    *_ALWAYS,
]
_WORTH_SQUEEZING = 800  # bytes; under this the headers weigh more than what is saved


class Reply(Response):
    """A response whose headers and body are ready as they are."""

    def __init__(self, status: int, headers: Headers, body: bytes = b"", cookie: bytes | None = None) -> None:
        self.status_code = status
        self.body = body
        self.background = None
        self.raw_headers = [*headers, (b"set-cookie", cookie)] if cookie else headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; to HEAD the headers alone."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else self.body})


@dataclass(frozen=True)
class PreparedPage:
    """A page that is the same for everybody, ready both plain and squeezed."""

    plain: bytes
    plain_headers: Headers
    squeezed: bytes
    squeezed_headers: Headers

    @classmethod
    def of(cls, html: str) -> "PreparedPage":
        """Squeeze the page once, as hard as it goes."""
        plain = html.encode()
        squeezed, lets_in = _squeeze(plain, 9), policy(plain)
        return cls(plain, _headers(plain, lets_in), squeezed, _headers(squeezed, lets_in, squeezed=True))

    def reply(self, scope: Scope, status: int = 200) -> Reply:
        """The page as this browser can take it."""
        return self.made(takes_gzip(scope), status)

    def made(self, squeezed: bool, status: int = 200) -> Reply:
        """The page squeezed, or as it is."""
        if squeezed:
            return Reply(status, self.squeezed_headers, self.squeezed)
        return Reply(status, self.plain_headers, self.plain)


def page(scope: Scope, html: str, status: int = 200, cookie: bytes | None = None) -> Reply:
    """A page made for this one browser, as it can take it."""
    return made(html, takes_gzip(scope), status, cookie)


def made(html: str, squeezed: bool, status: int = 200, cookie: bytes | None = None) -> Reply:
    """A page made for one browser, squeezed where that is wanted and worth it."""
    body = html.encode()
    lets_in = policy(body)
    if squeezed and len(body) > _WORTH_SQUEEZING:
        body = _squeeze(body, 5)
        return Reply(status, _headers(body, lets_in, squeezed=True), body, cookie)
    return Reply(status, _headers(body, lets_in), body, cookie)


def ready(body: bytes, lets_in: bytes, *, squeezed: bool = False) -> Reply:
    """A page whose body is as it is to be sent, with the policy that lets its styles and scripts in."""
    return Reply(200, _headers(body, lets_in, squeezed=squeezed), body)


def go_to(address: str, cookie: bytes | None = None) -> Reply:
    """Send the browser on with a GET, so that a reload repeats nothing."""
    headers = [(b"location", address.encode("latin-1")), (b"content-length", b"0"), *_ALWAYS]
    return Reply(303, headers, cookie=cookie)


def takes_gzip(scope: Scope) -> bool:
    """Whether the browser takes gzip; one that says `q=0` does not."""
    return any(name == b"accept-encoding" and _names_gzip(value) for name, value in scope["headers"])


@lru_cache(maxsize=256)
def _names_gzip(accepted: bytes) -> bool:
    return any(_is_gzip(part) for part in accepted.lower().replace(b" ", b"").split(b","))


def _is_gzip(part: bytes) -> bool:
    coding, _, quality = part.partition(b";q=")
    return coding in (b"gzip", b"*") and quality.strip(b"0.") != b"" if quality else coding in (b"gzip", b"*")


def _squeeze(body: bytes, level: int) -> bytes:
    squeezer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return squeezer.compress(body) + squeezer.flush()


def squeezed(body: bytes) -> bytes:
    """A body that never changes, squeezed as hard as it goes."""
    return _squeeze(body, 9)


def _headers(body: bytes, lets_in: bytes, *, squeezed: bool = False) -> Headers:
    more: Iterable[tuple[bytes, bytes]] = [(b"content-encoding", b"gzip")] if squeezed else []
    length = (b"content-length", str(len(body)).encode())
    return [*_PAGE, (b"content-security-policy", lets_in), length, *more]
