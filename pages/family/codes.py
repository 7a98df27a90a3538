"""The front door's one field: who types the code from a letter or a poster is led to their questions."""

from starlette.requests import Request

from feedback.voices.typed_codes import grouped
from feedback.web.code_entry import try_code
from language.catalogue import N_
from pages.family.error_pages import error_page
from pages.family.fields import read_fields
from pages.family.network import address_of
from pages.family.origin import is_foreign
from pages.family.page import render
from pages.family.phrases import phrase
from pages.family.query import accepted_languages
from pages.family.reply import Reply, go_to, page
from pages.family.site import Site
from pages.family.submission import page_language
from pages.form_body import BadBody
from people.errors import Throttled
from storage.errors import StorageError
from storage.store import Store

WRONG = N_("This code does not open anything. Please check each letter and number.")
TOO_MANY = N_("There were too many tries. Please wait ten minutes, then try again.")
LONGEST_SHOWN = 40


async def type_code(store: Store, site: Site, request: Request) -> Reply:
    """Lead to the conversation or the poster that the code belongs to; whatever is wrong gets the same answer."""
    scope = request.scope
    try:
        if is_foreign(scope, site):
            raise BadBody(403)
        fields = await read_fields(request)
    except BadBody as bad:
        return error_page(scope, bad.status, page_language("", accepted_languages(scope), site), site)
    code = page_language(fields.get("language", [""])[0], accepted_languages(scope), site)
    typed = fields.get("code", [""])[0]
    try:
        opened = await store.write(try_code, typed, address_of(scope))
    except Throttled:
        return page(scope, front(code, site, typed, TOO_MANY), 429)
    except StorageError:
        return error_page(scope, 503, code, site, typed)
    if opened is None:
        return page(scope, front(code, site, typed, WRONG), 422)
    return go_to(f"/f/{opened.token}" if opened.token else f"/q/{grouped(opened.poster)}?lang={code}")


def front(code: str, site: Site, typed: str = "", problem: str = "") -> str:
    """The front page, with what was typed and what is wrong with it."""
    wrong = phrase(code, problem) if problem else None
    return render("front.html", code, site, typed=typed[:LONGEST_SHOWN], problem=wrong, wrong="code")
