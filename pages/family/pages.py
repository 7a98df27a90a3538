"""Everything under / that a family can meet: whatever is asked for, the answer is a page in their language."""

import logging
from collections.abc import Sequence

from starlette.requests import Request
from starlette.routing import BaseRoute, Match
from starlette.types import Message, Receive, Scope, Send

from language.not_here import code_for
from pages.family.clean_addresses import clean_address
from pages.family.error_pages import error_page, gone
from pages.family.query import accepted_languages, asked_language, asked_page
from pages.family.reply import Reply, go_to
from pages.family.site import Site
from pages.family.standing_pages import ASIDE, aside
from pages.family.submission import page_language

_LOOKING = ("GET", "HEAD")


class FamilyPages:
    """Pure ASGI. Nothing here answers with JSON, with bare text or with nothing."""

    def __init__(self, routes: Sequence[BaseRoute], site: Site) -> None:
        self._routes = routes
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what goes wrong before the answer has begun becomes a page that says so."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._answer(scope, receive, watched)
        except Exception:
            # the address holds a secret and is not written down
            logging.getLogger("heard.family").exception("A family's page failed.")
            if not begun:
                await error_page(scope, 500, _language(scope, self._site), self._site)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if reply := self._beside(scope):
            await reply(scope, receive, send)
            return
        known = False
        for route in self._routes:
            match, more = route.matches(scope)
            if match is Match.FULL:
                scope.update(more)
                await route.handle(scope, receive, send)
                return
            known = known or match is Match.PARTIAL
        await self._refusal(scope, known)(scope, receive, send)

    def _beside(self, scope: Scope) -> Reply | None:
        """A page that stands beside the one of this address, or the way to the address that was meant."""
        if scope["method"] not in _LOOKING:
            return None
        if scope["query_string"] and asked_page(scope) in ASIDE:
            return aside(Request(scope), self._site)
        meant = clean_address(scope["path"])
        return go_to(meant + _query(scope)) if meant else None

    def _refusal(self, scope: Scope, known: bool) -> Reply:
        """No such page; or, where there is one, not for what was tried on it."""
        if known:
            return error_page(scope, 405, _language(scope, self._site), self._site)
        return gone(scope, _language(scope, self._site), self._site)


def _language(scope: Scope, site: Site) -> str:
    return page_language(asked_language(scope), accepted_languages(scope), site)


def _query(scope: Scope) -> str:
    asked = code_for(asked_language(scope))
    return f"?lang={asked}" if asked else ""
