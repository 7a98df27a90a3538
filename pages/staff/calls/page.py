"""The call list: whom to call now and how it is safe, who rests until later, and who is left out with the reason."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.phone.call_list import call_list
from feedback.phone.calling_back import called_back
from feedback.phone.not_reached import CHOICES, LATER
from feedback.phone.unsafe_calls import CHOICES as UNSAFE_CHOICES
from pages.staff.calls.missed import log_missed
from pages.staff.calls.unsafe import ask_first
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable

LINES, MOST_LINES = 25, 2_000  # of each part that are shown at first, and at the most


def _wanted(most: str) -> int:
    """How many lines of each part the address asks for."""
    known = most.isascii() and most.isdecimal() and len(most) < 6
    return min(max(int(most), LINES), MOST_LINES) if known else LINES


def add(context: StaffContext) -> None:
    """The screen at /staff/calls."""

    @screen_page(context, "/calls")
    async def calls(request: Request, client: Client, most: str = "") -> None:
        screen = await Screen.open(context, request, client)
        hours = context.settings.hours
        await frame(screen, "Calls", "calls")
        use("calls.css")
        number = _wanted(most)
        highlights = Highlights(screen, "There is somebody new to call")

        def draw() -> str:
            shown = screen.read(call_list, hours, most=number, order=context.call_order)
            new = highlights.new(one.key for one in (*shown.now, *shown.to_read))
            lines = (*shown.now, *shown.to_read, *shown.later, *shown.left_out)
            screen.shows("call list", (one.child for one in lines))
            said = {"outcomes": CHOICES, "later_code": LATER, "choices": UNSAFE_CHOICES, "more": number + LINES}
            return render("calls/calls.html", screen.now, shown=shown, new=new, **said)

        panel = await screen.panel(draw, "calls", "voices")
        screen.follow_the_clock(panel)

        async def missed(data: Mapping[str, Any]) -> None:
            if await log_missed(screen, data):
                await screen.redraw(panel)

        async def talked(data: Mapping[str, Any]) -> None:
            key = str(data.get("key") or "")
            try:
                await screen.submit(f"talked-{key}", called_back, key, str(data.get("words") or ""))
            except Unacceptable as trouble:
                screen.refuse(f"talked-{key}", {"words": str(trouble)})
                return
            await screen.redraw(panel)
            screen.tell("On record: you called them back.")

        ask_first(screen, lambda _: screen.redraw(panel))
        screen.on("missed", missed)
        screen.on("talked", talked)
