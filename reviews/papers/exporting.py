"""What leaves need-to-know as a file: it is asked why, and that is kept before a byte of it leaves."""

from dataclasses import dataclass

from people import audit
from people.actor import Actor
from people.errors import NotFound
from people.export_reasons import checked_reason
from people.permissions import needs
from people.roles import Permission
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda
from reviews.panel.meetings import PanelMeeting, meeting
from reviews.panel.seats import sits
from reviews.papers.fields import ModerationPaper, ReviewPaper
from reviews.papers.moderation_paper import moderation_paper
from reviews.papers.review_paper import review_paper
from reviews.papers.templates import Paper, own_template
from reviews.reviews import by_id, review
from storage.store import Database
from tracker.meetings.minutes import children_in, minutes


@dataclass(frozen=True)
class PaperToMake:
    """All that is needed to make a Word document outside of the store."""

    paper: Paper
    words: ReviewPaper | ModerationPaper
    own: bytes | None  # the authority's own template


@needs(Permission.SEE_REVIEWS)
def paper_to_make(
    db: Database, actor: Actor, paper: Paper, review_id: int, reason: str, rules: ModerationRules = PROPOSED
) -> PaperToMake:
    """The words of a paper; `Unacceptable` where no reason is given. Nothing is kept, and nothing has left yet."""
    checked_reason(reason)
    read = review_paper if paper == Paper.REVIEW else moderation_paper
    return PaperToMake(paper, read(db, actor, review_id, rules), own_template(db, paper))


@needs(Permission.SEE_REVIEWS)
def note_paper(
    db: Database, actor: Actor, paper: Paper, review_id: int, reason: str, rules: ModerationRules = PROPOSED
) -> None:
    """Keep that a document of a review is about to leave: who, why, and with which marking."""
    found = review(db, actor, review_id)
    about = {"paper": paper.value, "reason": checked_reason(reason), "marking": rules.marking}
    audit.record(db, actor, "review.exported", child=found["child"], review=review_id, **about)


@needs(Permission.SIT_ON_PANEL)
def note_pack(db: Database, actor: Actor, number: int, reason: str, rules: ModerationRules = PROPOSED) -> None:
    """Keep that the reading pack of a meeting is about to leave, with the reviews that are in it."""
    meeting_to_read(db, actor, number)
    reviews = [one["review"] for one in agenda.agenda(db, number)]
    children = sorted({found["child"] for one in reviews if (found := by_id(db, one))})
    about = {"reason": checked_reason(reason), "marking": rules.marking}
    audit.record(db, actor, "panel.pack", child=children or None, meeting=number, reviews=reviews, **about)


@needs(Permission.SEE_TRACKER)
def note_minutes(
    db: Database, actor: Actor, number: int, kind: str, reason: str, rules: ModerationRules = PROPOSED
) -> None:
    """Keep that the minutes of a monthly meeting are about to leave, as Word or PDF."""
    children = children_in(minutes(db, actor, number))
    about = {"kind": kind, "reason": checked_reason(reason), "marking": rules.marking}
    audit.record(db, actor, "tracker_meeting.minutes", child=children or None, meeting=number, **about)


@needs(Permission.SIT_ON_PANEL)
def meeting_to_read(db: Database, actor: Actor, number: int) -> PanelMeeting:
    """A meeting whose reviews this person reads: its members, and who plans it."""
    found = meeting(db, number)
    if not (sits(found, actor.id) or actor.may(Permission.PLAN_PANEL)):
        raise NotFound
    return found
