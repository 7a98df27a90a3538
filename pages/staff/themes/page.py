"""What moderation shows again and again, what is done about it, and how often panel and reviewer agree (BR-48)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people import children
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import latest_finals
from reviews.moderation.collating import (
    TOPIC,
    CollatedThemes,
    close_theme,
    collated_themes,
    note_theme,
    respond,
    see_again,
)
from reviews.moderation.themes import RESPONSES
from reviews.panel.agreement import AgreementTable, agreement
from reviews.reviews import by_id
from storage.store import Database

LATEST = 20


@dataclass(frozen=True)
class SeenReview:
    """A review that came to its final grade, as a theme names it."""

    number: int
    name: str
    theme: str


@dataclass(frozen=True)
class ThemesShown:
    """Everything on the screen at one moment."""

    themes: CollatedThemes
    reviews: Mapping[int, SeenReview]  # the latest that are final, and those in which a theme was seen
    latest: list[SeenReview]
    agreement: AgreementTable
    may_collate: bool


@needs(Permission.SIT_ON_PANEL)
def themes_shown(db: Database, actor: Actor) -> ThemesShown:
    """The themes, the reviews they were seen in, and the table of agreement."""
    found = collated_themes(db, actor)
    latest = latest_finals(db, LATEST)
    named = {one["review"] for one in latest}
    for theme in (*found.unanswered, *found.answered, *found.done):
        named.update(theme["reviews"])
    known = {one: seen for one in sorted(named) if (seen := _seen(db, one))}
    return ThemesShown(
        themes=found,
        reviews=known,
        latest=[known[one["review"]] for one in latest if one["review"] in known],
        agreement=agreement(db, actor),
        may_collate=actor.may(Permission.MODERATE_REVIEWS),
    )


def _seen(db: Database, review: int) -> SeenReview | None:
    found = by_id(db, review)
    child = children.by_ref(db, found["child"]) if found else None
    return SeenReview(review, child["name"] if child else found["child"], found["theme"]) if found else None


def add(context: StaffContext) -> None:
    """The screen at /staff/themes."""

    @screen_page(context, "/themes")
    async def all_themes(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Themes", "panel")
        use("themes.css")

        def draw() -> str:
            shown = screen.read(themes_shown)
            return render("themes/themes.html", screen.now, shown=shown, responses=RESPONSES)

        with ui.element("div").classes("page"):
            panel = await screen.panel(draw, TOPIC, "panel")
            shown = await screen.fetch(themes_shown)
            if shown.may_collate:  # drawn once: what is typed here stays while others write
                ui.html(render("themes/themes_new.html", screen.now, latest=shown.latest), sanitize=True)

        async def sent(form: str, field: str, verb: Any, *given: Any, told: str) -> None:
            try:
                await screen.submit(form, verb, *given)
            except Unacceptable as trouble:
                screen.refuse(form, {field: str(trouble)})
                return
            await screen.redraw(panel)
            screen.tell(told)

        async def note(data: Mapping[str, Any]) -> None:
            seen_in = [number(str(one)) for one in data.get("review") or []]
            words = (str(data.get("title", "")), str(data.get("words", "")), seen_in)
            await sent("new-theme", "title", note_theme, *words, told="The theme is noted.")

        async def answer(data: Mapping[str, Any]) -> None:
            theme, kind = number(str(data.get("theme"))), str(data.get("kind", ""))
            field = "words" if kind in RESPONSES else "kind"
            given = (theme, kind, str(data.get("words", "")))
            await sent(f"respond-{theme}", field, respond, *given, told="It is on record.")

        async def again(data: Mapping[str, Any]) -> None:
            theme = number(str(data.get("theme")))
            chosen = str(data.get("review", ""))
            given = (theme, int(chosen) if chosen.isdigit() else 0)
            await sent(f"again-{theme}", "review", see_again, *given, told="Added to the theme.")

        async def close(data: Mapping[str, Any]) -> None:
            theme = number(str(data.get("theme")))
            given = (theme, str(data.get("words", "")))
            await sent(f"close-{theme}", "words", close_theme, *given, told="The theme is closed.")

        for name, act in {"note": note, "respond": answer, "again": again, "close": close}.items():
            screen.on(f"theme-{name}", act)
