"""Bringing in at /staff/bringing-in: files are chosen, looked at and brought in; and what came in before."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, background_tasks, ui

from documents.workbook_out import EXCEL
from pages.staff.bringing_in.trays import TRAYS, Tray, topic
from pages.staff.shell.addresses import BRINGING_IN_UPLOAD, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import NotFound, Unacceptable
from people.imports.beside import MOST_SHOWN, Chosen, bring_beside, look_beside
from people.imports.bringing import TOPIC, imports_shown
from people.imports.contact_template import STAFF_TEMPLATE, TEMPLATE
from people.imports.differences import TOPIC as DIFFERENCES
from people.imports.differences import decide_difference, differences_waiting
from people.imports.files import BOUNDS, digest_of
from people.imports.tables import TABLES

MOST_EARLIER = 10


def add(context: StaffContext) -> None:
    """The screen at /staff/bringing-in."""

    @screen_page(context, "/bringing-in")
    async def bringing_in(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(imports_shown, 1)  # for whom it is not, there is no such page
        await frame(screen, "Bringing in", "bringing-in")
        use("listing.css", "workbooks.css", "uploading.js")
        me = screen.person

        def tray() -> Tray:
            return TRAYS.of(me.id, screen.now)

        def chosen() -> str:
            given = {"tray": tray(), "tables": TABLES}
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
            lies = tray()
            if not lies.files:
                return
            files = lies.given
            found = await look_beside(context.store, Chosen(files, me), context.settings.moderation.marking)
            if files == lies.given:  # nothing was chosen meanwhile
                lies.look = found
            await screen.redraw(panel)

        async def bring_in(_: Mapping[str, Any]) -> None:
            found = tray()
            if found.look is None:
                return
            digest = digest_of(one.about.digest for one in found.files)
            work = bring_beside(context.store, Chosen(found.given, me), found.look.kind, digest)
            found.empty()
            background_tasks.create(work, name="bringing an authority in")
            await screen.redraw(panel)
            screen.announce("It is being brought in.")

        async def let_go(_: Mapping[str, Any]) -> None:
            tray().empty()
            await screen.redraw(panel)

        async def wrong(_: Mapping[str, Any]) -> None:
            if (seen := tray().look) and seen.wrong_rows:
                screen.client.download(seen.wrong_rows, "rows-that-are-wrong.xlsx", EXCEL)

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
