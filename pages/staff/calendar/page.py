"""The private address of one's calendar: made, shown once, copied, replaced, revoked."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.calendar_addresses import (
    calendar_address,
    make_calendar_address,
    revoke_calendar_address,
    topic_of,
)
from people.roles import Permission

SHOWN = "calendar-shown"


def add(context: StaffContext) -> None:
    """The screen at /staff/calendar."""

    @screen_page(context, "/calendar")
    async def own_calendar(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(calendar_address)  # before anything is drawn: for whom it is not, there is no such page
        await frame(screen, "Your calendar", "calendar")
        base = context.settings.public_url or f"{request.url.scheme}://{request.headers.get('host', '')}"
        manages = screen.person.may(Permission.MANAGE_TRACKER)
        link = ""

        def draw() -> str:
            kept = screen.read(calendar_address)
            return render("calendar/calendar.html", screen.now, kept=kept, link=link, manages=manages)

        panel = await screen.panel(draw, topic_of(screen.person.id))

        async def make(_: Mapping[str, Any]) -> None:
            nonlocal link
            link = f"{base}/calendar/{await screen.write(make_calendar_address)}.ics"
            await screen.redraw(panel)
            screen.script("focusOn", SHOWN)

        async def revoke(_: Mapping[str, Any]) -> None:
            nonlocal link
            link = ""
            await screen.write(revoke_calendar_address)
            await screen.redraw(panel)
            screen.tell("The address has ended. What your calendar has read from it goes at its next reading.")

        screen.on("make-calendar", make)
        screen.on("revoke-calendar", revoke)
