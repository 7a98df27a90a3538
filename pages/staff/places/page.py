"""The places and events whose posters invite people, with how many spoke at each; and a new one is made here."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.voices.places import KINDS_OF_PLACE, Place, add_place, places
from feedback.web.poster_conversations import voices_counted
from pages.staff.shell.addresses import place_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@needs(Permission.MAKE_POSTERS)
def listed(db: Database, actor: Actor) -> list[tuple[Place, int]]:
    """Each place with the number of people who said something there; those that are closed stand last."""
    counted = voices_counted(db, actor)
    found = sorted(places(db, actor), key=lambda one: one["closed"] is not None)
    return [(one, counted[number_of(one)]) for one in found]


def add(context: StaffContext) -> None:
    """The screen at /staff/places."""

    @screen_page(context, "/places")
    async def all_places(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Places", "places")
        use("places.css")
        is_made = False

        with ui.element("div").classes("page narrow"):
            ui.html(render("places/places.html", screen.now), sanitize=True)
            await screen.panel(
                lambda: render("places/places_listed.html", screen.now, found=screen.read(listed)), "voices"
            )
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
