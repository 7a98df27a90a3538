"""Bringing in at /staff/bringing-in: files are chosen, looked at and brought in; and what came in before."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, background_tasks, ui

from documents.workbook_out import EXCEL
from documents.workbook_package import NotReadable
from pages.staff.bringing_in import columns
from pages.staff.bringing_in.beginnings import BEGINNINGS
from pages.staff.bringing_in.columns import remember_all, sheets_of
from pages.staff.bringing_in.files_shown import FileShown, given, read_missing
from pages.staff.bringing_in.gone import add_acts as gone_acts
from pages.staff.bringing_in.gone import groups_of
from pages.staff.shell.addresses import BRINGING_IN_UPLOAD, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import NotFound, Unacceptable
from people.imports.beside import MOST_SHOWN, Chosen, Look, bring_beside, look_beside
from people.imports.bringing import TOPIC, imports_shown
from people.imports.chosen import ChosenFile, can_be_looked_at, chosen_files, reading_of, topic
from people.imports.chosen import let_go as let_files_go
from people.imports.contact_template import STAFF_TEMPLATE, TEMPLATE
from people.imports.differences import TOPIC as DIFFERENCES
from people.imports.differences import decide_difference, differences_waiting
from people.imports.files import BOUNDS, digest_of
from people.imports.gone_waiting import TOPIC as GONE
from people.imports.gone_waiting import gone_waiting
from people.imports.mappings import TOPIC as MAPPINGS
from people.imports.mappings import mappings_kept
from people.imports.tables import TABLES

MOST_EARLIER = 10


def add(context: StaffContext) -> None:
    """The screen at /staff/bringing-in."""

    @screen_page(context, "/bringing-in")
    async def bringing_in(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(imports_shown, 1)  # for whom it is not, there is no such page
        await frame(screen, "Bringing in", "bringing in")
        use("listing.css", "workbooks.css", "bringing-in.css", "uploading.js")
        me = screen.person

        seen: tuple[str, Look] | None = None  # what this tab has looked at, and how it was read

        def chosen() -> str:
            files = screen.read(chosen_files)
            shown = [FileShown.of(one) for one in files]
            about = {"files": shown, "sheets": sheets_of(shown, screen.read(mappings_kept)), "tables": TABLES}
            about |= {"look": look_at(files), "can_be_looked_at": can_be_looked_at(files)}
            return render("bringing_in/chosen.html", screen.now, **about)

        def look_at(files: list[ChosenFile]) -> Look | None:
            return seen[1] if seen and seen[0] == reading_of(files) else None

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
            (panel,) = await screen.panels(chosen)
            await screen.panel(gone, GONE)
            await screen.panel(differing, DIFFERENCES)
            await screen.panel(earlier, TOPIC)
            await screen.panel(remembered, MAPPINGS)

        async def show_beginnings() -> None:
            """Those of the files that another process has read."""
            if await read_missing(screen):
                await screen.redraw(panel)

        async def redraw() -> None:
            await screen.redraw(panel)
            await show_beginnings()

        screen.listen(redraw, topic(me.id))
        background_tasks.create(show_beginnings(), name="reading chosen files again")

        async def look(_: Mapping[str, Any]) -> None:
            nonlocal seen
            files = await screen.fetch(chosen_files)
            if can_be_looked_at(files):
                try:
                    whole = [await given(screen, one) for one in files]
                    found = await look_beside(context.store, Chosen(whole, me), context.settings.moderation.marking)
                    seen = reading_of(files), found  # shown as long as the same files are read so
                except (Unacceptable, NotReadable) as why:
                    screen.tell(str(why))
            await screen.redraw(panel)

        async def bring_in(_: Mapping[str, Any]) -> None:
            nonlocal seen
            files = await screen.fetch(chosen_files)
            looked, seen = look_at(files), None
            if looked is None:
                return await screen.redraw(panel)
            whole = [await given(screen, one) for one in files]
            await remember_all(screen, files)
            await screen.write(let_files_go)
            digest = digest_of(one["digest"] for one in files)
            work = bring_beside(context.store, Chosen(whole, me), looked.kind, digest)
            background_tasks.create(work, name="bringing an authority in")
            BEGINNINGS.drop(one["digest"] for one in files)
            screen.announce("It is being brought in.")

        async def let_go(_: Mapping[str, Any]) -> None:
            files = await screen.fetch(chosen_files)
            await screen.write(let_files_go)
            BEGINNINGS.drop(one["digest"] for one in files)

        async def wrong(_: Mapping[str, Any]) -> None:
            if seen and seen[1].wrong_rows:
                screen.client.download(seen[1].wrong_rows, "rows-that-are-wrong.xlsx", EXCEL)

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
        columns.add_acts(screen)
        gone_acts(screen)
