"""The minutes of a monthly meeting at /staff/meeting/{meeting}/minutes: as Word or PDF, once the meeting has ended."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
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
from people.errors import Unacceptable
from people.export_reasons import checked_reason
from people.permissions import needs
from people.roles import Permission
from reviews.papers.exporting import note_minutes
from reviews.papers.minutes_paper import minutes_paper
from reviews.papers.paper_pdf import MINUTES, paper_pdf
from reviews.papers.templates import Paper, filled, own_template
from storage.store import Database
from tracker.meetings.meetings import TrackerMeeting, meeting

KINDS = {"pdf": "application/pdf", "docx": WORD}


@needs(Permission.SEE_TRACKER)
def meeting_on_paper(db: Database, _: Actor, meeting_id: int) -> tuple[TrackerMeeting, bytes | None]:
    """The meeting, and the authority's own Word template where there is one."""
    return meeting(db, meeting_id), own_template(db, Paper.MINUTES)


def add(context: StaffContext) -> None:
    """The screen at /staff/meeting/{meeting}/minutes."""

    @screen_page(context, "/meeting/{meeting}/minutes")
    async def minutes(meeting: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        meeting_id, rules = number(meeting), context.settings.moderation
        held, _ = await screen.fetch(meeting_on_paper, meeting_id)
        await frame(screen, "Minutes", "tracker")
        use("papers.css")

        async def make(data: Mapping[str, Any], tell: Tell) -> str:
            kind, reason = _chosen(data.get("kind")), checked_reason(str(data.get("reason", "")))
            words = await screen.fetch(minutes_paper, meeting_id, rules)
            found, own = await screen.fetch(meeting_on_paper, meeting_id)
            await tell("Setting the pages …" if kind == "pdf" else "Filling the document …")
            if kind == "pdf":
                ended = datetime.fromisoformat(found["ended_at"])
                content, note = await asyncio.to_thread(paper_pdf, MINUTES, words, ended)
            else:
                content, note = await asyncio.to_thread(filled, Paper.MINUTES, words, own)
            await screen.submit(FORM, note_minutes, meeting_id, kind, reason, rules)
            screen.client.download(content, f"tracker-meeting-{found['on']}.{kind}", KINDS[kind])
            return note

        with ui.element("div").classes("page narrow"):
            html = render("papers/minutes.html", screen.now, held=held, marking=rules.marking)
            ui.html(html, sanitize=True)
            await Making(screen, make).build()


def _chosen(said: object) -> str:
    if said not in KINDS:
        raise Unacceptable("Choose Word or PDF.")
    return str(said)
