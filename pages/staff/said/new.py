"""Writing an entry of “You said, we did” from items of the tracker that answer families' words."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.said.typed import refuse_words, typed_words
from pages.staff.shell.addresses import number, said_entry
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from tracker.said.public_words import THEMES
from tracker.said.recognisable import LOOK_FOR
from tracker.said.resting_on import offered
from tracker.said.writing import LONGEST_ANSWER, LONGEST_SAID, write_entry


def add(context: StaffContext) -> None:
    """The screen at /staff/said/new."""

    @screen_page(context, "/said/new")
    async def new_entry(request: Request, client: Client, item: str = "") -> None:
        screen = await Screen.open(context, request, client)
        items = await screen.fetch(offered, context.tracker)
        await frame(screen, "Write an entry", "tracker")
        use("said.css")
        given = {"themes": THEMES, "look_for": LOOK_FOR, "said_most": LONGEST_SAID, "answer_most": LONGEST_ANSWER}
        with ui.element("div").classes("page narrow"):
            ui.html(render("said/said_new.html", screen.now, items=items, chosen=item, **given), sanitize=True)
        is_written = False

        async def write(data: Mapping[str, Any]) -> None:
            nonlocal is_written
            if is_written:  # a second press of the same button
                return
            is_written = True
            numbers = [number(str(one)) for one in data.get("item") or []]
            try:
                made = await screen.submit(
                    "new-said", write_entry, str(data.get("theme", "")), numbers, typed_words(data)
                )
            except Unacceptable as trouble:
                is_written = False
                refuse_words(screen, "new-said", trouble, "item")
                return
            except Exception:
                is_written = False
                raise
            screen.go(said_entry(made))

        screen.on("write-said", write)
