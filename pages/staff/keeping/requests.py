"""What families ask about their data: by when each is due, what became of it, and a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.keeping.acts import kept
from pages.staff.keeping.sight import Sight, sight
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.data_requests import ASKS, RESULTS, TOPIC, DataRequestView, data_requests, receive_data_request
from storage.store import Database


@dataclass(frozen=True)
class RequestsContent:
    """What the screen shows."""

    sight: Sight
    requests: list[DataRequestView]


@needs(Permission.ANSWER_DATA_REQUESTS)
def requests_content(db: Database, actor: Actor) -> RequestsContent:
    """All of it, read at one moment."""
    return RequestsContent(sight(db, actor), data_requests(db, actor))


def add(context: StaffContext) -> None:
    """The screen at /staff/keeping/requests."""

    @screen_page(context, "/keeping/requests")
    async def all_requests(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(requests_content)  # whose they are not gets the page that is not there
        await frame(screen, "Requests about data", "what is kept")
        use("listing.css", "keeping.css")

        def draw() -> str:
            shown = screen.read(requests_content)
            screen.shows("requests about data", (one.request["child"] for one in shown.requests))
            return render("keeping/data_requests.html", screen.now, shown=shown, asks=ASKS, results=RESULTS)

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC)

        async def received(data: Mapping[str, Any]) -> None:
            typed = {name: str(data.get(name, "")) for name in ("child", "asks", "who", "received")}
            words = str(data.get("why", ""))
            if await kept(screen, "data-request", "child", receive_data_request, **typed, words=words):
                screen.tell("The request is kept, with the day on which it is due.")
                await screen.redraw(panel)

        screen.on("receive-data-request", received)
