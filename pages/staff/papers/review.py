"""A review in Word at /staff/reviews/{id}/papers: Appendix 1, and Appendix 2 once a panel has confirmed it."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.word_package import WORD
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.making import FORM, Making, Tell
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.children import name_of
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import final_of
from reviews.papers.exporting import note_paper, paper_to_make
from reviews.papers.templates import OF_A_REVIEW, TITLES, Paper, filled
from reviews.reviews import Review, review
from storage.store import Database


@dataclass(frozen=True)
class PapersOffered:
    """What can be made of a review."""

    review: Review
    child_name: str
    papers: tuple[Paper, ...]


@needs(Permission.SEE_REVIEWS)
def offered(db: Database, actor: Actor, review_id: int) -> PapersOffered:
    """The papers that there are of this review now."""
    found, final = review(db, actor, review_id), final_of(db, review_id)
    moderated = final is not None and final["meeting"] is not None
    return PapersOffered(found, name_of(db, found["child"]), OF_A_REVIEW if moderated else (Paper.REVIEW,))


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/{review_id}/papers."""

    @screen_page(context, "/reviews/{review_id}/papers")
    async def papers(review_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        shown = await screen.fetch(offered, number(review_id))
        await screen.opens(shown.review["child"], f"papers of review {number(review_id)}")
        await frame(screen, f"On paper, review of {shown.review['child']}", "reviews", child=shown.review["child"])
        use("papers.css")
        rules = context.settings.moderation

        async def make(data: Mapping[str, Any], tell: Tell) -> str:
            paper, reason = _chosen(data.get("paper")), str(data.get("reason", ""))
            given = await screen.fetch(paper_to_make, paper, number(review_id), reason, rules)
            await tell("Filling the document …")
            content, note = await asyncio.to_thread(filled, paper, given.words, given.own)
            await screen.submit(FORM, note_paper, paper, number(review_id), reason, rules)
            screen.client.download(content, _file_name(paper, shown.review["child"]), WORD)
            return note

        with ui.element("div").classes("page narrow"):
            html = render("papers/review.html", screen.now, offered=shown, titles=TITLES, marking=rules.marking)
            ui.html(html, sanitize=True)
            await Making(screen, make).build()


def _chosen(said: object) -> Paper:
    chosen = next((paper for paper in OF_A_REVIEW if paper == said), None)
    if chosen is None:
        raise Unacceptable("Choose which paper you need.")
    return chosen


def _file_name(paper: Paper, child: str) -> str:
    """It names the child by its reference alone: file names are seen by more people than files."""
    return f"{paper}-{re.sub(r'[^A-Za-z0-9]+', '-', child)}.docx"
