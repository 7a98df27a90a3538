"""The review screen at /staff/reviews/{id}: one page, in which the parts of the review are opened one after another."""

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.reviews.drawing import Drawing
from pages.staff.reviews.open_review import OpenReview, section_of
from pages.staff.reviews.saving import Saving
from pages.staff.shell.addresses import number, review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from reviews.citations import cite, withdraw
from reviews.completeness import SECTION_6_BLOCKS
from reviews.filling import fill
from reviews.handing_in import Unfinished, hand_in
from reviews.section_six import section_six
from storage.errors import Conflict


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/{review_id}; registered after /staff/reviews/plan."""

    @ui.page("/reviews/{review_id}")
    def one_review(review_id: str, request: Request, client: Client, part: str = "") -> None:
        screen = Screen(context, request, client)
        opened = OpenReview(screen, number(review_id), part)
        ReviewPage(opened).build()


class ReviewPage:
    """Three columns of panels. Only moving to another part draws the fields again: typing is never disturbed."""

    def __init__(self, opened: OpenReview) -> None:
        self._opened = opened
        self._screen = opened.screen
        self._saving = Saving(opened)
        self._drawing = Drawing(opened, Highlights(opened.screen, "The family has just answered"))

    def build(self) -> None:
        """Draw everything and listen."""
        shown = self._opened.view()
        self._saving.know(shown)
        self._writable = shown.writable
        frame(self._screen, self._title(), "reviews")
        use("review.css", "sixth.css", "fields.js", "choosing.js", "typing.js", "review.js")
        draw = self._drawing
        with ui.element("div").classes("review").props(f"data-review={shown.review.doc_id}"):
            self._sections = self._screen.panel(draw.sections).classes("sections")
            with ui.element("div").classes("sheet"):
                self._concerns = self._screen.panel(draw.concerns)
                self._title_of_part = self._screen.panel(draw.title)
                self._logged, self._sixth_fields = zip(*map(self._block, SECTION_6_BLOCKS), strict=True)
                self._before = self._screen.panel(draw.before)
                self._quotes = self._screen.panel(draw.quotes)
                self._after = self._screen.panel(draw.after)
            self._family = self._screen.panel(draw.family).classes("family")
            # it scrolls by itself, so the keyboard has to reach it even where nothing in it can be pressed
            self._family.element.props('tabindex=0 role=region aria-label="What the family said"')
        self._screen.listen(self._changed, f"review:{shown.review.doc_id}")
        self._screen.listen(self._heard, f"child:{shown.review['child']}")
        for name, act in {
            "fill": self._saving.save,
            "part": self._open,
            "cite": self._cite,
            "withdraw": self._withdraw,
            "take-over": self._take_over,
            "hand-in": self._hand_in,
        }.items():
            self._screen.on(name, act)

    def _block(self, block: str) -> tuple[Panel, Panel]:
        """A block of section 6: what was logged, which is drawn as it comes, and the fields, which are left alone."""
        with ui.element("div").classes("six"):
            logged = self._screen.panel(partial(self._drawing.sixth, block))
            return logged, self._screen.panel(partial(self._drawing.sixth_fields, block))

    def _changed(self) -> None:
        self._screen.redraw(self._concerns, self._sections, *self._logged, self._quotes, self._family)
        if self._opened.handing_in or self._opened.view().writable != self._writable:
            self._writable = self._opened.view().writable
            self._screen.redraw(self._title_of_part, *self._sixth_fields, self._before, self._after)
        self._saving.tell_what_others_wrote()

    def _heard(self) -> None:
        self._screen.redraw(self._family, self._sections, *self._logged)

    async def _open(self, sent: Mapping[str, Any]) -> None:
        self._opened.part_id = str(sent.get("part", ""))[:50]
        self._saving.know(self._opened.view())
        self._screen.redraw(self._title_of_part, *self._logged, *self._sixth_fields)
        self._screen.redraw(self._before, self._quotes, self._after)
        self._screen.redraw(self._family, self._sections)
        self._screen.script(
            "opened", review_page(self._opened.review_id, self._opened.part_id), f"{self._title()} · Heard"
        )

    async def _cite(self, sent: Mapping[str, Any]) -> None:
        section = section_of(self._opened.part_of(self._opened.view()))
        voice, question = number(str(sent.get("voice"))), str(sent.get("question"))
        await self._screen.write(cite, self._opened.review_id, section, voice, question)
        self._screen.redraw(self._quotes, self._family)
        self._screen.announce("Cited under your findings.")

    async def _withdraw(self, sent: Mapping[str, Any]) -> None:
        await self._screen.write(withdraw, number(str(sent.get("citation"))))
        self._screen.redraw(self._quotes, self._family)
        self._screen.announce("The citation is taken out.")

    async def _take_over(self, sent: Mapping[str, Any]) -> None:
        """Put what was logged into the fields that are still empty, when the reviewer says so."""
        parts = self._screen.read(section_six, self._opened.review_id)
        chosen = next((one for one in parts if one.id == sent.get("block")), None)
        for question, value in chosen.suggested.items() if chosen else ():
            with contextlib.suppress(Conflict):  # somebody wrote there meanwhile: theirs stands
                await self._screen.write(fill, self._opened.review_id, question, value, 0)
        self._saving.tell_what_others_wrote()
        self._screen.redraw(*self._logged, self._sections)
        self._screen.announce("Put into the fields below.")

    async def _hand_in(self, _: Mapping[str, Any]) -> None:
        with contextlib.suppress(Unfinished):  # the page lists what is missing, drawn again from what stands now
            await self._screen.write(hand_in, self._opened.review_id)
            self._screen.tell("The review is handed in.")
        self._screen.redraw(self._before)

    def _title(self) -> str:
        shown = self._opened.view()
        if self._opened.handing_in:
            return f"Hand in, review of {shown.child['ref']}"
        part = self._opened.part_of(shown)
        return f"{part.number} {part.title}, review of {shown.child['ref']}".strip()
