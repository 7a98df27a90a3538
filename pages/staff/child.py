"""A child's page: who they are, how they were asked, what was tried and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.attempts import attempts_of, log_attempt
from feedback.codes import CHANNELS, OUTCOMES
from feedback.concerns.shown import Shown, open_concerns_of
from feedback.errors import CannotAsk
from feedback.obstacles import FATIGUE, Obstacle, obstacles
from feedback.requests import requests_for, revoke
from feedback.story import story
from feedback.texts.deciding import Text, texts_about
from feedback.texts.opt_outs import Stop, stops_about
from language.dates import LONDON
from pages.staff import text_words
from pages.staff.addresses import number
from pages.staff.frame import frame, use
from pages.staff.glow import Glow
from pages.staff.hearing import Heard, heard_about
from pages.staff.house import House
from pages.staff.safe_acts import add_safe_acts
from pages.staff.screen import Screen
from pages.staff.templates import render
from pages.staff.text_acts import TextActs
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
    stops: Mapping[int, Stop]  # by contact
    in_the_way: Mapping[int, tuple[Obstacle, ...]]  # of a text or a call, by contact
    requests: list[Document]
    texts: Mapping[int | None, list[Text]]  # by request
    attempts: list[Document]
    told: str
    voices: list[Heard]
    may_ask: bool
    concerns: list[Shown]  # those that are not settled


def known(db: Database, actor: Actor, ref: str) -> Known:
    """Everything the page shows; `NotFound` whether there is no such child or it is not this person's."""
    found = child(db, actor, ref)
    today = db.now.astimezone(LONDON).date()
    people, attempts, voices = contacts(db, actor, ref), attempts_of(db, ref), heard_about(db, actor, [ref])
    return Known(
        child=found,
        age=age_on(date.fromisoformat(found["born"]), today),
        worker=name_of(db, found["worker"]),
        manager=name_of(db, found["manager"]),
        contacts=people,
        stops={one.contact: one for one in stops_about(db, actor, ref)},
        in_the_way={one.doc_id: _in_the_way(db, ref, one) for one in people},
        requests=requests_for(db, actor, ref),
        texts=_by_request(texts_about(db, actor, ref)),
        attempts=list(reversed(attempts)),
        told=story(attempts, today=today, heard=_last_heard(voices)),
        voices=voices,
        may_ask=actor.may(Permission.ASK_FOR_FEEDBACK),
        concerns=open_concerns_of(db, actor, ref),
    )


def add(house: House) -> None:
    """The screen at /staff/children/{ref}."""

    @ui.page("/children/{ref}")
    def one_child(ref: str, request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        name = screen.read(child, ref)["name"]
        frame(screen, f"{name}, {ref}", "children")
        use("texts.css", "sixth.css", "kept.js")
        glow = Glow(screen, "A family has just answered")
        acts = TextActs(screen, lambda: screen.redraw(panel))
        add_safe_acts(screen, lambda: screen.redraw(panel))

        def draw() -> str:
            shown = screen.read(known, ref)
            new = glow.new(one.voice.doc_id for one in shown.voices)
            codes = {"methods": CHANNELS, "outcomes": OUTCOMES, "refused": acts.refused, "sms": text_words}
            return render("child.html", screen.now, shown=shown, new=new, **codes)

        panel = screen.panel(draw, f"child:{ref}", "concerns")

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
            screen.script("letGo", "log")
            screen.redraw(panel)
            screen.tell("The try is logged.")

        screen.on("close-link", close_link)
        screen.on("log", log)


def _in_the_way(db: Database, ref: str, contact: Document) -> tuple[Obstacle, ...]:
    """What stands in the way of this person, whatever they were asked lately; a stop is told in its own words."""
    found = obstacles(db, ref, contact.doc_id, "sms", contact["audience"], db.now)
    return tuple(one for one in found if one.code not in FATIGUE and one.code != "stopped")


def _by_request(texts: list[Text]) -> dict[int | None, list[Text]]:
    sorted_out: dict[int | None, list[Text]] = {}
    for one in texts:
        sorted_out.setdefault(one.request, []).append(one)
    return sorted_out


def _last_heard(voices: list[Heard]) -> date | None:
    """The day of the last words of somebody who has not finished."""
    days = [datetime.fromisoformat(one.at).astimezone(LONDON).date() for one in voices if one.voice["answers"]]
    return max(days, default=None)
