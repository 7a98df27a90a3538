"""The places and events whose posters invite people, with how many spoke at each; and a new one is made here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.voices.places import KINDS_OF_PLACE, Place, add_place, places
from feedback.web.poster_conversations import voices_counted
from language.folding import fit
from pages.staff.shell.addresses import PLACES, place_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, ListPage, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

FILTERS: Mapping[str, str] = {"": "Open", "closed": "Closed"}
SORTS = ("name", "made")


@dataclass(frozen=True)
class PlaceRow:
    """A place, and how many people said something there."""

    place: Place
    voices: int


@needs(Permission.MAKE_POSTERS)
def listed(db: Database, actor: Actor, listing: Listing) -> FilteredPage[PlaceRow]:
    """The page of the list that the address asks for; those that are closed stand behind a filter."""
    fits = [one for one in places(db, actor) if not listing.q or fit(listing.q, one["name"]) is not None]
    found = [one for one in fits if _passes(listing.only, one)]
    if listing.column == "made":
        found.sort(key=lambda one: str(one["made"]))
    here = page_of(found[::-1] if listing.downward else found, listing.page)
    rows = [PlaceRow(one, voices_counted(db, actor, number_of(one))) for one in here.rows]
    return FilteredPage(ListPage(rows, here.total, here.page), counted(fits, FILTERS, _passes))


def _passes(only: str, one: Mapping[str, Any]) -> bool:
    return (one["closed"] is not None) == (only == "closed")


def add(context: StaffContext) -> None:
    """The screen at /staff/places."""

    @screen_page(context, "/places")
    async def all_places(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, SORTS, FILTERS)
        await frame(screen, "Places", "places")
        use("places.css", "listing.css")
        is_made = False

        def draw(listing: Listing) -> str:
            return render("places/places_listed.html", screen.now, found=screen.read(listed, listing), listing=listing)

        with ui.element("div").classes("page"):
            ui.html(render("places/places.html", screen.now, listing=listing), sanitize=True)
            await list_panel(screen, PLACES, listing, draw, "voices")
            # drawn once: what is typed here stays while people speak elsewhere
            ui.html(render("places/places_new.html", screen.now, kinds=KINDS_OF_PLACE), sanitize=True)

        async def make(data: Mapping[str, Any]) -> None:
            nonlocal is_made
            if is_made:  # a second press of the same button
                return
            is_made = True
            name, kind = str(data.get("name", "")), str(data.get("kind", ""))
            try:
                made = await screen.submit("new-place", add_place, name, kind)
            except Unacceptable as trouble:
                is_made = False
                screen.refuse("new-place", {"name" if kind in KINDS_OF_PLACE else "kind": str(trouble)})
                return
            except Exception:
                is_made = False
                raise
            screen.go(place_page(number_of(made)))

        screen.on("make-place", make)
