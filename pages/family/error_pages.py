"""The pages for when something cannot be done. What was typed is always given back, and help is always there."""

from starlette.types import Scope

from language.catalogue import N_
from language.remembered import remembered
from pages.family.page import render
from pages.family.reply import PreparedPage, Reply, page
from pages.family.site import Site

UNREADABLE = N_("We could not read what was sent. It was not kept.")
OUR_SIDE = N_(
    "Sorry, something is wrong on our side. What you just did was not kept. Please try again in a few minutes."
)
MESSAGES = {
    400: UNREADABLE,
    403: N_("That did not come from our page, so it was not kept."),
    405: UNREADABLE,
    409: N_("This question has been answered already, or is not asked any more. What you just sent was not kept."),
    413: N_("That is too long for us to keep. Please make it shorter."),
    415: UNREADABLE,
    500: OUR_SIDE,
    503: OUR_SIDE,
}


def gone(scope: Scope, code: str, site: Site, typed: str = "") -> Reply:
    """The one page for any link that cannot be opened, whatever is wrong with it: it must not tell which."""
    if typed:
        return page(scope, render("gone.html", code, site, typed=typed), 404)
    return _gone(code, site).reply(scope, 404)


def error_page(scope: Scope, status: int, code: str, site: Site, typed: str = "", message: str = "") -> Reply:
    """What went wrong in plain words, by HTTP status, and the way on."""
    html = render("trouble.html", code, site, typed=typed, message=message or MESSAGES[status])
    return page(scope, html, status)


@remembered(64)
def _gone(code: str, site: Site) -> PreparedPage:
    return PreparedPage.of(render("gone.html", code, site, typed=""))
