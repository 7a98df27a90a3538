"""Whom we still owe an answer, and until when; with an item, the page that tells them (BR-54)."""

from collections.abc import Mapping

from fastapi import Request
from nicegui import Client

from pages.staff.shell.addresses import TELLING, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.telling.telling import TellingPage
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.telling.owed import LATE_AFTER_MONTHS, OWED, STATES, OwedLine, owed
from tracker.telling.wishes import WAY_WISHED, WAYS

FILTERS: Mapping[str, str] = {"": "Owed", "late": "Late", **STATES}
TOPICS = ("tracker", "voices", "texts", "calls")


@needs(Permission.ASK_FOR_FEEDBACK)
def listed(db: Database, actor: Actor, listing: Listing) -> FilteredPage[OwedLine]:
    """The page of the list that the address asks for."""
    found = owed(db, actor)
    fits = [one for one in found if _passes(listing.only, one)]
    return FilteredPage(page_of(fits, listing.page), counted(found, FILTERS, _passes))


def _passes(only: str, one: OwedLine) -> bool:
    if only == "late":
        return one.late
    return one.state == only if only else one.state in OWED


def way_wished(wish: str) -> str:
    """How they want to be told, in a few words."""
    return WAYS.get(WAY_WISHED.get(wish, ""), "They did not say")


def add(context: StaffContext) -> None:
    """The screen at /staff/telling."""

    @screen_page(context, "/telling")
    async def telling(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        use("telling.css", "answers_back.css", "listing.css")
        if item := request.query_params.get("item"):
            voice = request.query_params.get("voice", "")
            await TellingPage(screen, number(item), number(voice) if voice else 0).build()
            return
        listing = asked(request.query_params, (), FILTERS)
        await frame(screen, "Answers owed", "answers owed")

        def draw(listing: Listing) -> str:
            found = screen.read(listed, listing)
            screen.shows("answers owed", (one.child for one in found.part.rows))
            shown = {"found": found, "listing": listing, "states": STATES}
            more = {"months": LATE_AFTER_MONTHS, "way_wished": way_wished}
            return render("telling/owed.html", screen.now, **shown, **more)

        await list_panel(screen, TELLING, listing, draw, *TOPICS)
