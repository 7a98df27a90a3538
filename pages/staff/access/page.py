"""Access: who can see every child, whom a search finds, and all of it as a workbook with its reason."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.workbook_out import EXCEL, OutColumn, OutSheet, write_workbook
from pages.staff.shell.addresses import ACCESS
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import Listing, asked
from pages.staff.shell.making import FORM, Making, Tell
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import plural
from people.access_review import (
    AccessFound,
    AccessLine,
    access_of_all,
    everywhere,
    note_access_taken_out,
    title_of,
    who_can_see,
)
from people.export_reasons import checked_reason
from people.working_days import london_day

COLUMNS = (
    OutColumn("Person", 26), OutColumn("Roles", 34), OutColumn("Child", 12), OutColumn("Name", 26),
    OutColumn("Because", 44), OutColumn("Right?", 10, ("Yes", "No")), OutColumn("Who looked, and when", 26),
)  # fmt: skip


def add(context: StaffContext) -> None:
    """The screen at /staff/access."""

    @screen_page(context, "/access")
    async def access(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, ())
        await screen.fetch(everywhere)
        await frame(screen, "Access", "access")
        use("listing.css", "access.css")
        marking = context.settings.moderation.marking

        def draw(listing: Listing) -> str:
            found = screen.read(who_can_see, listing.q) if listing.q.strip() else _all(screen.read(everywhere))
            return render("access/access.html", screen.now, found=found, listing=listing)

        async def make(data: Mapping[str, Any], tell: Tell) -> str:
            reason = checked_reason(str(data.get("reason", "")))
            lines = await screen.apart(access_of_all)
            await tell("The workbook is written …")
            sheet = OutSheet("Access", COLUMNS, [_cells(one) for one in lines])
            today = london_day(screen.now)
            content = await asyncio.to_thread(write_workbook, [sheet], marking, title_of(today))
            await screen.submit(FORM, note_access_taken_out, reason, marking, len(lines))
            screen.client.download(content, f"access-{today.isoformat()}.xlsx", EXCEL)
            return f"{plural(len(lines), 'line', 'lines')}, with a column to say whether each is right."

        with ui.element("div").classes("page"):
            ui.html(render("access/access_head.html", screen.now, listing=listing), sanitize=True)
            await list_panel(screen, ACCESS, listing, draw, "staff")
            ui.html(render("access/taking_out.html", screen.now, marking=marking), sanitize=True)
            await Making(screen, make).build()


def _all(lines: list[AccessLine]) -> AccessFound:
    return AccessFound(lines, 0)


def _cells(one: AccessLine) -> list[str]:
    return [one.person, one.roles, one.child or "all", one.child_name, one.because, "", ""]
