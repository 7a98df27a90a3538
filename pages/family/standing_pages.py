"""The pages that are the same for everybody: the front door, help, privacy, accessibility."""

from functools import lru_cache

from starlette.requests import Request

from pages.family.asked import accepted_languages, asked_language, asks_to_leave
from pages.family.page import render
from pages.family.pressed import page_language
from pages.family.reply import Reply, Sheet
from pages.family.site import Site
from pages.family.talk import leave

ADDRESSES = {
    "/": "front.html",
    "/help": "help.html",
    "/privacy": "privacy.html",
    "/accessibility": "accessibility.html",
}


async def show(template: str, site: Site, request: Request) -> Reply:
    """The page in the language of the query, else in the one that the browser asks for."""
    scope = request.scope
    if asks_to_leave(scope):
        return await leave(site, request)
    return _sheet(template, page_language(asked_language(scope), accepted_languages(scope)), site).reply(scope)


@lru_cache(maxsize=256)
def _sheet(template: str, code: str, site: Site) -> Sheet:
    return Sheet.of(render(template, code, site))
