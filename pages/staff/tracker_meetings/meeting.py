"""One meeting at /staff/meeting/{meeting}: its list before it, the screen that all follow, what came of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fastapi import Request
from nicegui import Client

from language import dates
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.tracker_meetings.acts import MeetingActs
from people.roles import Permission
from people.working_days import london_day
from tracker.finishing import EFFECTS
from tracker.items import Item
from tracker.lines import KINDS_OF_LINE
from tracker.meetings.attendance import Attendee, attendees
from tracker.meetings.live import items_to_write, live_view
from tracker.meetings.meeting_views import meeting_for, meeting_view, next_meeting
from tracker.meetings.meetings import ENDED, PLANNED, topic_of
from tracker.meetings.minutes import children_in, minutes
from tracker.states import PLANS, SOURCES, STATES

AT_ONCE = 0.15  # seconds: those who sit together see on their screens what is said

_WORDS: Mapping[str, Any] = {
    "states": STATES,
    "sources": SOURCES,
    "plans": PLANS,
    "kinds": KINDS_OF_LINE,
    "effects": EFFECTS,
    "month": lambda on: f"{date.fromisoformat(on):%B}",
}


def add(context: StaffContext) -> None:
    """The screen at /staff/meeting/{meeting_id}."""

    @screen_page(context, "/meeting/{meeting_id}")
    async def one_meeting(meeting_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await MeetingPage(screen, number(meeting_id)).build()


class MeetingPage:
    """One meeting, drawn by how far it has come."""

    def __init__(self, screen: Screen, meeting: int) -> None:
        self._screen = screen
        self._meeting = meeting
        self._index = screen.context.tracker
        self._acts = MeetingActs(screen, meeting, self._redraw)

    async def build(self) -> None:
        """Draw it and listen."""
        view = await self._screen.fetch(meeting_view, self._index, self._meeting)
        today = london_day(self._screen.now)
        day = dates.day(date.fromisoformat(view.meeting["on"]), "en", today)
        await frame(self._screen, f"Tracker meeting, {day}", "tracker")
        use("panel.css", "meeting.css", "tracker_meeting.css", "meeting.js", "tracker_meeting.js")
        self._panel = await self._screen.panel(self._draw, topic_of(self._meeting), "tracker", calm=AT_ONCE)
        self._screen.follow_the_clock(self._panel)
        for name, act in self._acts.all().items():
            self._screen.on(name, act)

    async def _redraw(self) -> None:
        await self._screen.redraw(self._panel)

    def _draw(self) -> str:
        match self._screen.read(meeting_for, self._meeting)["state"]:
            case state if state == ENDED:
                seen = self._screen.read(minutes, self._meeting)
                self._shows(children_in(seen))
                return self._render("over", seen=seen, number=self._meeting, unsent=self._unsent(0))
            case state if state == PLANNED:
                view = self._screen.read(meeting_view, self._index, self._meeting)
                self._shows(view.children)
                return self._render("planned", view=view, people=self._people())
        live, people = self._screen.read(live_view, self._index, self._meeting), self._people()
        self._shows(live.view.children)
        coming = self._screen.read(next_meeting, self._meeting)
        return self._render(
            "live", live=live, people=people, coming=coming, unsent=self._unsent(live.view.meeting["item"])
        )

    def _shows(self, children: Iterable[str | None]) -> None:
        self._screen.shows(f"tracker meeting {self._meeting}", children)

    def _unsent(self, shown: int) -> list[Item]:
        """The other items about which somebody here is still typing: who leads takes no form from under their hands."""
        others = [item for item in self._acts.writing if item != shown]
        return self._screen.read(items_to_write, tuple(sorted(others)))

    def _people(self) -> list[Attendee]:
        manages = self._screen.person.may(Permission.MANAGE_TRACKER)
        return self._screen.read(attendees, self._index, self._meeting) if manages else []

    def _render(self, name: str, **values: Any) -> str:
        person = self._screen.person
        return render(f"tracker_meetings/{name}.html", self._screen.now, person=person, **_WORDS, **values)
