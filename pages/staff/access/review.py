"""One access review: each manager's people with what they can see, what is said of it, and how far all have come."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.workbook_out import EXCEL, Cell, OutColumn, OutSheet, write_workbook
from language import dates
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.making import FORM, Making, Tell
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import plural
from people.access_reviews.going_through import ANSWERS, close_access_review, say_of_access
from people.access_reviews.kept import EVERY, TOPIC, Seen
from people.access_reviews.views import LineView, access_review, note_review_taken_out
from people.errors import Unacceptable
from people.export_reasons import checked_reason
from people.roles import Permission
from people.working_days import london_day

COLUMNS = (
    OutColumn("Person", 26), OutColumn("Roles", 34), OutColumn("Can see", 44), OutColumn("Asked", 26),
    OutColumn("Said", 14), OutColumn("Why", 44), OutColumn("Said by", 26), OutColumn("On", 12),
)  # fmt: skip


def add(context: StaffContext) -> None:
    """The screen at /staff/access/reviews/{number}."""

    @screen_page(context, "/access/reviews/{number_typed}")
    async def one(number_typed: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        page = ReviewPage(screen, number(number_typed))
        await page.build()


class ReviewPage:
    """One tab with one review."""

    def __init__(self, screen: Screen, review: int) -> None:
        self._screen = screen
        self._review = review
        self._marking = screen.context.settings.moderation.marking

    async def build(self) -> None:
        """Draw it and listen."""
        screen = self._screen
        view = await screen.fetch(access_review, self._review)
        await frame(screen, "Access review", "access")
        use("access.css")
        with ui.element("div").classes("page narrow"):
            self._panel = await screen.panel(self._draw, TOPIC, "staff")
            if view.runs:
                ui.html(render("access/review_out.html", screen.now, marking=self._marking), sanitize=True)
                await Making(screen, self._make).build()
        screen.on("say", self._say)
        screen.on("close-review", self._close)

    def _draw(self) -> str:
        person = self._screen.person
        given = {
            "view": self._screen.read(access_review, self._review),
            "me": person,
            "manages": person.may(Permission.MANAGE_STAFF),
            "answers": ANSWERS,
            "sees": seen_in_words,
        }
        return render("access/review.html", self._screen.now, **given)

    async def _say(self, data: Mapping[str, Any]) -> None:
        line, form = number(str(data.get("line"))), f"say-{data.get('line')}"
        said = (line, str(data.get("pressed", "")), str(data.get("why", "")), str(data.get("facts", "")))
        try:
            await self._screen.submit(form, say_of_access, *said)
        except Unacceptable as trouble:
            await self._screen.redraw(self._panel)
            self._screen.refuse(form, {"why": str(trouble)})
            return
        await self._screen.redraw(self._panel)
        self._screen.announce("Kept, with your name.")

    async def _close(self, _: Mapping[str, Any]) -> None:
        try:
            await self._screen.write(close_access_review, self._review)
        except Unacceptable as trouble:
            self._screen.tell(str(trouble))
        await self._screen.redraw(self._panel)

    async def _make(self, data: Mapping[str, Any], tell: Tell) -> str:
        screen, reason = self._screen, checked_reason(str(data.get("reason", "")))
        view = await screen.apart(access_review, self._review)
        await tell("The workbook is written …")
        begun = london_day(view.review["begun"])
        title = f"Access review of {begun:%d/%m/%Y}{'' if view.review['closed'] else ', not closed yet'}"
        sheet = OutSheet("Access review", COLUMNS, [cells_of(one) for one in view.lines])
        content = await asyncio.to_thread(write_workbook, [sheet], self._marking, title)
        await screen.submit(FORM, note_review_taken_out, self._review, reason, self._marking)
        screen.client.download(content, f"access-review-{begun.isoformat()}.xlsx", EXCEL)
        return f"{plural(len(view.lines), 'person', 'people')}, with what was said of each."


def seen_in_words(seen: Seen) -> str:
    """Whom somebody sees, and because of what."""
    children = "every child" if seen["children"] == EVERY else plural(seen["children"], "child", "children")
    return f"{children}: {seen['because']}"


def cells_of(one: LineView) -> list[Cell]:
    """A line as a row of the workbook."""
    line = one.line
    day = dates.day(london_day(line["at"]), "en", london_day(line["at"])) if line["at"] else ""
    sees = "; ".join(seen_in_words(each) for each in one.seen) or "no child"
    said = ANSWERS.get(line["answer"], "")
    return [line["name"], one.roles or "no role", sees, line["asked_name"], said, line["why"], line["by_name"], day]
