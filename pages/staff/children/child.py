"""A child's page: who they are, how they were asked, what was tried and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.asking.attempts_in_words import story_of
from feedback.asking.obstacles import FATIGUE, Obstacle, obstacles
from feedback.asking.progress import RequestProgress, progress_of_all, records_of
from feedback.asking.requests import requests_for, revoke
from feedback.concerns.concern_views import ConcernView, open_concerns_of
from feedback.messages.undelivered import UndeliveredText, texts_about
from feedback.proposing.proposal_list import to_ask_about
from feedback.proposing.switch import TOPIC as ASKING_BY_ITSELF
from feedback.voices.attempts import Attempt, is_try, log_attempt
from feedback.voices.codes import CHANNELS, LOGGED
from feedback.voices.errors import CannotAsk
from feedback.voices.requests import Request as Asked
from feedback.voices.voices import heard_from
from pages.staff.asking.hand_over_acts import add_hand_over
from pages.staff.asking.safe_contact_acts import add_safe_acts
from pages.staff.proposals.acts import add_proposals, ask_address
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.shell.translation_acts import add_translating
from pages.staff.shell.voice_lines import VoiceLine, voice_lines_about
from pages.staff.texts import words
from pages.staff.texts.acts import TextActs
from people.actor import Actor
from people.children import Child, age_on, child
from people.contacts import Contact, contacts
from people.opt_outs import Stop, stops_about
from people.permissions import needs
from people.records.endings import nobody_is_asked
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from reviews.reviews import Review, reviews_of
from storage.documents import number_of
from storage.store import Database
from tracker.due_dates import is_overdue
from tracker.item_view import child_items
from tracker.items import Item
from tracker.states import STATES

NOT_SAID = {"method": "Choose how you tried.", "outcome": "Choose what came of it."}


@dataclass(frozen=True)
class ChildRecord:
    """What one person may know of one child."""

    child: Child
    age: int
    worker: str
    manager: str
    contacts: list[Contact]
    stops: Mapping[int, Stop]  # by contact
    in_the_way: Mapping[int, tuple[Obstacle, ...]]  # of a text or a call, by contact
    requests: list[Asked]
    standing: Mapping[int, RequestProgress]  # by request
    texts: Mapping[int | None, list[UndeliveredText]]  # by request
    attempts: list[Attempt]
    told: str
    voices: list[VoiceLine]
    may_ask: bool
    may_correct: bool
    nobody_asked: str  # why nobody is asked any more; empty where somebody may be
    sees_audit: bool
    concerns: list[ConcernView]  # those that are not settled
    reviews: list[Review]  # those that are theirs to read
    tracked: list[Item]  # what is done for this child, as far as it is theirs to see


@needs(Permission.SEE_CHILDREN)
def child_record(db: Database, actor: Actor, ref: str) -> ChildRecord:
    """Everything the page shows; `NotFound` whether there is no such child or it is not this person's."""
    found = child(db, actor, ref)
    today = london_day(db.now)
    people, attempts, voices = contacts(db, actor, ref), records_of(db, ref), voice_lines_about(db, actor, [ref])
    return ChildRecord(
        child=found,
        age=age_on(date.fromisoformat(found["born"]), today),
        worker=name_of(db, found["worker"]),
        manager=name_of(db, found["manager"]),
        contacts=people,
        stops={one.contact: one for one in stops_about(db, actor, ref)},
        in_the_way={number_of(one): _in_the_way(db, ref, one) for one in people},
        requests=requests_for(db, actor, ref),
        standing=progress_of_all(db, actor, ref),
        texts=_by_request(texts_about(db, actor, ref)),
        attempts=[one for one in reversed(attempts) if is_try(one)],
        told=story_of(db, ref, attempts, heard_from(db, ref), today),
        voices=voices,
        may_ask=actor.may(Permission.ASK_FOR_FEEDBACK),
        may_correct=actor.may(Permission.CORRECT_RECORDS),
        nobody_asked=nobody_is_asked(found),
        sees_audit=actor.may(Permission.SEE_AUDIT_OF_CHILDREN),
        concerns=open_concerns_of(db, actor, ref),
        reviews=reviews_of(db, actor, ref) if actor.may(Permission.SEE_REVIEWS) else [],
        tracked=child_items(db, actor, ref) if actor.may(Permission.SEE_TRACKER) else [],
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/children/{ref}."""

    @screen_page(context, "/children/{ref}")
    async def one_child(ref: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        name = (await screen.fetch(child, ref))["name"]
        await screen.opens(ref, "child")
        await frame(screen, f"{name}, {ref}", "children")
        use("texts.css", "sixth.css", "safe.js")
        highlights = Highlights(screen, "A family has just answered")
        acts = TextActs(screen, lambda: screen.redraw(panel))
        add_safe_acts(screen, lambda: screen.redraw(panel))
        add_hand_over(screen, lambda: screen.redraw(panel))
        add_translating(screen, lambda: screen.redraw(panel))
        add_proposals(screen, lambda: screen.redraw(panel))

        def draw() -> str:
            shown = screen.read(child_record, ref)
            new = highlights.new(number_of(one.voice) for one in shown.voices)
            texts, alone = context.settings.texting is not None, context.settings.asking_by_itself
            goes = partial(to_ask_about, texts=texts, alone=alone)
            proposed = screen.read(goes, ref, context.library) if shown.may_ask else None
            given = {"shown": shown, "new": new, "proposed": proposed, "ask_address": ask_address}
            of_items = {"item_states": STATES, "is_overdue": is_overdue}
            codes = {"methods": CHANNELS, "outcomes": LOGGED, "refused": acts.refused, "sms": words}
            return render("children/child.html", screen.now, **given, **codes, **of_items)

        panel = await screen.panel(draw, f"child:{ref}", "concerns", "staff", ASKING_BY_ITSELF)

        async def close_link(data: Mapping[str, Any]) -> None:
            await screen.write(revoke, number(str(data.get("request"))))
            await screen.redraw(panel)
            screen.tell("It is closed. Who opens its link now is told nothing.")

        async def log(data: Mapping[str, Any]) -> None:
            method, outcome, detail = (str(data.get(name, "")) for name in ("method", "outcome", "detail"))
            if gaps := missing(data, NOT_SAID):
                screen.refuse("log", gaps)
                return
            try:
                await screen.submit("log", log_attempt, ref, method, outcome, detail)
            except CannotAsk as trouble:
                screen.refuse("log", {"": str(trouble)})
                return
            await screen.redraw(panel)
            screen.tell("The try is logged.")

        screen.on("close-link", close_link)
        screen.on("log", log)


def _in_the_way(db: Database, ref: str, contact: Contact) -> tuple[Obstacle, ...]:
    """What stands in the way of this person, whatever they were asked lately; a stop is told in its own words."""
    found = obstacles(db, ref, number_of(contact), "sms", contact["audience"], db.now)
    return tuple(one for one in found if one.code not in FATIGUE and one.code != "stopped")


def _by_request(texts: list[UndeliveredText]) -> dict[int | None, list[UndeliveredText]]:
    sorted_out: dict[int | None, list[UndeliveredText]] = {}
    for one in texts:
        sorted_out.setdefault(one.request, []).append(one)
    return sorted_out
