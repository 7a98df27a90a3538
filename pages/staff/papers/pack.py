"""The reading pack of a meeting at /staff/panel/{meeting}/pack: an accessible PDF for one of those who sit."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.making import FORM, Making, Tell
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.words import plural
from people.actor import Actor
from people.children import name_of
from people.errors import Unacceptable
from people.export_reasons import checked_reason
from people.permissions import needs
from people.roles import Permission
from reviews.panel.agenda import agenda
from reviews.panel.meetings import PanelMeeting
from reviews.papers.exporting import meeting_to_read, note_pack
from reviews.papers.paper_pdf import READING_PACK, paper_pdf
from reviews.papers.reading_pack import reading_pack
from reviews.reviews import by_id
from storage.store import Database


@dataclass(frozen=True)
class PackOffered:
    """A meeting, and the children whose reviews are on its list."""

    meeting: PanelMeeting
    names: tuple[str, ...]


@needs(Permission.SIT_ON_PANEL)
def offered(db: Database, actor: Actor, meeting_id: int) -> PackOffered:
    """What the pack of this meeting holds now."""
    meeting = meeting_to_read(db, actor, meeting_id)
    listed = [by_id(db, one["review"]) for one in agenda(db, meeting_id)]
    return PackOffered(meeting, tuple(name_of(db, found["child"]) for found in listed if found))


def add(context: StaffContext) -> None:
    """The screen at /staff/panel/{meeting}/pack."""

    @screen_page(context, "/panel/{meeting}/pack")
    async def pack(meeting: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        meeting_id = number(meeting)
        shown = await screen.fetch(offered, meeting_id)
        await frame(screen, "Reading pack", "panel")
        use("papers.css")
        rules = context.settings.moderation

        def draw() -> str:
            return render("papers/pack_lists.html", screen.now, offered=screen.read(offered, meeting_id))

        async def make(data: Mapping[str, Any], tell: Tell) -> str:
            reason = checked_reason(str(data.get("reason", "")))
            words = await screen.fetch(reading_pack, meeting_id, rules)
            if not words["reviews"]:
                raise Unacceptable("No review is on the list of this meeting.")
            await tell(f"Setting the pages of {plural(len(words['reviews']), 'review', 'reviews')} …")
            content, note = await asyncio.to_thread(paper_pdf, READING_PACK, words, screen.now)
            await screen.submit(FORM, note_pack, meeting_id, reason, rules)
            screen.client.download(content, f"reading-pack-{shown.meeting['on']}.pdf", "application/pdf")
            return note

        with ui.element("div").classes("page narrow"):
            await screen.panel(draw, "panel", f"panel:{meeting_id}")
            ui.html(render("papers/pack.html", screen.now, marking=rules.marking), sanitize=True)
            await Making(screen, make).build()
