"""Texts that wait for a person: those that did not simply arrive, and those that nobody could place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.messages.inbox import ReceivedText
from feedback.messages.undelivered import UndeliveredText, waiting_for_a_person, waiting_for_the_set_up
from feedback.sms.threads import language_of
from feedback.sms.unmatched_texts import REASONS, UNANSWERED, mark_text_read, texts_to_read, unanswered_texts
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.texts import words
from pages.staff.texts.acts import TextActs
from pages.staff.texts.script_of_words import language_of_words
from people import contacts
from people.actor import Actor
from people.errors import NotAllowed
from people.phone_numbers import shown
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class UnmatchedText:
    """A text that came in, from whom as far as that is known, and why it was not taken as an answer."""

    number: int
    words: str
    language: str
    at: str
    sender: str
    names: tuple[str, ...]
    child: str | None
    why: str
    pictures: int


@dataclass(frozen=True)
class TextsWaiting:
    """What one person has to see to. None stands for what is not theirs."""

    texts: list[UndeliveredText] | None
    unmatched: list[UnmatchedText] | None
    quiet: list[UnmatchedText] | None
    set_up: Mapping[str, int] | None


def waits(db: Database, actor: Actor) -> TextsWaiting:
    """Everything about texts that waits for this person; `NotAllowed` for whom nothing can."""
    found = TextsWaiting(
        texts=waiting_for_a_person(db, actor) if actor.may(Permission.ASK_FOR_FEEDBACK) else None,
        unmatched=_unmatched(db, actor) if actor.may(Permission.READ_VOICES) else None,
        quiet=_quiet(db, actor) if actor.may(Permission.READ_VOICES) else None,
        set_up=waiting_for_the_set_up(db, actor) if actor.may(Permission.MANAGE_STAFF) else None,
    )
    if all(part is None for part in (found.texts, found.unmatched, found.set_up)):
        raise NotAllowed(Permission.ASK_FOR_FEEDBACK)
    return found


def add(context: StaffContext) -> None:
    """The screen at /staff/texts."""

    @screen_page(context, "/texts")
    async def texts(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Texts", "texts")
        use("texts.css")
        highlights = Highlights(screen, "A text has come that waits for a person")
        acts = TextActs(screen, lambda: screen.redraw(panel))

        def draw() -> str:
            found = screen.read(waits)
            new = highlights.new(one.number for one in found.unmatched or ())
            shown = (*(found.texts or ()), *(found.unmatched or ()), *(found.quiet or ()))
            screen.shows("texts", (one.child for one in shown))
            told = {"found": found, "new": new, "refused": acts.refused, "sms": words, "demo": context.settings.demo}
            return render("texts/texts.html", screen.now, **told)

        panel = await screen.panel(draw, "texts")

        async def read(data: Mapping[str, Any]) -> None:
            text = number(str(data.get("text")))
            await screen.submit(f"stray-{text}", mark_text_read, text, str(data.get("decided", ""))[:500])
            await screen.redraw(panel)
            screen.announce("Marked as read.")

        screen.on("text-read", read)


def _unmatched(db: Database, actor: Actor) -> list[UnmatchedText]:
    return [_line(db, one, REASONS.get(one["why"], one["why"])) for one in texts_to_read(db, actor)]


def _quiet(db: Database, actor: Actor) -> list[UnmatchedText]:
    return [_line(db, one, UNANSWERED[one["took"]]) for one in unanswered_texts(db, actor)]


def _line(db: Database, text: ReceivedText, why: str) -> UnmatchedText:
    known = [one for one in contacts.with_phone(db, text["sender"]) if one["child"] == text["child"]]
    return UnmatchedText(
        number=number_of(text),
        words=text["body"],
        language=language_of_words(text["body"], language_of(db, text["sender"])),
        at=text["at"],
        sender=shown(text["sender"]),
        names=tuple(one["name"] for one in known),
        child=text["child"],
        why=why,
        pictures=text.get("pictures", 0),
    )
