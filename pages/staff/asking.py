"""Asking for feedback: after what, whom, in which language, by which channel; then the link, shown once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.codes import AUDIENCES, CHANNELS, OFFERED_CHANNELS, TOUCHPOINTS
from feedback.errors import CannotAsk
from feedback.requests import LINK_LIFE, ask
from forms.library import Library
from forms.schema import Form
from language.catalogue import Said, say
from language.registry import LANGUAGES
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

STEPS = ("touchpoint", "audience", "language", "channel")


@dataclass(frozen=True)
class Choice:
    """What has been chosen so far; empty where nothing is."""

    touchpoint: str = ""
    audience: str = ""
    language: str = ""
    channel: str = OFFERED_CHANNELS[0]
    missing: Mapping[str, str] = field(default_factory=dict)

    def with_(self, step: str, code: str, library: Library, people: list[Document]) -> "Choice":
        """One more thing chosen; what no longer fits is let go, and a contact's language comes with who is asked."""
        chosen = replace(self, **{step: code}, missing={})
        if chosen.audience and library.find(chosen.touchpoint, chosen.audience) is None:
            chosen = replace(chosen, audience="")
        if step == "audience":
            spoken = next((one["language"] for one in people if one["audience"] == code), "")
            chosen = replace(chosen, language=spoken if spoken in LANGUAGES else chosen.language)
        return chosen

    def gaps(self) -> dict[str, str]:
        """What still has to be chosen, in words beside each field."""
        asked = {
            "touchpoint": "Choose what this comes after.",
            "audience": "Choose who is asked.",
            "language": "Choose the language.",
            "channel": "Choose how the link gets there.",
        }
        return {step: text for step, text in asked.items() if not getattr(self, step)}


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


def offers(library: Library, choice: Choice) -> dict[str, Any]:
    """What can be chosen at each step: only what there are questions for."""
    pairs = library.choices()
    touchpoints = list(dict.fromkeys(touchpoint for touchpoint, _ in pairs))
    audiences = [audience for touchpoint, audience in pairs if touchpoint == choice.touchpoint]
    return {
        "touchpoints": [(code, TOUCHPOINTS[code]) for code in touchpoints],
        "audiences": [(code, AUDIENCES[code]) for code in audiences],
        "languages": list(LANGUAGES.values()),
        "channels": [(code, CHANNELS[code]) for code in OFFERED_CHANNELS],
    }
