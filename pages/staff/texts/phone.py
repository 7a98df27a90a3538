"""A phone on the screen: plays any family's phone in demo mode, so that texts can be tried with no account."""

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.messages import inbox
from feedback.messages.state_transitions import let_the_night_pass
from feedback.sms.demo_phones import phone_of, phones
from feedback.sms.receiving import receive
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.texts import words
from pages.staff.texts.phone_screen import PhoneView, on_screen
from people.actor import Actor
from people.contact_points import ContactPoints
from people.errors import NotFound
from storage.store import Database

TWICE = "The same words came a moment ago, so this was taken for a copy by the network. Send it again in 3 seconds."


def add(context: StaffContext) -> None:
    """The screen at /staff/phone; elsewhere than in demo mode it is not there."""

    @screen_page(context, "/phone")
    async def phone(request: Request, client: Client) -> None:
        if not context.settings.demo:
            raise NotFound
        screen = await Screen.open(context, request, client)
        await frame(screen, "A phone on the screen", "phone")
        use("texts.css", "phone.css", "phone.js")
        found = await context.store.fetch(phones)
        played = phone_of(found, request.query_params.get("contact", ""))
        place = context.settings.texting.wording.place if context.settings.texting else context.settings.public_name
        highlights = Highlights(screen, "A text has come")

        def head() -> str:
            return render("texts/phone_head.html", screen.now, phones=found, played=played)

        def draw() -> str:
            seen = screen.read(_seen, played.number)
            new = highlights.new(one.key for one in seen.bubbles if not one.own)
            told = {"new": new, "played": played, "place": place, "sms": words}
            return render("texts/phone.html", screen.now, seen=seen, **told)

        with ui.element("div").classes("phone-page"):
            await screen.panel(head)
            with ui.element("div").classes("phone"):
                texts = (await screen.panel(draw, "texts")).classes("phone-screen")
                await screen.panel(lambda: render("texts/phone_reply.html", screen.now))

        async def choose(data: Mapping[str, Any]) -> None:
            nonlocal played, highlights
            played = phone_of(await context.store.fetch(phones), str(data.get("value", "")))
            highlights = Highlights(screen, "A text has come")
            await screen.redraw(texts)

        async def reply(data: Mapping[str, Any]) -> None:
            words = str(data.get("words", ""))
            if not words.strip():
                return
            if await screen.write(_send, played.number, words, context.settings.contact_points):
                screen.script("sent", "reply")
            else:
                screen.tell(TWICE)

        async def morning(_: Mapping[str, Any]) -> None:
            await screen.write(lambda db, _: let_the_night_pass(db, played.number))

        for name, act in {"choose": choose, "reply": reply, "morning": morning}.items():
            screen.on(name, act)


def _seen(db: Database, _: Actor, number: str) -> PhoneView:
    return on_screen(db, number)


def _send(db: Database, _: Actor, number: str, words: str, contact_points: ContactPoints) -> bool:
    """Send a text from a phone; False when it was taken for a copy of the one before."""
    before = len(inbox.by_phone(db, number))
    receive(db, provider_id=f"screen-{secrets.token_hex(8)}", sender=number, body=words, contact_points=contact_points)
    return len(inbox.by_phone(db, number)) > before
