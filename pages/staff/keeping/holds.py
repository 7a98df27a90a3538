"""Legal holds: what may not go, placed and lifted by somebody named, with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.keeping.acts import kept
from pages.staff.keeping.sight import Sight, sight
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.retention.holds import Hold, hold, holds, lift
from people.retention.rules import TOPIC
from people.roles import Permission
from reviews.holding import hold_review
from storage.store import Database


@dataclass(frozen=True)
class HoldsContent:
    """What the screen shows."""

    sight: Sight
    holds: list[Hold]


@needs(Permission.HOLD_RECORDS)
def holds_content(db: Database, actor: Actor) -> HoldsContent:
    """All of it, read at one moment."""
    return HoldsContent(sight(db, actor), holds(db, actor))


def add(context: StaffContext) -> None:
    """The screen at /staff/keeping/holds."""

    @screen_page(context, "/keeping/holds")
    async def all_holds(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(holds)  # whose they are not gets the page that is not there
        await frame(screen, "Legal holds", "what is kept")
        use("listing.css", "keeping.css")

        def draw() -> str:
            shown = screen.read(holds_content)
            screen.shows("legal holds", (one["child"] for one in shown.holds))
            return render("keeping/holds.html", screen.now, shown=shown)

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC)

        async def held(data: Mapping[str, Any]) -> None:
            if await kept(screen, "hold", "child", hold, str(data.get("child", "")), str(data.get("why", ""))):
                screen.tell("Nothing about this child goes until the hold is lifted.")
                await screen.redraw(panel)

        async def review_held(data: Mapping[str, Any]) -> None:
            asked = (str(data.get("review", "")), str(data.get("why", "")))
            if await kept(screen, "hold-review", "review", hold_review, *asked):
                screen.tell("This review stays, with what belongs to it, until the hold is lifted.")
                await screen.redraw(panel)

        async def lifted(data: Mapping[str, Any]) -> None:
            which = number(str(data.get("hold")))
            if await kept(screen, f"lift-{which}", "why", lift, which, str(data.get("why", ""))):
                screen.tell("The hold is lifted.")
                await screen.redraw(panel)

        screen.on("hold-child", held)
        screen.on("hold-review", review_held)
        screen.on("lift-hold", lifted)
