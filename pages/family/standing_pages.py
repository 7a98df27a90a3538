"""The pages that are the same for everybody: the front door, help, privacy, accessibility."""

from starlette.requests import Request

from language.remembered import remembered
from pages.family.conversation import leave
from pages.family.page import render
from pages.family.query import accepted_languages, asked_language, asked_page, asks_to_leave
from pages.family.reply import PreparedPage, Reply
from pages.family.site import Site
from pages.family.submission import page_language

ASIDE = {"help": "help.html", "privacy": "privacy.html", "accessibility": "accessibility.html"}
ADDRESSES = {"/": "front.html", **{f"/{name}": template for name, template in ASIDE.items()}}


async def show(template: str, site: Site, request: Request) -> Reply:
    """The page in the language of the query, else in the one that the browser asks for."""
    scope = request.scope
    if asks_to_leave(scope):
        return await leave(site, request)
    code = page_language(asked_language(scope), accepted_languages(scope), site)
    return _sheet(template, code, site, "", f"/?lang={code}").reply(scope)


def aside(request: Request, site: Site) -> Reply:
    """Help, privacy or accessibility beside any page, whose own address is the way back and is spelt out nowhere."""
    scope = request.scope
    name = asked_page(scope)
    code = page_language(asked_language(scope), accepted_languages(scope), site)
    return _sheet(ASIDE[name], code, site, name, f"?lang={code}").reply(scope)


@remembered(256)
def _sheet(template: str, code: str, site: Site, standing: str, back: str) -> PreparedPage:
    return PreparedPage.of(render(template, code, site, standing=standing, back=back))
