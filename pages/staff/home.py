"""Home: what waits for me, what was said lately, and what I have asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.requests import requests_for
from feedback.voices import mark_read, unread_voices
from pages.staff import words
from pages.staff.addresses import number
from pages.staff.frame import frame
from pages.staff.glow import Glow
from pages.staff.hearing import Heard, as_heard, heard_about
from pages.staff.house import House
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.actor import Actor
from people.children import children
from people.need_to_know import known_children
from people.roles import Permission
from reviews.reviews import reviews
from storage.store import Database
from storage.table import Document

RECENT, MOST_UNREAD = 6, 20  # voices shown at a time


@dataclass(frozen=True)
class Waiting:
    """What the home screen of one person shows. None stands for what is not theirs to do."""

    unread: list[Heard] | None
    unread_number: int
    reviews: list[Document] | None
    asked: list[tuple[Document, list[Document]]]
    recent: list[Heard]


def waiting(db: Database, actor: Actor) -> Waiting:
    """Everything that waits for this person, read at one moment."""
    now = db.now.isoformat()
    mine = set(known_children(db, actor))
    known = [one for one in children(db, actor) if one["ref"] in mine] if actor.may(Permission.SEE_CHILDREN) else []
    asked = [(one, [r for r in requests_for(db, actor, one["ref"]) if words.is_open(r, now)]) for one in known]
    unread = unread_voices(db, actor) if actor.may(Permission.READ_VOICES) else None
    return Waiting(
        unread=None if unread is None else [as_heard(db, voice) for voice in unread[:MOST_UNREAD]],
        unread_number=len(unread or ()),
        reviews=[r for r in reviews(db, actor) if r["reviewer"] == actor.id] if _reviews(actor) else None,
        asked=[(one, requests) for one, requests in asked if requests],
        recent=heard_about(db, actor, [one["ref"] for one in known], RECENT),
    )


def add(house: House) -> None:
    """The screen at /staff/."""

    @ui.page("/")
    def home(request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        frame(screen, "Home", "home")
        glow = Glow(screen, "A family has just answered")

        def draw() -> str:
            shown = screen.read(waiting)
            new = glow.new(
                [one.voice.doc_id for one in (shown.unread or [])] + [one.voice.doc_id for one in shown.recent]
            )
            return render("home.html", screen.now, shown=shown, new=new, person=screen.person)

        voices = ("voices",) if screen.person.may(Permission.READ_VOICES) else ()
        panel = screen.panel(draw, *voices, *(f"child:{ref}" for ref in screen.read(known_children)))

        async def read(data: Mapping[str, Any]) -> None:
            await screen.write(mark_read, number(str(data.get("voice"))))
            screen.redraw(panel)
            screen.announce("Marked as read.")

        screen.on("read", read)


def _reviews(actor: Actor) -> bool:
    return actor.may(Permission.SEE_REVIEWS) and actor.may(Permission.WRITE_REVIEWS)
