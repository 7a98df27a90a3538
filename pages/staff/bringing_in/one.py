"""One bringing-in at /staff/bringing-in/{number}: what came of it, and one press that takes it back."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, background_tasks, ui

from pages.staff.bringing_in.hanging import hangs
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from people.imports.beside import take_back_beside
from people.imports.bringing import TOPIC, import_shown
from people.imports.taking_back import can_be_taken_back, start_back
from people.imports.work import Returning

MOST_SHOWN = 200


def add(context: StaffContext) -> None:
    """The screen at /staff/bringing-in/{number}."""

    @screen_page(context, "/bringing-in/{brought}")
    async def one(brought: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        which = number(brought)
        await screen.fetch(import_shown, which)
        await frame(screen, "Brought in", "bringing in")
        use("listing.css", "workbooks.css")

        def draw() -> str:
            found = screen.read(import_shown, which)
            given = {"one": found, "most": MOST_SHOWN, "offered": can_be_taken_back(found, screen.now)}
            return render("bringing_in/one.html", screen.now, **given)

        with ui.element("div").classes("page narrow"):
            await screen.panel(draw, TOPIC)

        async def back(_: Mapping[str, Any]) -> None:
            try:
                await screen.write(start_back, which)
            except Unacceptable as why:
                screen.tell(str(why))
                return
            work = take_back_beside(context.store, Returning(which, hangs, screen.person))
            background_tasks.create(work, name="taking a bringing-in back")
            screen.announce("It is being taken back.")

        screen.on("back", back)
