"""Concerns: what is open and until when, what was done, and what one raised oneself. Nothing here is ever deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.concerns.alerts import leave_phone
from feedback.concerns.concern_views import ConcernView, concerns_for
from feedback.concerns.raising import say_more
from feedback.concerns.responding import record_action
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.duty import take_duty
from people.errors import Unacceptable
from people.need_to_know import may_see
from people.permissions import needs
from people.phone_numbers import NotAMobile
from people.roles import Permission, Role
from people.staff import member
from storage.store import Database

MOST_SETTLED = 30


@dataclass(frozen=True)
class ConcernsShown:
    """What the screen shows of concerns to one person."""

    open: list[ConcernView]
    settled: list[ConcernView]
    answers: bool  # whether this person is one of those who are told
    has_duty: bool | None  # None where the duty is not theirs to take
    phone: str
    known: frozenset[str]  # the children of whom this person may make items of the tracker


@needs(Permission.RAISE_CONCERN)
def concerns_shown(db: Database, actor: Actor) -> ConcernsShown:
    """Everything at one moment."""
    me = member(db, actor.id)
    unsettled, settled = concerns_for(db, actor), concerns_for(db, actor, settled=True)[:MOST_SETTLED]
    return ConcernsShown(
        open=unsettled,
        settled=settled,
        answers=actor.may(Permission.ANSWER_CONCERN),
        has_duty=bool(me and me.get("on_duty")) if Role.TEAM_MANAGER in actor.roles else None,
        phone=(me.get("phone") if me else None) or "",
        known=_known(db, actor, (*unsettled, *settled)) if actor.may(Permission.MANAGE_TRACKER) else frozenset(),
    )


def _known(db: Database, actor: Actor, found: Iterable[ConcernView]) -> frozenset[str]:
    return frozenset(one.child for one in found if one.child and may_see(db, actor, one.child))


def add(context: StaffContext) -> None:
    """The screen at /staff/concerns."""

    @screen_page(context, "/concerns")
    async def concerns(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Concerns", "concerns")
        highlights = Highlights(screen, "A concern has just been raised")

        def draw() -> str:
            shown = screen.read(concerns_shown)
            new = highlights.new(one.concern for one in shown.open)
            screen.shows("concerns", (one.child for one in (*shown.open, *shown.settled)))
            return render("concerns/concerns.html", screen.now, shown=shown, new=new, person=screen.person)

        panel = await screen.panel(draw, "concerns")

        async def act(data: Mapping[str, Any]) -> None:
            await _answered(screen, record_action, "act", data, "What was done is on record.")
            await screen.redraw(panel)

        async def more(data: Mapping[str, Any]) -> None:
            await _answered(screen, say_more, "more", data, "Added below what you said before.")
            await screen.redraw(panel)

        async def duty(data: Mapping[str, Any]) -> None:
            await screen.write(take_duty, on=data.get("on") == "yes")
            await screen.redraw(panel)

        async def phone(data: Mapping[str, Any]) -> None:
            try:
                await screen.submit("phone-form", leave_phone, str(data.get("phone", "")))
            except NotAMobile as trouble:
                screen.refuse("phone-form", {"phone": str(trouble)})
                return
            await screen.redraw(panel)
            screen.tell("Kept.")

        for name, done in {"record": act, "more": more, "duty": duty, "leave-phone": phone}.items():
            screen.on(name, done)


async def _answered(screen: Screen, verb: Any, form: str, data: Mapping[str, Any], told: str) -> None:
    """Record what was typed under one concern, or say beside it what is missing."""
    concern = number(str(data.get("concern")))
    try:
        await screen.submit(f"{form}-{concern}", verb, concern, str(data.get("words", "")))
    except Unacceptable as trouble:
        screen.refuse(f"{form}-{concern}", {"words": str(trouble)})
        return
    screen.tell(told)
