"""The front door: families' addresses go straight to their room, everything else to the rest of the program."""

from collections.abc import Iterable

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FAMILY = ("/f/", "/q/")
NO_SNIFFING = (b"x-content-type-options", b"nosniff")
HTTPS_ALONE = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


class Front:
    """Pure ASGI. A family's page passes nothing that only the staff screens need (DESIGN, Web: two kinds of page).

    Whatever answers, a page or an error of any layer, the answer leaves with the headers that hold for all.
    """

    def __init__(self, rest: ASGIApp, family: Iterable[BaseRoute], *, secure: bool = False) -> None:
        self._rest = rest
        self._family = ServerErrorMiddleware(Router(list(family), redirect_slashes=False))
        self._always = (NO_SNIFFING, HTTPS_ALONE) if secure else (NO_SNIFFING,)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose the door by the beginning of the path."""
        if scope["type"] != "http":
            await self._rest(scope, receive, send)
        else:
            door = self._family if scope["path"].startswith(FAMILY) else self._rest
            await door(scope, receive, self._dressed(send))

    def _dressed(self, send: Send) -> Send:
        """Send with the headers of every answer, where the answer has not set them itself (ASVS 3.4.1, 3.4.4)."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                names = {name for name, _ in given}
                message["headers"] = [*given, *[one for one in self._always if one[0] not in names]]
            await send(message)

        return dressed
