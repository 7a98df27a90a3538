"""A poster's address: a GET says what this is and asks who is there, a POST begins a conversation of one's own."""

from starlette.requests import Request

from feedback.voices.errors import NoSuchLink
from feedback.voices.places import poster
from feedback.web.poster_conversations import TOUCHPOINT, WHO, visit
from forms.library import Library
from language.catalogue import N_
from pages.family.browser import cookie, new_session, session_of
from pages.family.conversation import BEGUN, leave
from pages.family.error_pages import error_page, gone
from pages.family.fields import read_fields
from pages.family.looks import Look
from pages.family.network import address_of
from pages.family.origin import is_foreign
from pages.family.page import render
from pages.family.phrases import phrase
from pages.family.query import accepted_languages, asked_language, asks_easy, asks_to_leave
from pages.family.reply import Reply, go_to, page
from pages.family.site import Site
from pages.family.submission import page_language
from pages.form_body import BadBody
from people.errors import Throttled
from storage.errors import StorageError
from storage.store import Store

CHOOSE = N_("Please choose who you are.")
CROWDED = N_("Many people have started here in a short time. Please try again later.")


async def at_poster(store: Store, site: Site, library: Library, request: Request) -> Reply:
    """Show or begin. A GET or HEAD changes nothing, ever."""
    if request.method == "POST":
        return await _begin(store, site, library, request)
    return await leave(site, request) if asks_to_leave(request.scope) else _show(store, site, request)


def _show(store: Store, site: Site, request: Request) -> Reply:
    scope = request.scope
    code = page_language(asked_language(scope), accepted_languages(scope), site)
    try:
        name = store.read(poster, scope["path_params"]["poster"])["name"]
        return page(scope, _page(code, site, name, easy=asks_easy(scope)))
    except NoSuchLink:
        return gone(scope, code, site)
    except StorageError:
        return error_page(scope, 503, code, site)


async def _begin(store: Store, site: Site, library: Library, request: Request) -> Reply:
    scope = request.scope
    code = page_language("", accepted_languages(scope), site)
    try:
        if is_foreign(scope, site):
            raise BadBody(403)
        fields = await read_fields(request)
    except BadBody as bad:
        return error_page(scope, bad.status, code, site)
    code = page_language(fields.get("language", [""])[0], accepted_languages(scope), site)
    who, wall = fields.get("who", [""])[0], scope["path_params"]["poster"]
    try:
        place = store.read(poster, wall)
        form = library.find(TOUCHPOINT, who) if who in WHO else None
        if form is None:
            return page(scope, _page(code, site, place["name"], CHOOSE, easy="easy" in fields), 422)
        session = session_of(scope, site, store.now) or new_session()
        token = await store.write(visit, address_of(scope), wall, session, who, code, form, easy="easy" in fields)
    except Throttled:
        return page(scope, _page(code, site, place["name"], CROWDED, who, easy="easy" in fields), 429)
    except NoSuchLink:
        return gone(scope, code, site)
    except StorageError:
        return error_page(scope, 503, code, site)
    return go_to(f"/f/{token}{BEGUN}", cookie(session, site, store.now))


def _page(code: str, site: Site, place: str, problem: str = "", chosen: str = "", *, easy: bool = False) -> str:
    said = {"problem": phrase(code, problem) if problem else None, "wrong": "" if chosen else "who"}
    return render(
        "poster.html",
        code,
        site,
        place=place,
        who=WHO,
        chosen=chosen,
        look=Look.EASY if easy else Look.CALM,
        easy=easy,
        **said,
    )
