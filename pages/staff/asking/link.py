"""The link of a request that was made before: whether they have it, and a new one where the first is lost."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.asking.handing_over import make_new_link
from pages.staff.asking.asked import link_shown
from pages.staff.asking.hand_over_acts import add_hand_over
from pages.staff.asking.letter import addressed
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page


def add(context: StaffContext) -> None:
    """The screen at /staff/children/{ref}/links/{number}."""

    @screen_page(context, "/children/{ref}/links/{number_typed}")
    async def link_of_a_request(ref: str, number_typed: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        request_id = number(number_typed)
        await screen.fetch(addressed, ref, request_id)
        await screen.opens(ref, f"link {request_id}")
        await frame(screen, f"Link, {ref}", "children")
        use("texts.css")
        base = context.settings.public_url or f"{request.url.scheme}://{request.headers.get('host', '')}"
        link = ""
        panel = await screen.panel(lambda: link_shown(screen, ref, request_id, link), f"child:{ref}")
        add_hand_over(screen, lambda: screen.redraw(panel))

        async def new_link(_: Mapping[str, Any]) -> None:
            nonlocal link
            link = f"{base}/f/{await screen.write(make_new_link, request_id)}"
            await screen.redraw(panel)
            screen.script("focusOn", "asked")

        screen.on("new-link", new_link)
