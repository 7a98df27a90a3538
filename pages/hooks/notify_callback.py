"""What GOV.UK Notify posts to us: a token of our own opens the door, and no 4xx comes back for what we could keep."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.form_body import BadBody, read_body
from pages.hooks.bearer import carries
from storage.errors import StorageError

LARGEST = 64_000  # bytes: the longest text, each character escaped, and all the rest
WITHIN = 4.0  # seconds; Notify waits for five
Keep = Callable[[Mapping[str, object]], Awaitable[object]]
_log = structlog.get_logger("heard.hooks")


def callback_route(path: str, token: str, keep: Keep) -> Route:
    """`POST path`: 403 for a wrong token alone, 503 where it could not be kept, else 200.

    Notify sends again after a 5xx and never after a 4xx, so a 4xx would lose what somebody wrote.
    """

    async def callback(request: Request) -> Response:
        if not carries(request, token):
            _log.warning("notify callback refused", path=path)
            return Response(status_code=403)
        said = await _said(request)
        if said is None:
            _log.error("notify callback holds nothing that can be kept", path=path)
            return Response(status_code=200)
        try:
            await asyncio.wait_for(keep(said), WITHIN)
        except (StorageError, TimeoutError) as fault:  # it comes again, and what was kept after all is kept once
            _log.error("notify callback not kept", path=path, fault=type(fault).__name__)
            return Response(status_code=503)
        return Response(status_code=200)

    return Route(path, callback, methods=["POST"])


async def _said(request: Request) -> Mapping[str, object] | None:
    """The fields of the posted JSON; None where there are none."""
    try:
        said = json.loads(await read_body(request, LARGEST))
    except (BadBody, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
