"""What a meeting made of a review, at /staff/panel/{meeting}/record/{review}: Appendix 2 as a page (BR-45)."""

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
from storage.store import Database


@needs(Permission.SEE_REVIEWS)
def panel_record(
    db: Database, actor: Actor, at: int, review: int, rules: ModerationRules
) -> tuple[PanelMeeting, Discussed, FinalGrades | None]:
    """The meeting, the review as it saw it, and what it came to."""
    seen = confirmed(db, actor, at, review, rules)
    return meeting(db, at), seen, final_of(db, review)


def add(context: StaffContext) -> None:
    """The screen at /staff/panel/{meeting_id}/record/{review_id}."""

    @screen_page(context, "/panel/{meeting_id}/record/{review_id}")
    async def record(meeting_id: str, review_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        asked = (number(meeting_id), number(review_id), context.settings.moderation)
        held, seen, final = await screen.fetch(panel_record, *asked)
        await frame(screen, f"Moderation of the review of {seen.child['ref']}", "panel")
        use("panel.css")

        def draw() -> str:
            return render(
                "panel/record.html",
                screen.now,
                meeting=held,
                number=asked[0],
                seen=seen,
                final=final,
                in_template=number_in_template,
                grades={one.code: one.text for one in grade_options(seen.form)},
                overall=overall_part(seen.form).id,
            )

        await screen.panel(draw)
