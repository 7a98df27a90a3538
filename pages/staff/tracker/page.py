"""The tracker: every item in sight, as a list that is searched, narrowed, sorted and written to in place (BR-50)."""

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.tracker.asked import asked
from pages.staff.tracker.list_acts import ListActs
from pages.staff.tracker.list_screen import ListScreen
from people.errors import NotAllowed
from people.roles import Permission
from tracker.owners import owners


def add(context: StaffContext) -> None:
    """The screen at /staff/tracker."""

    @screen_page(context, "/tracker")
    async def tracker(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        if not screen.person.may(Permission.SEE_TRACKER):
            raise NotAllowed(Permission.SEE_TRACKER)
        shown = ListScreen(screen, asked(request.query_params))
        await frame(screen, "Tracker", "tracker")
        use("listing.css", "tracker.css", "tracker.js")
        with ui.element("div").classes("page tracker"):
            plans_training = screen.person.may(Permission.PLAN_TRAINING)
            given = {"listing": shown.listing, "manages": shown.manages, "plans_training": plans_training}
            ui.html(render("tracker/head.html", screen.now, **given), sanitize=True)
            shown.panel = await screen.panel(shown.draw, "tracker")
            if shown.manages:
                people = await screen.fetch(owners)
                ui.html(render("tracker/reassign.html", screen.now, owners=people), sanitize=True)
        screen.follow_the_clock(shown.panel)
        ListActs(shown)
