"""The front door: families' addresses go straight to their room, everything else to the rest of the program."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

_BUSY = ("/f/", "/q/")  # never anybody else's, and not looked for there


class Front:
    """Pure ASGI. A family's page passes nothing that only the staff screens need (DESIGN, Web: two kinds of page)."""

    def __init__(self, rest: ASGIApp, others: Sequence[BaseRoute], family: ASGIApp) -> None:
        self._rest = rest
        self._others = others
        self._family = family

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the rest of the program has no address for is the family's, so that they meet pages alone."""
        if scope["type"] == "http" and (scope["path"].startswith(_BUSY) or not self._is_others(scope)):
            await self._family(scope, receive, send)
        else:
            await self._rest(scope, receive, send)

    def _is_others(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._others)
