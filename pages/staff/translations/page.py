"""Every language and how far its translation is."""

from fastapi import Request
from nicegui import Client, ui

from language.overlay import shows_drafts
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.translations.columns import COLUMNS
from translations.overview import STATES, languages
from translations.translations import TOPIC


def add(context: StaffContext) -> None:
    """The screen at /staff/translations."""

    @screen_page(context, "/translations")
    async def translations(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Translations", "translations")
        use("listing.css", "translations.css")

        def draw() -> str:
            found = screen.read(languages, context.wording)
            return render(
                "translations/languages.html",
                screen.now,
                found=found,
                states=STATES,
                columns=COLUMNS,
                drafts_shown=shows_drafts(),
            )

        with ui.element("div").classes("page"):
            await screen.panel(draw, TOPIC)
