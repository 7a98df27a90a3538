"""Who did what: the audit trail, searched by what stands in the address, and whether its chain is whole."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.audit.asked import Asked, asked_of
from pages.staff.audit.taking_out import taking_out
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.making import Making
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.audit_views import ChainState, audit_entries, chain_state, trail_head

MOST_REMEMBERED = 50  # sessions


def add(context: StaffContext) -> None:
    """The screen at /staff/audit."""
    looked: dict[int, ChainState] = {}  # by session: what looking at the chain found last

    @screen_page(context, "/audit")
    async def audit(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        wanted: Asked = asked_of(request.query_params)
        await screen.fetch(trail_head)  # before anything is drawn: for whom it is not, there is no such page
        await frame(screen, "Audit", "audit")
        use("listing.css")
        use("audit.css")

        def draw_chain() -> str:
            entries, seal = screen.read(trail_head)
            state = looked.get(screen.session)
            return render("audit/chain.html", screen.now, entries=entries, seal=seal, state=state)

        def draw() -> str:
            found = screen.read(audit_entries, wanted.search, wanted.before)
            return render("audit/audit.html", screen.now, found=found, wanted=wanted)

        with ui.element("div").classes("page"):
            await screen.panel(draw)
            marking = context.settings.moderation.marking
            ui.html(render("audit/taking_out.html", screen.now, marking=marking), sanitize=True)
            await Making(screen, taking_out(screen, wanted.search)).build()
            chain = await screen.panel(draw_chain)

        async def look(data: Mapping[str, Any]) -> None:
            state = await screen.apart(chain_state)
            looked.pop(screen.session, None)
            looked[screen.session] = state
            while len(looked) > MOST_REMEMBERED:
                del looked[next(iter(looked))]
            await screen.redraw(chain)

        screen.on("look-at-chain", look)
