"""The children that a person may see, with a box to search them."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.folding import EXACT, NEAR, fit
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.children import Child, children
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from storage.store import Database

MOST_SHOWN = 60


@needs(Permission.SEE_CHILDREN)
def matching(db: Database, actor: Actor, wanted: str) -> tuple[list[tuple[Child, str]], int]:
    """The children whose name or reference holds each of the words, then near spellings; and how many there are."""
    fits = [(fit(wanted, one["name"], one["ref"], one["mosaic_id"]), one) for one in children(db, actor)]
    found = [one for kind in (EXACT, NEAR) for fitting, one in fits if fitting == kind]
    return [(one, name_of(db, one["worker"])) for one in found[:MOST_SHOWN]], len(found)


def add(context: StaffContext) -> None:
    """The screen at /staff/children."""

    @screen_page(context, "/children")
    async def listed(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Children", "children")
        wanted = ""

        def draw() -> str:
            found, number = screen.read(matching, wanted)
            return render("children/children.html", screen.now, found=found, number=number, wanted=wanted)

        with ui.element("div").classes("page"):
            ui.html(render("shell/search.html", screen.now), sanitize=True)
            panel = await screen.panel(draw)

        async def search(data: Mapping[str, Any]) -> None:
            nonlocal wanted
            wanted = str(data.get("wanted", ""))[:100]
            await screen.redraw(panel)

        screen.on("search", search)
