"""The response headers of the staff screens."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

Headers = list[tuple[bytes, bytes]]

YEAR = 31_536_000


def policy(nonce: str) -> str:
    """The content security policy. Vue compiles templates in the browser and needs `unsafe-eval` (ASVS 3.4.3)."""
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


def plain_policy(script: str = "") -> str:
    """The policy of plain pages: signing in, and pages that are not there. No script runs but the one given."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    runs = f"script-src 'sha256-{digest}'; " if script else ""
    return (
        f"default-src 'none'; {runs}"
        "style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def guarded(headers: Iterable[tuple[bytes, bytes]], nonce: str, *, secure: bool, is_asset: bool) -> Headers:
    """The headers of a response with ours added: what a page has set for itself stays."""
    given = list(headers)
    names = {name.lower() for name, _ in given}
    ours = {
        b"content-security-policy": policy(nonce).encode(),
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"same-origin",
        b"x-frame-options": b"DENY",
        b"cross-origin-opener-policy": b"same-origin",
    }
    if not is_asset:
        ours[b"cache-control"] = b"no-store"
    if secure:
        ours[b"strict-transport-security"] = f"max-age={YEAR}; includeSubDomains".encode()
    return given + [(name, value) for name, value in ours.items() if name not in names]
