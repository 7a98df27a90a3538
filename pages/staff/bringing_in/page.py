"""Bringing in at /staff/bringing-in: files are chosen, looked at and brought in; and what came in before."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, background_tasks, ui

from documents.workbook_out import EXCEL, OutColumn, OutSheet, write_workbook
from pages.staff.bringing_in import columns
from pages.staff.bringing_in.columns import remember_all, sheets_of
from pages.staff.bringing_in.gone import add_acts as gone_acts
from pages.staff.bringing_in.gone import groups_of
from pages.staff.bringing_in.trays import TRAYS, Look, Tray, topic
from pages.staff.shell.addresses import BRINGING_IN_UPLOAD, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import NotFound, Unacceptable
from people.imports.bringing import TOPIC, Work, imports_shown, look_at_some, who_is_gone
from people.imports.contact_template import STAFF_TEMPLATE, TEMPLATE
from people.imports.differences import TOPIC as DIFFERENCES
from people.imports.differences import decide_difference, differences_waiting
from people.imports.files import BOUNDS, digest_of, kind_of
from people.imports.gone_waiting import TOPIC as GONE
from people.imports.gone_waiting import gone_waiting
from people.imports.incoming import Wrong
from people.imports.mappings import TOPIC as MAPPINGS
from people.imports.mappings import mappings_kept
from people.imports.reading import read_together
from people.imports.tables import TABLES
from people.imports.work import Batch, bring
from people.working_days import london_day

MOST_EARLIER, MOST_SHOWN = 10, 200


def add(context: StaffContext) -> None:
    """The screen at /staff/bringing-in."""

    @screen_page(context, "/bringing-in")
    async def bringing_in(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(imports_shown, 1)  # for whom it is not, there is no such page
        await frame(screen, "Bringing in", "bringing in")
        use("listing.css", "workbooks.css", "bringing-in.css", "uploading.js")
        me = screen.person

        def tray() -> Tray:
            return TRAYS.of(me.id, screen.now)

        def chosen() -> str:
            sheets = sheets_of(tray(), screen.read(mappings_kept))
            given = {"tray": tray(), "tables": TABLES, "most": MOST_SHOWN, "sheets": sheets}
            return render("bringing_in/chosen.html", screen.now, **given)

        def earlier() -> str:
            found = screen.read(imports_shown, MOST_EARLIER)
            return render("bringing_in/earlier.html", screen.now, found=found, most=MOST_SHOWN)

        def differing() -> str:
            found = screen.read(differences_waiting)
            return render("bringing_in/differing.html", screen.now, found=found, most=MOST_SHOWN)

        def gone() -> str:
            groups = groups_of(screen.read(gone_waiting))
            return render("bringing_in/gone.html", screen.now, groups=groups, most=MOST_SHOWN)

        def remembered() -> str:
            found = screen.read(mappings_kept)
            return render("bringing_in/remembered.html", screen.now, found=found, tables=TABLES)

        with ui.element("div").classes("page narrow"):
            about = {"to": BRINGING_IN_UPLOAD, "most": BOUNDS.bytes, "too_large": BOUNDS.too_large}
            ui.html(render("bringing_in/choose.html", screen.now, **about), sanitize=True)
            panel = await screen.panel(chosen, topic(me.id))
            await screen.panel(gone, GONE)
            await screen.panel(differing, DIFFERENCES)
            await screen.panel(earlier, TOPIC)
            await screen.panel(remembered, MAPPINGS)

        async def redraw() -> None:
            await screen.redraw(panel)

        async def look(_: Mapping[str, Any]) -> None:
            await _look(screen, tray())
            await screen.redraw(panel)

        async def bring_in(_: Mapping[str, Any]) -> None:
            found = tray()
            if found.look is None:
                return
            await remember_all(screen, found)
            names = tuple(one.name for one in found.files)
            digest = digest_of(one.digest for one in found.files)
            batch = Batch(found.look.kind, names, digest, found.look.picture, me)
            found.empty()
            background_tasks.create(bring(context.store, batch), name="bringing an authority in")
            await screen.redraw(panel)
            screen.announce("It is being brought in.")

        async def let_go(_: Mapping[str, Any]) -> None:
            tray().empty()
            await screen.redraw(panel)

        async def wrong(_: Mapping[str, Any]) -> None:
            if seen := tray().look:
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
        columns.add_acts(screen, tray, redraw)
        gone_acts(screen)


async def _look(screen: Screen, tray: Tray) -> None:
    """Some steps at a time, so that other screens are read in between."""
    sheets = [sheet for one in tray.files for sheet in one.used]
    if not tray.can_be_looked_at:
        return
    picture = await asyncio.to_thread(read_together, sheets, london_day(screen.now))
    work = Work.of(picture)
    while not work.is_done:
        await screen.fetch(look_at_some, work)
    kind = kind_of(sheets)
    tray.look = Look(kind, picture, work.found, await screen.fetch(who_is_gone, picture))


def _as_workbook(wrong: list[Wrong], marking: str) -> bytes:
    columns = [OutColumn("File", 30), OutColumn("Sheet", 16), OutColumn("Row", 8), OutColumn("Why", 90)]
    rows = [(one.place.file, one.place.sheet, one.place.row, one.why) for one in wrong]
    return write_workbook([OutSheet("Wrong", columns, rows)], marking, "Rows that are wrong")
