"""Asking for feedback: after what, whom, in which language, by which way; then what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.asking.progress import FROM_THE_SCREEN
from feedback.asking.requests import NewRequest, ask
from feedback.asking.text_requests import ask_by_text
from feedback.voices.errors import CannotAsk
from forms.schema import Form
from language.catalogue import Translated, say
from pages.staff.asking.asked import asked_page
from pages.staff.asking.choice import STEPS, AskingChoice, chosen_in, offers
from pages.staff.asking.contact_check import ContactCheck, contact_check
from pages.staff.asking.hand_over_acts import add_hand_over
from pages.staff.asking.safe_contact_acts import add_safe_acts
from pages.staff.shell.addresses import ask_page, letter_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.texts import words
from people.actor import Actor
from people.children import Child, child
from people.contacts import Contact, contacts
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

FORM = "ask-form"


@needs(Permission.ASK_FOR_FEEDBACK)
def whom(db: Database, actor: Actor, ref: str) -> tuple[Child, list[Contact]]:
    """The child and the people around it, for somebody who may ask."""
    return child(db, actor, ref), contacts(db, actor, ref)


def first_question(form: Form | None, language: str) -> Translated | None:
    """What the family will read first, in their language."""
    return say(language, form.questions[0].text) if form and language else None


def add(context: StaffContext) -> None:
    """The screen at /staff/children/{ref}/ask."""

    @screen_page(context, "/children/{ref}/ask")
    async def asking(ref: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        people = (await screen.fetch(whom, ref))[1]
        await screen.opens(ref, "asking")
        await frame(screen, f"Ask for feedback, {ref}", "children")
        use("texts.css", "safe.js")
        base = context.settings.public_url or f"{request.url.scheme}://{request.headers.get('host', '')}"
        languages = context.settings.languages
        choice = chosen_in(request.query_params, context.library, people, languages)
        here = ask_page(ref)
        done: NewRequest | None = None

        def draw() -> str:
            about, people = screen.read(whom, ref)
            if done:
                return asked_page(screen, choice, ref, done, base)
            found = screen.read(contact_check, context.settings.texting, ref, choice)
            shown = {"child": about, "choice": choice, "check": found, "sms": words}
            form = context.library.find(choice.touchpoint, choice.audience)
            offered = offers(context.library, choice, people, languages, texts=context.settings.texting is not None)
            return render(
                "asking/ask.html", screen.now, preview=first_question(form, choice.language), **shown, **offered
            )

        panel = await screen.panel(draw)

        async def choose(data: Mapping[str, Any]) -> None:
            nonlocal choice
            step, code = str(data.get("step")), str(data.get("value", ""))
            if step in STEPS and not done:
                people = (await screen.fetch(whom, ref))[1]
                choice = choice.with_(step, code, context.library, people, languages)
                await screen.redraw(panel)
                screen.script("at", here + choice.query)

        async def send(data: Mapping[str, Any]) -> None:
            nonlocal choice, done
            reason = str(data.get("override", "")).strip()
            if done:
                return
            found = await screen.fetch(contact_check, context.settings.texting, ref, choice)
            if gaps := choice.open_gaps() or _reason_gap(found, reason):
                await refuse(gaps)
                return
            try:
                asked = await _asked(screen, ref, choice, reason)
            except CannotAsk as trouble:
                await refuse({"audience": str(trouble)})
                return
            if choice.channel == "letter":
                screen.go(letter_page(ref, asked.request))
                return
            done = asked
            await screen.redraw(panel)
            screen.script("at", here)  # a reload does not offer the same once more
            if choice.channel in FROM_THE_SCREEN:
                screen.listen(lambda: screen.redraw(panel), f"child:{ref}")
            screen.script("focusOn", "asked")

        async def refuse(gaps: Mapping[str, str]) -> None:
            nonlocal choice
            choice = replace(choice, missing=gaps)
            await screen.redraw(panel)
            first = next(iter(gaps))
            screen.script(
                "focusOn", "ask-faults" if len(gaps) > 1 else "override" if first == "override" else f"ask-{first}"
            )

        screen.on("choose", choose)
        screen.on("ask", send)
        add_safe_acts(screen, lambda: screen.redraw(panel))
        add_hand_over(screen, lambda: screen.redraw(panel))


def _reason_gap(found: ContactCheck, reason: str) -> dict[str, str]:
    return {"override": "Say why, in a few words."} if found.obstacles and not found.closed and not reason else {}


async def _asked(screen: Screen, ref: str, choice: AskingChoice, reason: str) -> NewRequest:
    """Make the request; a text has no token that anybody here may see."""
    about = {"touchpoint": choice.touchpoint, "audience": choice.audience, "language": choice.language}
    form = screen.context.library.find(choice.touchpoint, choice.audience)
    texting = screen.context.settings.texting
    if choice.channel != "sms":
        given = {"channel": choice.channel, "contact": choice.contact, "override": reason, "form": form}
        return await screen.submit(FORM, ask, child=ref, **about, **given)  # type: ignore[arg-type]
    if texting is None or choice.contact is None:
        raise CannotAsk("Choose another way: no text can go from here.")
    sent = await screen.submit(
        FORM, ask_by_text, texting, child=ref, **about, form=form, contact=choice.contact, override=reason
    )
    return NewRequest(sent.request, "")
