"""One place: the code on the screen, its poster and cards to print, and what was said to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.qr_codes import svg_path
from feedback.paper.letterhead import Letterhead
from feedback.voices.links import DAYS_TO_COME_BACK
from feedback.voices.places import Place, close_place, place
from feedback.voices.typed_codes import grouped
from feedback.web.poster_conversations import poster_voices, voices_counted
from language.standing import standing
from pages.staff.places.papers import PAPERS, letterhead, opens_here_only, printed
from pages.staff.shell.addresses import number, place_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.voice_lines import VoiceLine, voice_line
from people.actor import Actor
from people.children import Child, child
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class PlaceVoices:
    """What was said to one poster. None stands for words that are not this person's to read."""

    heard: list[VoiceLine] | None
    number: int  # of the people who said something, those whose voice was tied to a child too
    may_tie: bool


@needs(Permission.MAKE_POSTERS)
def said_at(db: Database, actor: Actor, place_id: int) -> PlaceVoices:
    """The voices of a place that belong to no child yet, the newest first."""
    counted = voices_counted(db, actor, place_id)
    may_tie = actor.may(Permission.TIE_VOICES)
    if not actor.may(Permission.READ_VOICES):
        return PlaceVoices(None, counted, may_tie)
    here = [voice for voice in poster_voices(db, actor) if voice["place"] == place_id]
    return PlaceVoices([voice_line(db, actor, voice) for voice in here], counted, may_tie)


def add(context: StaffContext) -> None:
    """The screen at /staff/places/{place_id}."""

    @screen_page(context, "/places/{place_id}")
    async def one_place(place_id: str, request: Request, client: Client, tied: str = "") -> None:
        screen = await Screen.open(context, request, client)
        shown = await screen.fetch(place, number(place_id))
        await frame(screen, shown["name"], "places")
        use("places.css", "places.js")
        head = letterhead(context.settings, request)
        highlights = Highlights(screen, "Somebody has just answered at this place")

        def draw() -> str:
            said = screen.read(said_at, number_of(shown))
            new = highlights.new(number_of(one.voice) for one in said.heard or ())
            return render("places/places_said.html", screen.now, place=shown, said=said, new=new)

        with ui.element("div").classes("page"):
            tied_to = await _child(screen, tied)
            ui.html(render("places/places_head.html", screen.now, place=shown, tied=tied_to), sanitize=True)
            with ui.element("div").classes("two"):
                await screen.panel(draw, "voices")
                # drawn once: what is chosen and typed here stays while people speak
                ui.html(_papers(screen, shown, head), sanitize=True)

        is_busy = False

        async def paper(data: Mapping[str, Any]) -> None:
            nonlocal is_busy
            kind = str(data.get("do"))
            if is_busy:  # a second press; the first one's paper is on its way
                return
            is_busy = True
            try:
                name, content = await printed(
                    await screen.fetch(place, number_of(shown)), kind, data, context.settings, head, screen.now
                )
            except Unacceptable as trouble:
                screen.refuse(kind, {PAPERS[kind]: str(trouble)})
                return
            finally:
                is_busy = False
            screen.client.download(content, name, "application/pdf")
            screen.announce("The PDF is ready.")

        async def close(_: Mapping[str, Any]) -> None:
            await screen.write(close_place, number_of(shown))
            screen.go(place_page(number_of(shown)))

        for kind in PAPERS:
            screen.on(kind, paper)
        screen.on("close-place", close)


async def _child(screen: Screen, ref: str) -> Child | None:
    """The child that a voice has just been tied to."""
    try:
        return await screen.fetch(child, ref) if ref else None
    except (NotFound, NotAllowed):
        return None


def _papers(screen: Screen, shown: Place, head: Letterhead) -> str:
    box, path = svg_path(head.poster(shown["code"]))
    return render(
        "places/places_papers.html",
        screen.now,
        place=shown,
        box=box,
        path=path,
        head=head,
        code=grouped(shown["code"]),
        here_only=opens_here_only(head),
        life=DAYS_TO_COME_BACK,
        languages=[(one, standing(one.code).note) for one in screen.context.settings.languages],
    )
