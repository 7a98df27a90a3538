"""What a meeting made of a review, at /staff/panel/{meeting}/record/{review}: Appendix 2 as a page (BR-45)."""

from dataclasses import dataclass

from fastapi import Request
from nicegui import Client

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import FinalGrades, final_of
from reviews.grades import grade_options, overall_part
from reviews.moderation.rules import ModerationRules
from reviews.panel.differences import number_in_template
from reviews.panel.discussed import Discussed, confirmed
from reviews.panel.meetings import PanelMeeting, meeting
from reviews.panel.seats import Member, members
from storage.store import Database


@dataclass(frozen=True)
class PanelRecord:
    """The meeting, the review as it saw it, and what it came to."""

    meeting: PanelMeeting
    members: list[Member]
    seen: Discussed
    final: FinalGrades | None


@needs(Permission.SEE_REVIEWS)
def panel_record(db: Database, actor: Actor, at: int, review: int, rules: ModerationRules) -> PanelRecord:
    """The record of a review that the meeting has confirmed."""
    seen, held = confirmed(db, actor, at, review, rules), meeting(db, at)
    return PanelRecord(held, members(db, held), seen, final_of(db, review))


def add(context: StaffContext) -> None:
    """The screen at /staff/panel/{meeting_id}/record/{review_id}."""

    @screen_page(context, "/panel/{meeting_id}/record/{review_id}")
    async def record(meeting_id: str, review_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        asked = (number(meeting_id), number(review_id), context.settings.moderation)
        shown = await screen.fetch(panel_record, *asked)
        await screen.opens(shown.seen.child["ref"], f"review {asked[1]}")
        await frame(screen, f"Moderation of the review of {shown.seen.child['ref']}", "panel")
        use("panel.css")

        def draw() -> str:
            return render(
                "panel/record.html",
                screen.now,
                meeting=shown.meeting,
                members=shown.members,
                number=asked[0],
                seen=shown.seen,
                final=shown.final,
                in_template=number_in_template,
                grades={one.code: one.text for one in grade_options(shown.seen.form)},
                overall=overall_part(shown.seen.form).id,
            )

        await screen.panel(draw)
