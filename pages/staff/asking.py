"""Asking for feedback: after what, whom, in which language, by which channel; then the link, shown once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.errors import CannotAsk
from feedback.requests import LINK_LIFE, ask
from forms.library import Library
from forms.schema import Form
from language.catalogue import Said, say
from pages.staff.choice import STEPS, Choice, offers
from pages.staff.frame import frame
from pages.staff.house import House
from pages.staff.qr import svg_path
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.actor import Actor
from people.children import child
from people.contacts import contacts
from people.errors import NotAllowed
from people.roles import Permission
from storage.store import Database
from storage.table import Document


def whom(db: Database, actor: Actor, ref: str) -> tuple[Document, list[Document]]:
    """The child and the people around it, for somebody who may ask."""
    if not actor.may(Permission.ASK_FOR_FEEDBACK):
        raise NotAllowed(Permission.ASK_FOR_FEEDBACK)
    return child(db, actor, ref), contacts(db, actor, ref)


def first_question(form: Form | None, language: str) -> Said | None:
    """What the family will read first, in their language."""
    return say(language, form.questions[0].text) if form and language else None


def add(house: House) -> None:
    """The screen at /staff/children/{ref}/ask."""

    @ui.page("/children/{ref}/ask")
    def asking(ref: str, request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        about, people = screen.read(whom, ref)
        frame(screen, f"Ask for feedback, {ref}", "children")
        base = house.desk.public_url or f"{request.url.scheme}://{request.headers.get('host', '')}"
        choice, link = Choice(), ""

        def draw() -> str:
            if link:
                box, path = svg_path(link)
                shown = {"link": link, "box": box, "path": path, "days": LINK_LIFE.days}
                return render("asked.html", screen.now, child=about, choice=choice, **shown)
            form = house.library.find(choice.touchpoint, choice.audience)
            preview = first_question(form, choice.language)
            return render(
                "ask.html",
                screen.now,
                child=about,
                people=people,
                choice=choice,
                preview=preview,
                **offers(house.library, choice),
            )

        panel = screen.panel(draw)

        async def choose(data: Mapping[str, Any]) -> None:
            nonlocal choice
            step, code = str(data.get("step")), str(data.get("value", ""))
            if step in STEPS and not link:
                choice = choice.with_(step, code, house.library, people)
                screen.redraw(panel)

        async def send(_: Mapping[str, Any]) -> None:
            nonlocal choice, link
            if link:
                return
            if gaps := choice.gaps():
                choice = replace(choice, missing=gaps)
                screen.redraw(panel)
                screen.script("focusOn", f"ask-{next(iter(gaps))}")
                return
            try:
                link = f"{base}/f/{await _asked(screen, house.library, ref, choice)}"
            except CannotAsk as trouble:
                choice = replace(choice, missing={"audience": str(trouble)})
            screen.redraw(panel)
            screen.script("focusOn", "asked" if link else "ask-audience")

        screen.on("choose", choose)
        screen.on("ask", send)


async def _asked(screen: Screen, library: Library, ref: str, choice: Choice) -> str:
    asked = await screen.write(
        ask,
        child=ref,
        touchpoint=choice.touchpoint,
        audience=choice.audience,
        language=choice.language,
        channel=choice.channel,
        form=library.find(choice.touchpoint, choice.audience),
    )
    return asked.token
