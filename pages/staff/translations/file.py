"""A file from an agency beside what is here: what is new, what differs, what is wrong; then it is brought in."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.folding import fit
from language.registry import LANGUAGES
from pages.staff.shell.addresses import number, translation_file
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import plural
from people.errors import Unacceptable
from translations.po_in import DIFFERS, NEW, ROWS, WARNED, ComparedRow, bring_in, compared
from translations.translations import TOPIC

FILTERS: Mapping[str, str] = {"": "All", **ROWS}
BUTTONS: Mapping[str, str] = {
    NEW: "Bring in the new ones",
    DIFFERS: "Put these in the place of what is here",
    WARNED: "Bring these in: they are right all the same",
}


def add(context: StaffContext) -> None:
    """The screen at /staff/translations/{code}/file/{number}."""

    @screen_page(context, "/translations/{code}/file/{file}")
    async def one_file(code: str, file: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        which = number(file)
        kept, _ = await screen.fetch(compared, context.wording, code, which)
        listing = asked(request.query_params, (), FILTERS)
        language, path = LANGUAGES[code], translation_file(code, which)
        await frame(screen, f"{language.english_name}: a file", "translations")
        use("listing.css", "translations.css")
        shown: dict[str, list[ComparedRow]] = {}  # what a press brings in, by its kind

        def draw(listing: Listing) -> str:
            _, rows = screen.read(compared, context.wording, code, which)
            found = _listed(rows, listing)
            shown.clear()
            shown.update(_can_come(rows, found.part.rows, listing.only))
            given = {"language": language, "listing": listing, "path": path, "kinds": ROWS}
            ready = {kind: len(some) for kind, some in shown.items()}
            return render(
                "translations/file_listed.html", screen.now, found=found, ready=ready, buttons=BUTTONS, **given
            )

        async def bring(data: Mapping[str, Any]) -> None:
            rows = [(one.entry.seen, one.texts) for one in shown.get(str(data.get("pressed", "")), [])]
            try:
                await screen.submit("file-form", bring_in, which, str(data.get("agency", "")), rows)
            except Unacceptable as trouble:
                screen.refuse("file-form", {"agency": str(trouble)})
                return
            await screen.redraw(panel)
            screen.tell(f"{plural(len(rows), 'passage is', 'passages are')} kept as drafts. Somebody else checks them.")

        with ui.element("div").classes("page"):
            head = {"language": language, "file": kept, "listing": listing}
            ui.html(render("translations/file.html", screen.now, **head), sanitize=True)
            panel = await list_panel(screen, path, listing, draw, TOPIC)
        screen.on("bring", bring)


def _can_come(rows: list[ComparedRow], on_page: list[ComparedRow], only: str) -> dict[str, list[ComparedRow]]:
    """What can be brought in at once: all that is new; of the rest what stands on the page, asked for by its kind."""
    new = [one for one in rows if one.kind == NEW]
    some = on_page if only in (DIFFERS, WARNED) else []
    return {kind: each for kind, each in ((NEW, new), (only, some)) if each}


def _listed(rows: list[ComparedRow], listing: Listing) -> FilteredPage[ComparedRow]:
    fits = [one for one in rows if not listing.q or fit(listing.q, *one.entry.passage.english, *one.texts) is not None]
    found = [one for one in fits if _passes(listing.only, one)]
    return FilteredPage(page_of(found, listing.page), counted(fits, FILTERS, _passes))


def _passes(only: str, one: ComparedRow) -> bool:
    return not only or one.kind == only
