"""One language: its forms and parts, and the way out to an agency and back."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.registry import LANGUAGES
from pages.staff.shell.addresses import PO_UPLOAD
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.translations.columns import COLUMNS
from translations.overview import STATES, parts
from translations.po_in import MOST_BYTES, TOO_LARGE
from translations.po_out import note_taken_out, po_of
from translations.translations import TOPIC

PO = "text/x-gettext-translation"


def add(context: StaffContext) -> None:
    """The screen at /staff/translations/{code}."""

    @screen_page(context, "/translations/{code}")
    async def into(code: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(parts, context.wording, code)  # nobody's page where there is no such language
        language = LANGUAGES[code]
        await frame(screen, f"{language.english_name}: translations", "translations")
        use("listing.css", "translations.css", "uploading.js")

        def draw() -> str:
            found = screen.read(parts, context.wording, code)
            given = {"language": language, "states": STATES, "columns": COLUMNS}
            return render("translations/into.html", screen.now, found=found, **given)

        async def take_out(_: Mapping[str, Any]) -> None:
            content = await screen.fetch(po_of, context.wording, code)
            await screen.write(note_taken_out, code)
            screen.client.download(content, f"heard-{code}.po", PO)

        with ui.element("div").classes("page"):
            await screen.panel(draw, TOPIC)
            about = {"to": f"{PO_UPLOAD}/{code}", "most": MOST_BYTES, "too_large": TOO_LARGE, "language": language}
            ui.html(render("translations/po.html", screen.now, **about), sanitize=True)
        screen.on("take-out", take_out)
