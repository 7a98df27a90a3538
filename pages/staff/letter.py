"""The letter of a request: name and address are typed for the envelope's window, and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, run, ui

from feedback.errors import CannotAsk
from feedback.letters import HANDED_OVER, SENT, address_lines, letter_for
from feedback.paper.letter import letter_pdf
from feedback.requests import requests_for
from pages.staff.addresses import number
from pages.staff.frame import frame, use
from pages.staff.house import House
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.actor import Actor
from people.children import child
from people.contacts import contacts
from people.errors import NotAllowed, NotFound, Unacceptable
from people.roles import Permission
from storage.store import Database
from storage.table import Document

FORM = "letter-form"


@dataclass(frozen=True)
class Addressed:
    """A request, the child it is about, and whom it is for where that is on record."""

    child: Document
    request: Document
    person: Document | None


def addressed(db: Database, actor: Actor, ref: str, request_id: int) -> Addressed:
    """The request of this number about this child, for somebody who may ask."""
    if not actor.may(Permission.ASK_FOR_FEEDBACK):
        raise NotAllowed(Permission.ASK_FOR_FEEDBACK)
    found = next((one for one in requests_for(db, actor, ref) if one.doc_id == request_id), None)
    if found is None:
        raise NotFound
    person = next((one for one in contacts(db, actor, ref) if one.doc_id == found.get("contact")), None)
    return Addressed(child(db, actor, ref), found, person)


def add(house: House) -> None:
    """The screen at /staff/children/{ref}/letters/{number}."""

    @ui.page("/children/{ref}/letters/{number_typed}")
    def letter(ref: str, number_typed: str, request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        request_id = number(number_typed)
        screen.read(addressed, ref, request_id)
        frame(screen, f"Letter, {ref}", "children")
        use("texts.css")
        refused, printed = "", ""

        def draw() -> str:
            about = screen.read(addressed, ref, request_id)
            told = {"refused": refused, "printed": printed, "letter_ways": (SENT, HANDED_OVER)}
            return render("letter.html", screen.now, about=about, **told)

        panel = screen.panel(draw)

        async def print_letter(data: Mapping[str, Any]) -> None:
            nonlocal refused, printed
            outcome, reason = str(data.get("way", "")), str(data.get("override", "")).strip()
            try:
                lines = address_lines(str(data.get("address", "")))
                made = await screen.submit(FORM, letter_for, request_id, outcome, reason)
            except Unacceptable as gap:
                screen.refuse(FORM, {"address": str(gap)})
                return
            except CannotAsk as trouble:
                refused = str(trouble)
                screen.redraw(panel)
                screen.script("focusOn", "letter-trouble")
                return
            pdf = await run.io_bound(letter_pdf, made, lines, house.desk.letterhead)
            refused, printed = "", screen.now.isoformat()
            screen.redraw(panel)
            if pdf is None:  # the program is shutting down
                return
            ui.download.content(pdf, f"letter-{request_id}.pdf", "application/pdf")
            screen.announce("The letter is ready to print.")

        screen.on("letter", print_letter)
