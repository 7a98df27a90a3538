"""Clears a phone that others use too: the browser forgets at once, and the page says what it cannot forget."""

from starlette.requests import Request

from pages.family.browser import forget, keeps_cookies
from pages.family.conversation import leave
from pages.family.error_pages import error_page
from pages.family.fields import read_fields
from pages.family.origin import is_foreign
from pages.family.page import render
from pages.family.query import accepted_languages, asked_language, asks_to_leave
from pages.family.reply import Reply, go_to, page
from pages.family.site import Site
from pages.family.submission import page_language
from pages.form_body import BadBody


async def clear(site: Site, request: Request) -> Reply:
    """A press clears. A look changes nothing, and says *cleared* only where nothing of ours is kept."""
    scope = request.scope
    if request.method == "POST":
        return await _clear(site, request)
    if asks_to_leave(scope):
        return await leave(site, request)
    code = page_language(asked_language(scope), accepted_languages(scope), site)
    return page(scope, render("clear.html", code, site, remembered=keeps_cookies(scope, site)))


async def _clear(site: Site, request: Request) -> Reply:
    scope = request.scope
    try:
        if is_foreign(scope, site):
            raise BadBody(403)
        fields = await read_fields(request)
    except BadBody as bad:
        return error_page(scope, bad.status, page_language("", accepted_languages(scope), site), site)
    code = page_language(fields.get("language", [""])[0], accepted_languages(scope), site)
    reply = go_to(f"/clear?lang={code}", forget(site))
    reply.raw_headers.append((b"clear-site-data", b'"cache"'))
    return reply
