"""Workbooks at /staff/tracker/workbooks: the tracker taken out to Excel, one brought in, and those before."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.workbook_out import EXCEL, Cell, write_workbook
from documents.workbook_package import MOST_BYTES, TOO_LARGE
from pages.staff.shell.addresses import WORKBOOKS_UPLOAD
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.making import FORM, Making, Tell
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import plural
from pages.staff.tracker_workbooks.list_asked import is_narrowed, wanted_of
from people.export_reasons import checked_reason
from people.roles import Permission
from people.working_days import london_day
from tracker.workbooks.bringing import TOPIC
from tracker.workbooks.imports import STATES
from tracker.workbooks.opening import imports_of
from tracker.workbooks.written_out import AT_ONCE, note_workbook, numbers_to_write, rows_of, sheets_of

MOST = 20  # imports that are listed


def add(context: StaffContext) -> None:
    """The screen at /staff/tracker/workbooks."""

    @screen_page(context, "/tracker/workbooks")
    async def workbooks(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        wanted, index = wanted_of(request.query_params), context.tracker
        listed = len(await screen.fetch(numbers_to_write, index, wanted, closed=False))
        await frame(screen, "Workbooks", "tracker")
        use("listing.css", "workbooks.css", "uploading.js")
        marking = context.settings.moderation.marking
        manages = screen.person.may(Permission.MANAGE_TRACKER)

        def earlier() -> str:
            return render(
                "tracker_workbooks/earlier.html", screen.now, found=screen.read(imports_of, MOST), states=STATES
            )

        async def make(data: Mapping[str, Any], tell: Tell) -> str:
            reason = checked_reason(str(data.get("reason", "")))
            closed = "yes" in data.get("closed", ())
            numbers = await screen.fetch(numbers_to_write, index, wanted, closed=closed)
            rows = await _rows(screen, numbers, tell)
            title = f"QA Recommendation and Impact Tracker, {london_day(screen.now):%d/%m/%Y}"
            content = await asyncio.to_thread(write_workbook, sheets_of(rows), marking, title)
            await screen.submit(FORM, note_workbook, reason, marking, numbers)
            screen.client.download(content, f"tracker-{london_day(screen.now).isoformat()}.xlsx", EXCEL)
            return f"{plural(len(rows), 'item', 'items')}, each child by its reference alone."

        with ui.element("div").classes("page narrow"):
            given = {"listed": listed, "narrowed": is_narrowed(wanted), "marking": marking, "view": wanted.view}
            ui.html(render("tracker_workbooks/taking_out.html", screen.now, **given), sanitize=True)
            await Making(screen, make).build()
            if manages:
                about = {"to": WORKBOOKS_UPLOAD, "most": MOST_BYTES, "too_large": TOO_LARGE}
                ui.html(render("tracker_workbooks/upload.html", screen.now, **about), sanitize=True)
                await screen.panel(earlier, TOPIC)


async def _rows(screen: Screen, numbers: list[int], tell: Tell) -> list[tuple[str, list[Cell]]]:
    """Read a hundred at a time, so that other screens are drawn in between."""
    rows: list[tuple[str, list[Cell]]] = []
    for at in range(0, len(numbers), AT_ONCE):
        rows += await screen.fetch(rows_of, numbers[at : at + AT_ONCE])
        if at and at % (10 * AT_ONCE) == 0:
            await tell(f"{at} of {len(numbers)} items are read …")
    return rows
