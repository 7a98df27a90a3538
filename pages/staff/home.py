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
MOST_CHILDREN, MOST_REVIEWS = 30, 12


@dataclass(frozen=True)
class Waiting:
    """What the home screen of one person shows. None stands for what is not theirs to see."""

    unread: list[Heard] | None
    unread_number: int
    reviews: list[Document] | None
    writes: bool  # whether the reviews are one's own to write
    children: list[tuple[Document, int]] | None  # each with the number of its open links
    recent: list[Heard] | None


def waiting(db: Database, actor: Actor) -> Waiting:
    """Everything that waits for this person, read at one moment."""
    unread = unread_voices(db, actor) if actor.may(Permission.READ_VOICES) else None
    known = _known(db, actor) if actor.may(Permission.SEE_CHILDREN) else None
    return Waiting(
        unread=None if unread is None else [as_heard(db, voice) for voice in unread[:MOST_UNREAD]],
        unread_number=len(unread or ()),
        reviews=_reviews(db, actor) if actor.may(Permission.SEE_REVIEWS) else None,
        writes=actor.may(Permission.WRITE_REVIEWS),
        children=None if known is None else [(one, _open_links(db, actor, one["ref"])) for one in known],
        recent=None if known is None else heard_about(db, actor, [one["ref"] for one in known], RECENT),
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
            said = [*(shown.unread or ()), *(shown.recent or ())]
            new = glow.new(one.voice.doc_id for one in said)
            return render("home.html", screen.now, shown=shown, new=new, person=screen.person)

        voices = ("voices",) if screen.person.may(Permission.READ_VOICES) else ()
        panel = screen.panel(draw, *voices, *(f"child:{ref}" for ref in screen.read(known_children)))

        async def read(data: Mapping[str, Any]) -> None:
            await screen.write(mark_read, number(str(data.get("voice"))))
            screen.redraw(panel)
            screen.announce("Marked as read.")

        screen.on("read", read)


def _known(db: Database, actor: Actor) -> list[Document]:
    """The children that this person works with or reviews, not all that a role may see."""
    mine = set(known_children(db, actor))
    return [one for one in children(db, actor) if one["ref"] in mine][:MOST_CHILDREN]


def _open_links(db: Database, actor: Actor, ref: str) -> int:
    now = db.now.isoformat()
    return sum(words.is_open(request, now) for request in requests_for(db, actor, ref))


def _reviews(db: Database, actor: Actor) -> list[Document]:
    """One's own reviews; for those who only read reviews, all of them."""
    found = reviews(db, actor)
    mine = [one for one in found if one["reviewer"] == actor.id]
    return mine if actor.may(Permission.WRITE_REVIEWS) else found[:MOST_REVIEWS]
