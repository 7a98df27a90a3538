"""“You said, we did”: what families told us and what came of it, the same for everybody (BR-54)."""

from datetime import date

from markupsafe import Markup
from starlette.requests import Request

from language.dates import month_and_year
from language.not_here import spoken_code
from language.registry import language
from language.remembered import remembered
from pages.family.conversation import leave
from pages.family.error_pages import error_page
from pages.family.page import render
from pages.family.query import accepted_languages, asked_before, asked_language, asks_to_leave
from pages.family.reply import PreparedPage, Reply
from pages.family.site import Site
from pages.family.submission import page_language
from storage.errors import StorageError
from storage.store import Store
from tracker.said.public_words import NAMES, THEMES
from tracker.said.published import Published, PublishedEntry, published

HEAVIEST = 13_700  # bytes of a squeezed page: with its headers it comes in one round trip of data
ShownEntry = tuple[str, list[tuple[str, Markup]]]  # its month, and each of its words under the name of it


async def show_said(store: Store, site: Site, request: Request) -> Reply:
    """What was released, the newest first. Looking changes nothing and sets no cookie."""
    scope = request.scope
    if asks_to_leave(scope):
        return await leave(site, request)
    code = page_language(asked_language(scope), accepted_languages(scope), site)
    try:
        found = store.reread(published, asked_before(scope))
    except StorageError:
        return error_page(scope, 503, code, site)
    return _sheet(found, code, site).reply(scope)


@remembered(64)
def _sheet(found: Published, code: str, site: Site) -> PreparedPage:
    """As many entries as come at once over a slow line; the others stand behind the link to earlier ones."""
    for most in range(len(found.entries), 1, -1):
        sheet = _drawn(found, most, code, site)
        if len(sheet.squeezed) <= HEAVIEST:
            return sheet
    return _drawn(found, 1, code, site)


def _drawn(found: Published, most: int, code: str, site: Site) -> PreparedPage:
    here = found.entries[:most]
    goes_on = found.goes_on or most < len(found.entries)
    earlier = here[-1].place if here and goes_on else ""
    return PreparedPage.of(
        render("said.html", code, site, themes=_by_theme(here, spoken_code(code)), earlier=earlier, before=found.before)
    )


def _by_theme(entries: tuple[PublishedEntry, ...], code: str) -> list[tuple[str, list[ShownEntry]]]:
    """The entries under their themes; the theme of the newest one first."""
    themes: dict[str, list[ShownEntry]] = {}
    for one in entries:
        themes.setdefault(one.theme, []).append((_month(one.month, code), _words(one, code)))
    return [(THEMES[theme], shown) for theme, shown in themes.items()]


def _month(written: str, code: str) -> str:
    return month_and_year(date.fromisoformat(f"{written}-01"), code)


def _words(entry: PublishedEntry, code: str) -> list[tuple[str, Markup]]:
    """What stands there, escaped; English that stands in for a translation is marked as English (WCAG 3.1.2)."""
    words, spoken = entry.in_language(code)
    mark = f' lang="{spoken}" dir="{language(spoken).direction}"' if spoken != code else ""
    told = Markup(f"<dd{mark}>{{}}</dd>")  # noqa: S704  # our own mark
    texts = {"said": words["said"], "did": words["did"], "could_not": words["could_not"]}
    return [(NAMES[name], told.format(text)) for name, text in texts.items() if text]
