"""Tying a poster's voice to a child: the words again, which child they are about, and how we know."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.voices.places import Place, place
from feedback.web.poster_conversations import poster_voices, tie
from pages.staff.shell.addresses import number, place_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.offers import children_offered, chosen_child, offer
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.voice_lines import VoiceLine, voice_line
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

NEEDED = {"child": "Choose the child.", "reason": "Write how you know whom this is about."}


@needs(Permission.TIE_VOICES)
def to_tie(db: Database, actor: Actor, place_id: int, voice_id: int) -> tuple[Place, VoiceLine]:
    """The place, and the voice that belongs to nobody yet."""
    for voice in poster_voices(db, actor):
        if number_of(voice) == voice_id and voice["place"] == place_id:
            return place(db, actor, place_id), voice_line(db, actor, voice)
    raise NotFound


def add(context: StaffContext) -> None:
    """The screen at /staff/places/{place_id}/tie/{voice_id}."""

    @screen_page(context, "/places/{place_id}/tie/{voice_id}")
    async def tying(place_id: str, voice_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        at, heard = await screen.fetch(to_tie, number(place_id), number(voice_id))
        await frame(screen, "Tie to a child", "places")
        use("places.css")
        # drawn once: a reason that is being typed is not drawn over
        ui.html(render("places/places_tie.html", screen.now, place=at, one=heard), sanitize=True)
        offer(screen, "tie-child", children_offered)
        is_tied = False

        async def tied(data: Mapping[str, Any]) -> None:
            nonlocal is_tied
            child, reason = str(data.get("child", "")), str(data.get("reason", ""))
            if gaps := missing(data, NEEDED):
                screen.refuse("tie", gaps)
                return
            if is_tied:  # a second press of the same button
                return
            try:
                child = await screen.fetch(chosen_child, child)
            except Unacceptable as trouble:
                screen.refuse("tie", {"child": str(trouble)})
                return
            is_tied = True
            try:
                await screen.submit("tie", tie, number_of(heard.voice), child, reason)
            except Unacceptable as trouble:
                is_tied = False
                screen.refuse("tie", {"reason": str(trouble)})
                return
            except Exception:
                is_tied = False
                raise
            screen.go(f"{place_page(number_of(at))}?tied={child}")

        screen.on("tie", tied)
