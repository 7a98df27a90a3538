"""The front door's one field: who types the code from a letter or a poster is led to their questions."""

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from starlette.requests import Request

from feedback.crowding import Crowd
from feedback.errors import NoSuchLink
from feedback.places import poster
from feedback.typed_codes import NoSuchCode, enter, grouped
from language.catalogue import N_
from pages.family.asked import accepted_languages
from pages.family.body import BadBody, read_fields
from pages.family.network import address_of
from pages.family.origin import is_foreign
from pages.family.page import render
from pages.family.pressed import page_language
from pages.family.reply import Reply, go_to, page
from pages.family.site import Site
from pages.family.sorry import sorry
from pages.family.speech import phrase
from storage.errors import StorageError
from storage.store import Store

WRONG = N_("This code does not open anything. Please check each letter and number.")
TOO_MANY = N_("There were too many tries. Please wait ten minutes, then try again.")
LONGEST_SHOWN = 40


def crowd_of_guesses() -> Crowd:
    """Wrong codes only: 20 in ten minutes from one network, and 1,000 an hour from all of them."""
    return Crowd(RateLimitItemPerMinute(20, 10), RateLimitItemPerHour(1000))


async def type_code(store: Store, site: Site, guesses: Crowd, request: Request) -> Reply:
    """Lead to the conversation or the poster that the code belongs to; whatever is wrong gets the same answer."""
    scope = request.scope
    try:
        if is_foreign(scope, site):
            raise BadBody(403)
        fields = await read_fields(scope, request.receive)
    except BadBody as bad:
        return sorry(scope, bad.status, page_language("", accepted_languages(scope)), site)
    code = page_language(fields.get("language", [""])[0], accepted_languages(scope))
    typed = fields.get("code", [""])[0]
    address = address_of(scope)
    if guesses.is_full(address):
        return page(scope, front(code, site, typed, TOO_MANY), 429)
    try:
        return go_to(await _way_on(store, typed, code))
    except (NoSuchCode, NoSuchLink):
        guesses.count(address)
        return page(scope, front(code, site, typed, WRONG), 422)
    except StorageError:
        return sorry(scope, 503, code, site, typed)


def front(code: str, site: Site, typed: str = "", problem: str = "") -> str:
    """The front page, with what was typed and what is wrong with it."""
    wrong = phrase(code, problem) if problem else None
    return render("front.html", code, site, typed=typed[:LONGEST_SHOWN], problem=wrong, wrong="code")


async def _way_on(store: Store, typed: str, language: str) -> str:
    try:
        return f"/f/{await store.write(enter, typed)}"
    except NoSuchCode:
        return f"/q/{grouped(store.read(poster, typed)['code'])}?lang={language}"
