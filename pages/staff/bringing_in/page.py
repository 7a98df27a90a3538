"""Bringing in at /staff/bringing-in: files are chosen, looked at and brought in; and what came in before."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, background_tasks, ui

from documents.workbook_out import EXCEL, OutColumn, OutSheet, write_workbook
from pages.staff.bringing_in.looking import Look, digest, look_at
from pages.staff.shell.addresses import BRINGING_IN_UPLOAD, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import NotFound, Unacceptable
from people.imports.bringing import TOPIC, imports_shown
from people.imports.chosen import chosen_files, topic
from people.imports.chosen import let_go as let_files_go
from people.imports.contact_template import STAFF_TEMPLATE, TEMPLATE
from people.imports.differences import TOPIC as DIFFERENCES
from people.imports.differences import decide_difference, differences_waiting
from people.imports.files import BOUNDS
from people.imports.incoming import Wrong
from people.imports.tables import TABLES
from people.imports.work import Batch, bring

MOST_EARLIER, MOST_SHOWN = 10, 200


def add(context: StaffContext) -> None:
    """The screen at /staff/bringing-in."""

    @screen_page(context, "/bringing-in")
    async def bringing_in(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(imports_shown, 1)  # for whom it is not, there is no such page
        await frame(screen, "Bringing in", "bringing-in")
        use("listing.css", "workbooks.css", "uploading.js")
        me = screen.person

        seen: Look | None = None  # what this tab has looked at

        def chosen() -> str:
            files = screen.read(chosen_files)
            look = seen if seen and seen.digest == digest(files) else None
            given = {"files": files, "look": look, "tables": TABLES, "most": MOST_SHOWN}
            return render("bringing_in/chosen.html", screen.now, **given)

        def earlier() -> str:
            found = screen.read(imports_shown, MOST_EARLIER)
            return render("bringing_in/earlier.html", screen.now, found=found, most=MOST_SHOWN)

        def differing() -> str:
            found = screen.read(differences_waiting)
            return render("bringing_in/differing.html", screen.now, found=found, most=MOST_SHOWN)

        with ui.element("div").classes("page narrow"):
            about = {"to": BRINGING_IN_UPLOAD, "most": BOUNDS.bytes, "too_large": BOUNDS.too_large}
            ui.html(render("bringing_in/choose.html", screen.now, **about), sanitize=True)
            panel = await screen.panel(chosen, topic(me.id))
            await screen.panel(differing, DIFFERENCES)
            await screen.panel(earlier, TOPIC)

        async def look(_: Mapping[str, Any]) -> None:
            nonlocal seen
            try:
                if files := await screen.fetch(chosen_files):
                    seen = await look_at(screen, files)
            except Unacceptable as why:
                screen.tell(str(why))
            await screen.redraw(panel)

        async def bring_in(_: Mapping[str, Any]) -> None:
            nonlocal seen
            files, looked, seen = await screen.fetch(chosen_files), seen, None
            if looked is None or looked.digest != digest(files):
                return await screen.redraw(panel)
            await screen.write(let_files_go)
            batch = Batch(looked.kind, tuple(one["name"] for one in files), looked.digest, looked.picture, me)
            background_tasks.create(bring(context.store, batch), name="bringing an authority in")
            screen.announce("It is being brought in.")

        async def let_go(_: Mapping[str, Any]) -> None:
            await screen.write(let_files_go)

        async def wrong(_: Mapping[str, Any]) -> None:
            if seen:
                content = await asyncio.to_thread(_as_workbook, seen.found.wrong, context.settings.moderation.marking)
                screen.client.download(content, "rows-that-are-wrong.xlsx", EXCEL)

        async def template(_: Mapping[str, Any]) -> None:
            screen.client.download(TEMPLATE, "contacts.csv", "text/csv")

        async def staff_template(_: Mapping[str, Any]) -> None:
            screen.client.download(STAFF_TEMPLATE, "staff.csv", "text/csv")

        async def decide(data: Mapping[str, Any]) -> None:
            which, _, kept = str(data.get("which", "")).partition(" ")
            try:
                await screen.write(decide_difference, number(which), kept)
            except Unacceptable as why:
                screen.tell(str(why))
            except NotFound:
                screen.tell("That was decided already.")

        acts = {
            "decide": decide,
            "look": look,
            "bring": bring_in,
            "let-go": let_go,
            "wrong": wrong,
            "template": template,
            "staff-template": staff_template,
        }
        for name, act in acts.items():
            screen.on(name, act)


def _as_workbook(wrong: list[Wrong], marking: str) -> bytes:
    columns = [OutColumn("File", 30), OutColumn("Sheet", 16), OutColumn("Row", 8), OutColumn("Why", 90)]
    rows = [(one.place.file, one.place.sheet, one.place.row, one.why) for one in wrong]
    return write_workbook([OutSheet("Wrong", columns, rows)], marking, "Rows that are wrong")
