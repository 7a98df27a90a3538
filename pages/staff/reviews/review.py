"""The review screen at /staff/reviews/{id}: one page, in which the parts of the review are opened one after another."""

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.reviews.about import about
from pages.staff.reviews.drawing import Drawing
from pages.staff.reviews.head_box import add_box
from pages.staff.reviews.moderating import Moderating
from pages.staff.reviews.open_review import BESIDE_THE_PARTS, OpenReview, section_of
from pages.staff.reviews.released import build_released
from pages.staff.reviews.saving import Saving
from pages.staff.shell.addresses import number, review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.translation_acts import add_translating
from people.errors import Unacceptable
from reviews.citations import cite, withdraw
from reviews.completeness import SECTION_6_BLOCKS
from reviews.filling import fill
from reviews.handing_in import Unfinished, hand_in
from reviews.reviews import reads_whole
from reviews.section_six import section_six
from reviews.sheet import ReviewView
from storage.documents import number_of
from storage.errors import Conflict


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/{review_id}; registered after /staff/reviews/plan."""

    @screen_page(context, "/reviews/{review_id}")
    async def one_review(review_id: str, request: Request, client: Client, part: str = "") -> None:
        screen = await Screen.open(context, request, client)
        if await screen.fetch(reads_whole, number(review_id)):
            await ReviewPage(OpenReview(screen, number(review_id), part)).build()
        else:
            await build_released(screen, number(review_id))


class ReviewPage:
    """Three columns of panels. Only moving to another part draws the fields again: typing is never disturbed."""

    def __init__(self, opened: OpenReview) -> None:
        self._opened = opened
        self._screen = opened.screen
        self._saving = Saving(opened)
        self._drawing = Drawing(opened, Highlights(opened.screen, "The family has just answered"))
        self._moderating = Moderating(opened, self._changed)
        add_box(opened, self._changed)

    async def build(self) -> None:
        """Draw everything and listen."""
        shown = await self._opened.fetch()
        await self._screen.opens(shown.review["child"], f"review {number_of(shown.review)}")
        self._saving.know(shown)
        self._writable, self._state = shown.writable, shown.review["state"]
        await frame(self._screen, self._title(shown), "reviews")
        use("listing.css", "review.css", "rows.css", "sixth.css", "moderation.css", "about.css")
        use("fields.js", "choosing.js", "typing.js", "review.js", "stage_one.js")
        draw = self._drawing
        with ui.element("div").classes("review").props(f"data-review={number_of(shown.review)}"):
            (self._sections,) = await self._screen.panels(draw.sections)
            with ui.element("div").classes("sheet"):
                inner = (draw.concerns, draw.notice, partial(about, self._opened), draw.title)
                self._concerns, self._notice, self._about, self._title_of_part = await self._screen.panels(*inner)
                await self._blocks()
                rest = (draw.before, draw.quotes, draw.after)
                self._before, self._quotes, self._after = await self._screen.panels(*rest)
            # it scrolls by itself, so the keyboard has to reach it even where nothing in it can be pressed
            label = 'tabindex=0 role=region aria-label="Beside the review"'
            with ui.element("div").classes("beside").props(label):
                self._stage, self._family = await self._screen.panels(self._moderating.draw, draw.family)
            self._sections.classes("sections")
            self._family.classes("family")
        self._screen.listen(self._filled, f"review:{number_of(shown.review)}/fields")
        self._screen.listen(self._changed, f"review:{number_of(shown.review)}")
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
        add_translating(self._screen, lambda: self._screen.redraw(self._quotes, self._family))

    async def _blocks(self) -> None:
        """Section 6: in each block what was logged, drawn as it comes, and its fields, which are left alone."""
        self._logged: list[Panel] = []
        self._sixth_fields: list[Panel] = []
        for block in SECTION_6_BLOCKS:
            with ui.element("div").classes("six"):
                draws = (partial(self._drawing.sixth, block), partial(self._drawing.sixth_fields, block))
                logged, fields = await self._screen.panels(*draws)
            self._logged.append(logged)
            self._sixth_fields.append(fields)

    async def _filled(self) -> None:
        """A field was saved, here or elsewhere: what the fields decide is drawn again, and nothing else is read."""
        await self._follow(self._sections, self._notice, *(self._logged if self._drawing.is_sixth else []))

    async def _changed(self) -> None:
        await self._follow(self._sections, self._concerns, self._about, *self._logged, self._quotes, self._family)

    async def _follow(self, *panels: Panel) -> None:
        fields = (self._title_of_part, *self._sixth_fields, self._before, self._after)
        await self._screen.redraw(*panels, *(fields if self._opened.beside else ()))
        if (shown := self._drawing.shown) is None:
            return
        if shown.review["state"] != self._state:
            self._state = shown.review["state"]
            await self._screen.redraw(self._notice, self._stage, self._title_of_part)
        if shown.writable != self._writable or self._drawing.is_box:
            self._writable = shown.writable
            await self._screen.redraw(*fields)
        self._saving.tell_what_others_wrote(shown)

    async def _heard(self) -> None:
        await self._screen.redraw(self._family, self._quotes, self._sections, *self._logged)

    async def _open(self, sent: Mapping[str, Any]) -> None:
        self._opened.part_id = str(sent.get("part", ""))[:50]
        shown = await self._opened.fetch()
        self._saving.know(shown)
        of_part = (self._title_of_part, *self._logged, *self._sixth_fields, self._before, self._quotes, self._after)
        await self._screen.redraw(*of_part, self._family, self._sections)
        self._screen.script(
            "opened", review_page(self._opened.review_id, self._opened.part_id), f"{self._title(shown)} · Heard"
        )

    async def _cite(self, sent: Mapping[str, Any]) -> None:
        section = section_of(self._opened.part_of(await self._opened.fetch()))
        voice, question = number(str(sent.get("voice"))), str(sent.get("question"))
        form, why = f"why-{voice}-{question}", str(sent.get("why", ""))
        try:
            await self._screen.submit(form, cite, self._opened.review_id, section, voice, question, why)
        except Unacceptable as trouble:
            self._screen.refuse(form, {"why": str(trouble)})
            return
        await self._screen.redraw(self._quotes, self._family)
        self._screen.announce("Cited under your findings.")

    async def _withdraw(self, sent: Mapping[str, Any]) -> None:
        await self._screen.write(withdraw, number(str(sent.get("citation"))))
        await self._screen.redraw(self._quotes, self._family)
        self._screen.announce("The citation is taken out.")

    async def _take_over(self, sent: Mapping[str, Any]) -> None:
        """Put what was logged into the fields that are still empty, when the reviewer says so."""
        parts = await self._screen.fetch(section_six, self._opened.review_id)
        chosen = next((one for one in parts if one.id == sent.get("block")), None)
        for question, value in chosen.suggested.items() if chosen else ():
            with contextlib.suppress(Conflict):  # somebody wrote there meanwhile: theirs stands
                await self._screen.write(fill, self._opened.review_id, question, value, 0)
        self._saving.tell_what_others_wrote(await self._opened.fetch())
        await self._screen.redraw(*self._logged, self._sections)
        self._screen.announce("Put into the fields below.")

    async def _hand_in(self, _: Mapping[str, Any]) -> None:
        with contextlib.suppress(Unfinished):  # the page lists what is missing, drawn again from what stands now
            await self._screen.write(hand_in, self._opened.review_id)
            self._screen.tell("The review is handed in.")
        await self._screen.redraw(self._before)

    def _title(self, shown: ReviewView) -> str:
        if self._opened.beside:
            return f"{BESIDE_THE_PARTS[self._opened.beside]}, review of {shown.child['ref']}"
        part = self._opened.part_of(shown)
        return f"{part.number} {part.title}, review of {shown.child['ref']}".strip()
