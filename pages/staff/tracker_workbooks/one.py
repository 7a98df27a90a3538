"""One workbook at /staff/tracker/workbooks/{number}: what its columns hold, what would come in, and what came."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import WORKBOOKS, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.tracker_workbooks.look import Look
from tracker.states import SOURCES, STATES
from tracker.workbooks.bringing import drop, start
from tracker.workbooks.columns import CHOICES
from tracker.workbooks.imports import OPEN
from tracker.workbooks.layouts import lacks_action
from tracker.workbooks.opening import lay_out
from tracker.workbooks.shown import import_shown
from tracker.workbooks.taking_back import ChangedSince, changed_since, take_back


def add(context: StaffContext) -> None:
    """The screen at /staff/tracker/workbooks/{number}."""

    @screen_page(context, "/tracker/workbooks/{workbook}")
    async def one(workbook: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        which = number(workbook)
        first = (await screen.fetch(import_shown, which)).found
        await frame(screen, "Workbook", "tracker")
        use("listing.css", "workbooks.css")
        look = Look(screen, which, first["pieces"])
        changed: list[ChangedSince] = []

        def draw() -> str:
            shown = screen.read(import_shown, which)
            if shown.layout is None:
                return render("tracker_workbooks/came.html", screen.now, one=shown.found, changed=changed)
            given = {"choices": CHOICES, "sources": SOURCES, "states": STATES, "lacks": lacks_action(shown.layout)}
            return render("tracker_workbooks/to_come.html", screen.now, shown=shown, tally=look.tally, **given)

        with ui.element("div").classes("page"):
            panel = await screen.panel(draw, f"import:{which}")
        look.drawn = lambda: screen.redraw(panel)
        if first["state"] == OPEN:
            look.again()

        async def choose(data: Mapping[str, Any]) -> None:
            await screen.write(lay_out, which, str(data.get("step", "")), str(data.get("value", "")))
            look.again()
            await screen.redraw(panel)

        async def bring(_: Mapping[str, Any]) -> None:
            await screen.write(start, which)

        async def let_go(_: Mapping[str, Any]) -> None:
            await screen.write(drop, which)
            screen.go(WORKBOOKS)

        async def back(_: Mapping[str, Any]) -> None:
            changed[:] = await _changed(screen, which)
            if changed:
                await screen.redraw(panel)
                screen.announce("Nothing was taken back: some of it was changed since.")
            else:
                await screen.write(take_back, which)

        for name, act in {"choose": choose, "bring": bring, "let-go": let_go, "back": back}.items():
            screen.on(name, act)


async def _changed(screen: Screen, which: int) -> list[ChangedSince]:
    """The items of an import that somebody has changed, looked at a hundred at a time."""
    found: list[ChangedSince] = []
    begin = 1
    while begin:
        some, begin = await screen.fetch(changed_since, which, begin)
        found += some
    return found
