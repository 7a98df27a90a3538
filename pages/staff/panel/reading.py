"""Reading a review before the meeting, at /staff/panel/{meeting}/read/{review}: one member’s own view (BR-43)."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.panel.pack import pack_of
from pages.staff.panel.sending import Sent, text
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import clock
from people.errors import Unacceptable
from reviews.evidence import evidence
from reviews.grades import grade_options
from reviews.panel.blind_views import Opinion
from reviews.panel.judging import Reading, left_to_say, reading, say
from reviews.section_six import section_six


def add(context: StaffContext) -> None:
    """The screen at /staff/panel/{meeting_id}/read/{review_id}."""

    @screen_page(context, "/panel/{meeting_id}/read/{review_id}")
    async def read_one(meeting_id: str, review_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await ReadingPage(screen, number(meeting_id), number(review_id)).build()


class ReadingPage:
    """Three panels: what the review is, its sections with one's own view beside each, and the end of reading.

    The sections are drawn again only when nothing can be written any more: typing is never disturbed.
    """

    def __init__(self, screen: Screen, meeting: int, review: int) -> None:
        self._screen = screen
        self._at = (meeting, review)

    async def build(self) -> None:
        """Draw it and listen."""
        shown = await self._fetch()
        await self._screen.opens(shown.child["ref"], f"review {self._at[1]}")
        self._closed = shown.closed
        await frame(self._screen, "Read before the panel", "panel")
        use("panel.css", "pack.css", "reading.js")
        with ui.element("div").classes("page reading"):
            draws = (lambda: self._draw("top"), self._sections, lambda: self._draw("done"))
            self._top, self._body, self._done = await self._screen.panels(*draws)
        self._screen.listen(self._changed, f"panel:{self._at[0]}")
        self._screen.on("say", self._say)
        self._screen.on("read-all", self._read_all)

    async def _fetch(self) -> Reading:
        return await self._screen.fetch(reading, *self._at)

    async def _changed(self) -> None:
        closed = (await self._fetch()).closed
        locked, self._closed = closed != self._closed, closed
        await self._screen.redraw(self._top, self._done, *((self._body,) if locked else ()))

    async def _say(self, sent: Sent) -> None:
        part = text(sent, "part")
        given: Opinion = {
            "grade": text(sent, "grade"),
            "agree": {"yes": True, "no": False}.get(text(sent, "agree")),
            "comments": text(sent, "comments"),
        }
        try:
            await self._screen.submit(f"say-{part}", say, *self._at, {part: given}, read=False)
        except Unacceptable as trouble:
            self._screen.refuse(f"say-{part}", {"": str(trouble)})
            return
        self._screen.script("reading.saved", part, f"Saved {clock(self._screen.now.isoformat())}")

    async def _read_all(self, _: Sent) -> None:
        await self._screen.write(say, *self._at, {}, read=True)
        self._screen.tell("Noted: you have read it all. You can still change your view until the meeting opens.")

    def _sections(self) -> str:
        seen = self._read()
        pieces = self._screen.read(evidence, self._at[1]).pieces
        voices = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.voice_id)]
        options = grade_options(seen.form)
        sixth = self._screen.read(section_six, self._at[1])
        pack = pack_of(seen.form, seen.version)
        return self._render("sections", seen, pack=pack, voices=voices, options=options, sixth=sixth)

    def _draw(self, name: str) -> str:
        seen = self._read()
        return self._render(name, seen, left=left_to_say(seen))

    def _read(self) -> Reading:
        return self._screen.read(reading, *self._at)

    def _render(self, name: str, seen: Reading, **values: Any) -> str:
        given: Mapping[str, Any] = {"seen": seen, "meeting": self._at[0], "review": self._at[1], **values}
        return render(f"panel/reading_{name}.html", self._screen.now, **given)
