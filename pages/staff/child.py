"""A child's page: who they are, how they were asked, what was tried and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.attempts import attempts_of, log_attempt
from feedback.codes import CHANNELS, OUTCOMES
from feedback.errors import CannotAsk
from feedback.requests import requests_for, revoke
from language.dates import LONDON
from pages.staff.addresses import number
from pages.staff.frame import frame
from pages.staff.glow import Glow
from pages.staff.hearing import Heard, heard_about
from pages.staff.house import House
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.actor import Actor
from people.children import age_on, child
from people.contacts import contacts
from people.roles import Permission
from people.staff import name_of
from storage.store import Database
from storage.table import Document


@dataclass(frozen=True)
class Known:
    """What one person may know of one child."""

    child: Document
    age: int
    worker: str
    manager: str
    contacts: list[Document]
    requests: list[Document]
    attempts: list[Document]
    voices: list[Heard]
    may_ask: bool


def known(db: Database, actor: Actor, ref: str) -> Known:
    """Everything the page shows; `NotFound` whether there is no such child or it is not this person's."""
    found = child(db, actor, ref)
    today = db.now.astimezone(LONDON).date()
    return Known(
        child=found,
        age=age_on(date.fromisoformat(found["born"]), today),
        worker=name_of(db, found["worker"]),
        manager=name_of(db, found["manager"]),
        contacts=contacts(db, actor, ref),
        requests=requests_for(db, actor, ref),
        attempts=list(reversed(attempts_of(db, ref))),
        voices=heard_about(db, actor, [ref]),
        may_ask=actor.may(Permission.ASK_FOR_FEEDBACK),
    )


def add(house: House) -> None:
    """The screen at /staff/children/{ref}."""

    @ui.page("/children/{ref}")
    def one_child(ref: str, request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        name = screen.read(child, ref)["name"]
        frame(screen, f"{name}, {ref}", "children")
        glow = Glow(screen, "A family has just answered")

        def draw() -> str:
            shown = screen.read(known, ref)
            new = glow.new(one.voice.doc_id for one in shown.voices)
            return render("child.html", screen.now, shown=shown, new=new, methods=CHANNELS, outcomes=OUTCOMES)

        panel = screen.panel(draw, f"child:{ref}")

        async def close_link(data: Mapping[str, Any]) -> None:
            await screen.write(revoke, number(str(data.get("request"))))
            screen.redraw(panel)
            screen.tell("The link is closed. Who opens it now is told nothing.")

        async def log(data: Mapping[str, Any]) -> None:
            method, outcome, detail = (str(data.get(name, "")) for name in ("method", "outcome", "detail"))
            try:
                await screen.write(log_attempt, ref, method, outcome, detail)
            except CannotAsk as missing:
                screen.script("refuse", "log", "outcome" if method else "method", str(missing))
                return
            screen.redraw(panel)
            screen.tell("The try is logged.")

        screen.on("close-link", close_link)
        screen.on("log", log)
