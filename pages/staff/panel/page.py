"""The panel at /staff/panel: meetings that come and those that were, what waits to be listed, and planning one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.panel.seat_choices import SeatChoice, seat_choices, seats_in
from pages.staff.shell.addresses import panel_meeting
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.panel import meetings
from reviews.panel.agenda import CONFIRMED, agenda
from reviews.panel.meeting_views import MeetingView, meetings_ahead
from reviews.panel.meetings import CLOSED, OPEN, PLANNED, TOPIC, PanelMeeting
from reviews.panel.planning import plan_meeting
from reviews.panel.waiting import WaitingReview, waiting_reviews
from storage.documents import number_of
from storage.store import Database

LATEST = 12


@dataclass(frozen=True)
class PastMeeting:
    """A meeting that is over."""

    meeting: PanelMeeting
    number: int
    confirmed: int  # how many reviews it made final

    @property
    def closed(self) -> bool:
        """Whether it was held; else it was cancelled."""
        return self.meeting["state"] == CLOSED


@dataclass(frozen=True)
class PanelShown:
    """Everything on the screen at one moment."""

    ahead: list[MeetingView]
    past: list[PastMeeting]
    waiting: list[WaitingReview]
    plans: bool


@needs(Permission.SIT_ON_PANEL)
def panel_shown(db: Database, actor: Actor) -> PanelShown:
    """The meetings, and for who plans them the reviews that wait."""
    plans = actor.may(Permission.PLAN_PANEL)
    over = [one for one in meetings.meetings(db) if one["state"] not in (PLANNED, OPEN)][:LATEST]
    return PanelShown(
        ahead=meetings_ahead(db, actor),
        past=[PastMeeting(one, number_of(one), _confirmed(db, number_of(one))) for one in over],
        waiting=waiting_reviews(db, actor) if plans else [],
        plans=plans,
    )


def _confirmed(db: Database, number: int) -> int:
    return sum(item["state"] == CONFIRMED for item in agenda(db, number))


def add(context: StaffContext) -> None:
    """The screen at /staff/panel."""

    @screen_page(context, "/panel")
    async def panel(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Panel", "panel")
        use("panel.css")
        rules = context.settings.moderation

        def draw() -> str:
            return render("panel/panel.html", screen.now, shown=screen.read(panel_shown), rules=rules)

        with ui.element("div").classes("page"):
            await screen.panel(draw, TOPIC, "reviews")
            if screen.person.may(Permission.PLAN_PANEL):  # drawn once: what is typed here stays while others write
                choices: list[SeatChoice] = await screen.fetch(seat_choices)
                ui.html(render("panel/plan.html", screen.now, choices=choices, rules=rules), sanitize=True)

        async def plan(data: Mapping[str, Any]) -> None:
            on = str(data.get("on", ""))
            try:
                number = await screen.submit("plan-panel", plan_meeting, on=on, seats=seats_in(data), rules=rules)
            except Unacceptable as trouble:
                screen.refuse("plan-panel", {"on" if "day" in str(trouble) else "": str(trouble)})
                return
            screen.go(panel_meeting(number))

        screen.on("plan-panel", plan)
