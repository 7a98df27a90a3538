"""The monthly meetings at /staff/meeting: the next one, planning it, and those that were."""

from dataclasses import dataclass

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import tracker_meeting
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.tracker_meetings.sending import Sent, text
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker.index import TrackerIndex
from tracker.meetings.meeting_views import MeetingView, coming_meetings, meeting_view, past_meetings
from tracker.meetings.meetings import TOPIC, TrackerMeeting
from tracker.meetings.planning import plan_meeting

LATEST = 12
FORM = "plan-meeting"


@dataclass(frozen=True)
class MeetingsShown:
    """Everything on the screen at one moment."""

    coming: list[MeetingView]
    past: list[TrackerMeeting]


@needs(Permission.SEE_TRACKER)
def meetings_shown(db: Database, actor: Actor, index: TrackerIndex) -> MeetingsShown:
    """What comes, with how much of it is this person's to see, and what was."""
    coming = [meeting_view(db, actor, index, number_of(one)) for one in coming_meetings(db, actor)]
    return MeetingsShown(coming, past_meetings(db, actor, LATEST))


def add(context: StaffContext) -> None:
    """The screen at /staff/meeting."""

    @screen_page(context, "/meeting")
    async def meetings(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(coming_meetings)
        await frame(screen, "Tracker meetings", "tracker")
        use("panel.css", "tracker_meeting.css")

        def draw() -> str:
            shown = screen.read(meetings_shown, context.tracker)
            return render("tracker_meetings/meetings.html", screen.now, shown=shown)

        with ui.element("div").classes("page"):
            await screen.panel(draw, TOPIC, "tracker")
            if screen.person.may(Permission.MANAGE_TRACKER):  # drawn once: what is typed here stays
                ui.html(render("tracker_meetings/plan.html", screen.now), sanitize=True)

        async def plan(sent: Sent) -> None:
            try:
                number = await screen.submit(FORM, plan_meeting, text(sent, "on"))
            except Unacceptable as trouble:
                screen.refuse(FORM, {"on": str(trouble)})
                return
            screen.go(tracker_meeting(number))

        screen.on(FORM, plan)
