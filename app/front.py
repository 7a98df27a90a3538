"""The front door: families' addresses go straight to their room, everything else to the rest of the program."""

from collections.abc import Iterable

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Receive, Scope, Send

FAMILY = ("/f/", "/q/")


class Front:
    """Pure ASGI. A family's page passes nothing that only the staff screens need (DESIGN, Web: two kinds of page)."""

    def __init__(self, rest: ASGIApp, family: Iterable[BaseRoute]) -> None:
        self._rest = rest
        self._family = ServerErrorMiddleware(Router(list(family), redirect_slashes=False))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose the door by the beginning of the path."""
        if scope["type"] == "http" and scope["path"].startswith(FAMILY):
            await self._family(scope, receive, send)
        else:
            await self._rest(scope, receive, send)
