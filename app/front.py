"""The front door: families' addresses go straight to their room, everything else to the rest of the program."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NO_SNIFFING = (b"x-content-type-options", b"nosniff")
HTTPS_ALONE = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_BUSY = ("/f/", "/q/")  # never anybody else's, and not looked for there


class Front:
    """Pure ASGI. A family's page passes nothing that only the staff screens need (DESIGN, Web: two kinds of page).

    Where no family is served, the rest answers at every address. Whatever answers, a page or an error of any layer, the
    answer leaves with the headers that hold for all.
    """

    def __init__(
        self, rest: ASGIApp, others: Sequence[BaseRoute], family: ASGIApp | None, *, secure: bool = False
    ) -> None:
        self._rest = rest
        self._others = others
        self._family = family
        self._secure = secure
        self._always = (NO_SNIFFING, HTTPS_ALONE) if secure else (NO_SNIFFING,)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the rest of the program has no address for is the family's, so that they meet pages alone."""
        if scope["type"] != "http":
            await self._rest(scope, receive, send)
        elif self._family and (scope["path"].startswith(_BUSY) or not self._is_others(scope)):
            # a family's pages set the headers of every answer themselves, but for the one that is set at the start
            await self._family(scope, receive, self._dressed(send) if self._secure else send)
        else:
            await self._rest(scope, receive, self._dressed(send))

    def _is_others(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._others)

    def _dressed(self, send: Send) -> Send:
        """Send with the headers of every answer, where the answer has not set them itself (ASVS 3.4.1, 3.4.4)."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                names = {name for name, _ in given}
                message["headers"] = [*given, *[one for one in self._always if one[0] not in names]]
            await send(message)

        return dressed
