"""The passages of one form or part in a language, beside their English; many are signed off at once here."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.folding import fit
from language.registry import LANGUAGES
from language.states import CHECKED, DRAFT
from pages.staff.shell.addresses import translations_into
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import plural
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from translations.entries import Entry, Seen
from translations.index import WordingIndex
from translations.overview import ALL, STATES, is_in, part
from translations.passages import groups
from translations.translating import check, make_live
from translations.translations import TOPIC

FILTERS: Mapping[str, str] = {"": "All", **STATES}


@needs(Permission.TRANSLATE)
def listed(
    db: Database, actor: Actor, index: WordingIndex, code: str, group: str, listing: Listing
) -> FilteredPage[Entry]:
    """The page of the list that the address asks for."""
    of_part = part(db, actor, index, code, group)
    fits = [
        one
        for one in of_part
        if not listing.q or fit(listing.q, *one.passage.english, *one.texts, *one.passage.where) is not None
    ]
    found = [one for one in fits if _passes(listing.only, one)]
    return FilteredPage(page_of(found, listing.page), counted(fits, FILTERS, _passes))


def _passes(only: str, one: Entry) -> bool:
    return not only or is_in(only, one)


def add(context: StaffContext) -> None:
    """The screen at /staff/translations/{code}/{group}."""

    @screen_page(context, "/translations/{code}/{group}")
    async def of_part(code: str, group: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, (), FILTERS)
        await screen.fetch(part, context.wording, code, group)
        language, path = LANGUAGES[code], translations_into(code, group)
        name = groups().get(group, "All passages")
        await frame(screen, f"{name} · {language.english_name}", "translations")
        use("listing.css", "translations.css")
        drafts: list[Seen] = []  # on the page that is open: what can be checked, and made live
        checked: list[Seen] = []

        def draw(listing: Listing) -> str:
            found = screen.read(listed, context.wording, code, group, listing)
            everything = screen.read(part, context.wording, code, group)
            drafts[:] = _signable(found.part.rows, DRAFT, screen.person)
            checked[:] = _signable(everything, CHECKED, screen.person)
            given = {"language": language, "group": group, "listing": listing, "states": STATES, "path": path}
            numbers = {"drafts": len(drafts), "checked": len(checked)}
            return render("translations/part_listed.html", screen.now, found=found, **given, **numbers)

        async def sign(verb: Any, several: Sequence[Seen], told: str) -> None:
            await screen.write(verb, several)
            screen.tell(f"{plural(len(several), 'passage is', 'passages are')} {told}.")
            await screen.redraw(panel)

        async def all_checked(_: Mapping[str, Any]) -> None:
            await sign(check, tuple(drafts), "checked")

        async def all_live(_: Mapping[str, Any]) -> None:
            await sign(make_live, tuple(checked), "live")

        with ui.element("div").classes("page"):
            head = {"language": language, "name": name, "listing": listing, "whole": group == ALL}
            ui.html(render("translations/part.html", screen.now, **head), sanitize=True)
            panel = await list_panel(screen, path, listing, draw, TOPIC)
        for act_name, act in {"all-checked": all_checked, "all-live": all_live}.items():
            screen.on(act_name, act)


def _signable(entries: Sequence[Entry], state: str, person: Actor) -> list[Seen]:
    """Those in a state that this person may sign off."""
    if not person.may(Permission.CHECK_TRANSLATIONS):
        return []
    return [one.seen for one in entries if one.state == state and not one.is_stale and one.translator != person.id]
