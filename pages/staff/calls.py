"""The call list: whom to call now and how it is safe, who rests until later, and who is left out with the reason."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.calls.call_back import called_back
from feedback.calls.call_list import call_list
from feedback.calls.not_reached import CHOICES, LATER
from pages.staff.frame import frame, use
from pages.staff.glow import Glow
from pages.staff.house import House
from pages.staff.missed import log_missed
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.errors import Unacceptable


def add(house: House) -> None:
    """The screen at /staff/calls."""

    @ui.page("/calls")
    def calls(request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        screen.read(call_list)
        frame(screen, "Calls", "calls")
        use("calls.css")
        glow = Glow(screen, "There is somebody new to call")

        def draw() -> str:
            shown = screen.read(call_list)
            new = glow.new(one.key for one in shown.now)
            return render("calls.html", screen.now, shown=shown, new=new, outcomes=CHOICES, later_code=LATER)

        panel = screen.panel(draw, "calls", "voices")

        async def missed(data: Mapping[str, Any]) -> None:
            if await log_missed(screen, data):
                screen.redraw(panel)

        async def talked(data: Mapping[str, Any]) -> None:
            key = str(data.get("key") or "")
            try:
                await screen.submit(f"talked-{key}", called_back, key, str(data.get("words") or ""))
            except Unacceptable as trouble:
                screen.refuse(f"talked-{key}", {"words": str(trouble)})
                return
            screen.redraw(panel)
            screen.tell("On record: you called them back.")

        screen.on("missed", missed)
        screen.on("talked", talked)
