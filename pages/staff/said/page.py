"""What stands on “You said, we did”, what waits to be released, and what was taken back."""

from collections.abc import Mapping

from fastapi import Request
from nicegui import Client, ui

from language.folding import fit
from pages.staff.shell.addresses import SAID
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.said.entry_views import SaidLine, entries
from tracker.said.said_entries import RELEASED, STATES, TAKEN_BACK
from tracker.said.writing import TOPIC

FILTERS: Mapping[str, str] = {"": "All", "waits": "To release", "read": "Families read", "taken": "Taken back"}
SORTS = ("theme", "month", "changed")


@needs(Permission.MANAGE_TRACKER)
def listed(db: Database, actor: Actor, listing: Listing) -> FilteredPage[SaidLine]:
    """The page of the list that the address asks for; the entry that was changed last stands first."""
    fits = [one for one in entries(db, actor) if not listing.q or fit(listing.q, one.said, one.theme) is not None]
    found = [one for one in fits if _passes(listing.only, one)]
    if listing.sort:
        found.sort(key=lambda one: str(getattr(one, listing.column)), reverse=listing.downward)
    return FilteredPage(page_of(found, listing.page), counted(fits, FILTERS, _passes))


def _passes(only: str, one: SaidLine) -> bool:
    if only == "waits":
        return one.state not in (STATES[RELEASED], STATES[TAKEN_BACK])
    if only == "read":
        return bool(one.month)
    return not only or one.state == STATES[TAKEN_BACK]


def add(context: StaffContext) -> None:
    """The screen at /staff/said."""

    @screen_page(context, "/said")
    async def all_said(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, SORTS, FILTERS)
        await frame(screen, "You said, we did", "tracker")
        use("said.css", "listing.css")

        def draw(listing: Listing) -> str:
            return render("said/said_listed.html", screen.now, found=screen.read(listed, listing), listing=listing)

        with ui.element("div").classes("page"):
            ui.html(render("said/said_list.html", screen.now, listing=listing), sanitize=True)
            await list_panel(screen, SAID, listing, draw, TOPIC)
