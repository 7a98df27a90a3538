"""A token of our own, which whoever calls us by themselves sends along."""

import hmac

from starlette.requests import Request


def carries(request: Request, token: str) -> bool:
    """Whether a request has this bearer token (RFC 6750 2.1); how long that takes tells nothing of it."""
    given = request.headers.get("authorization", "").encode("latin-1", "replace")
    return hmac.compare_digest(given, f"Bearer {token}".encode())
