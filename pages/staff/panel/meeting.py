"""A meeting at /staff/panel/{meeting}: its list before it, the screen that all follow while it goes on, its end."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from language import dates
from pages.staff.panel.agenda_acts import AgendaActs
from pages.staff.panel.live import live_view, words_of_grades
from pages.staff.panel.live_acts import LiveActs
from pages.staff.panel.seat_choices import seat_choices
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.working_days import london_day
from reviews.panel.meeting_views import MeetingView, meeting_view
from reviews.panel.meetings import OPEN, PLANNED
from reviews.panel.waiting import waiting_reviews


def add(context: StaffContext) -> None:
    """The screen at /staff/panel/{meeting_id}."""

    @screen_page(context, "/panel/{meeting_id}")
    async def one_meeting(meeting_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await MeetingPage(screen, number(meeting_id)).build()


class MeetingPage:
    """One panel, drawn by what state the meeting is in."""

    def __init__(self, screen: Screen, meeting: int) -> None:
        self._screen = screen
        self._meeting = meeting
        self._rules = screen.context.settings.moderation

    async def build(self) -> None:
        """Draw it and listen."""
        view = await self._screen.fetch(meeting_view, self._meeting)
        today = london_day(self._screen.now)
        await frame(self._screen, f"Panel, {dates.day(london_day(view.meeting['on']), 'en', today)}", "panel")
        use("panel.css", "meeting.css", "meeting.js")
        topics = (f"panel:{self._meeting}", *(("reviews",) if view.plans else ()))
        panel = await self._screen.panel(self._draw, *topics)
        self._screen.follow_the_clock(panel)
        for acts in (AgendaActs(self._screen, self._meeting), LiveActs(self._screen, self._meeting, self._rules)):
            for name, act in acts.all().items():
                self._screen.on(name, act)

    def _draw(self) -> str:
        view = self._screen.read(meeting_view, self._meeting)
        self._screen.shows(f"panel {self._meeting}", (one.review["child"] for one in view.listed))
        match view.meeting["state"]:
            case state if state == PLANNED:
                return self._render("planned", view=view, **self._planning(view))
            case state if state == OPEN:
                live = self._screen.read(live_view, self._meeting, self._rules)
                return self._render("live", view=view, live=live, **words_of_grades(live))
        return self._render("over", view=view)

    def _planning(self, view: MeetingView) -> Mapping[str, Any]:
        if not view.plans:
            return {"waiting": [], "choices": []}
        choices = self._screen.read(seat_choices, self._meeting)
        return {"waiting": self._screen.read(waiting_reviews), "choices": choices}

    def _render(self, name: str, **values: Any) -> str:
        person = self._screen.person
        return render(f"panel/{name}.html", self._screen.now, person=person, rules=self._rules, **values)
