"""The letter of a request: name and address are typed for the envelope's window, and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, run, ui

from feedback.asking.progress import RequestProgress, progress_of_all
from feedback.asking.requests import requests_for
from feedback.paper.letter_pdf import letter_pdf, unprintable_lines
from feedback.paper.letters import address_lines, draft_letter, keep_letter
from feedback.voices.codes import HANDED_OVER, SENT
from feedback.voices.errors import CannotAsk
from feedback.voices.requests import Request as Asked
from pages.staff.asking.hand_over_acts import add_hand_over
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.children import Child, child
from people.contacts import Contact, contacts
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

FORM = "letter-form"


@dataclass(frozen=True)
class LetterToWrite:
    """A request, the child it is about, and whom it is for where that is on record."""

    child: Child
    request: Asked
    person: Contact | None
    standing: RequestProgress


@needs(Permission.ASK_FOR_FEEDBACK)
def addressed(db: Database, actor: Actor, ref: str, request_id: int) -> LetterToWrite:
    """The request of this number about this child, for somebody who may ask."""
    found = next((one for one in requests_for(db, actor, ref) if number_of(one) == request_id), None)
    if found is None:
        raise NotFound
    person = next((one for one in contacts(db, actor, ref) if number_of(one) == found["contact"]), None)
    return LetterToWrite(child(db, actor, ref), found, person, progress_of_all(db, actor, ref)[request_id])


def add(context: StaffContext) -> None:
    """The screen at /staff/children/{ref}/letters/{number}."""

    @screen_page(context, "/children/{ref}/letters/{number_typed}")
    async def letter(ref: str, number_typed: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        request_id = number(number_typed)
        await screen.fetch(addressed, ref, request_id)
        await screen.opens(ref, f"letter {request_id}")
        await frame(screen, f"Letter, {ref}", "children")
        use("texts.css")
        refused, printed = "", ""
        blank: Mapping[int, str] = {}

        def draw() -> str:
            about = screen.read(addressed, ref, request_id)
            told = {"refused": refused, "printed": printed, "blank": blank, "letter_ways": (SENT, HANDED_OVER)}
            return render("asking/letter.html", screen.now, about=about, **told)

        panel = await screen.panel(draw, f"child:{ref}")
        add_hand_over(screen, lambda: screen.redraw(panel))

        async def print_letter(data: Mapping[str, Any]) -> None:
            nonlocal refused, printed, blank
            outcome, reason = str(data.get("way", "")), str(data.get("override", "")).strip()
            try:
                lines = address_lines(str(data.get("address", "")))
                draft = await screen.fetch(draft_letter, request_id, outcome, reason)
            except Unacceptable as gap:
                screen.refuse(FORM, {"address": str(gap)})
                return
            except CannotAsk as trouble:
                refused = str(trouble)
                await screen.redraw(panel)
                screen.script("focusOn", "letter-trouble")
                return
            gaps = await run.io_bound(unprintable_lines, lines)
            if gaps is None:  # the program is shutting down
                return
            if gaps and not (data.get("blank") and gaps == blank):
                blank = gaps
                await screen.redraw(panel)
                screen.script("focusOn", "letter-blank-trouble")
                return
            printable = ["" if number in gaps else line for number, line in enumerate(lines)]
            pdf = await run.io_bound(letter_pdf, draft, printable, context.settings.letterhead)
            if pdf is None:  # the program is shutting down
                return
            await screen.submit(FORM, keep_letter, draft, outcome, reason)
            refused, printed, blank = "", screen.now.isoformat(), {}
            await screen.redraw(panel)
            ui.download.content(pdf, f"letter-{request_id}.pdf", "application/pdf")
            screen.announce("The letter is ready to print.")

        screen.on("letter", print_letter)
