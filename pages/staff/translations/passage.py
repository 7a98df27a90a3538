"""One passage beside its English: translated, checked as it is typed, signed off by somebody else."""

from collections.abc import Mapping

from fastapi import Request
from nicegui import Client, ui

from language.catalogue import plural_categories
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.translations.desk import Desk
from translations.overview import passage_view
from translations.translations import TOPIC

FORMS: Mapping[str, str] = {
    "zero": "none",
    "one": "one",
    "two": "two",
    "few": "a few",
    "many": "many",
    "other": "all other numbers",
}


def add(context: StaffContext) -> None:
    """The screen at /staff/translations/{code}/{group}/{passage}."""

    @screen_page(context, "/translations/{code}/{group}/{passage}")
    async def one_passage(code: str, group: str, passage: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        desk = Desk(screen, code, group, passage)
        view = await screen.fetch(passage_view, context.wording, code, group, passage)
        desk.begin(view.entry)
        await frame(screen, f"{view.language.english_name}: a passage", "translations")
        use("translations.css", "translating.js")
        forms = [FORMS[one] for one in plural_categories(code)] if len(view.entry.passage.english) > 1 else ["it"]
        with ui.element("div").classes("page"):
            desk.head = await screen.panel(desk.draw_head, TOPIC)
            with ui.element("div").classes("two"):
                with ui.element("div"):
                    # drawn once: what is typed here stays while others write
                    ui.html(render("translations/passage_form.html", screen.now, view=view, forms=forms), sanitize=True)
                    (desk.told,) = await screen.panels(desk.draw_found)
                    ui.html(render("translations/passage_aids.html", screen.now, view=view), sanitize=True)
                await desk.picture()
        for name, act in {
            "look": desk.look,
            "pass": desk.let_pass,
            "keep": desk.keep,
            "check": desk.sign,
            "live": desk.sign,
            "back": desk.take_back,
        }.items():
            screen.on(name, act)
