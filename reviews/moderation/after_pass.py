"""How a review goes on once it has passed stage 1: onto the list of a panel, or final without one (G1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.grades import grades_in, overall_part
from reviews.moderation.listing import REASONS
from reviews.moderation.stage_view import stage_view
from reviews.panel import meetings
from reviews.panel.meetings import PLANNED
from reviews.reviews import Review, review
from reviews.states import PASSED
from reviews.steps import can_take
from reviews.versions import last_version
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class AfterPass:
    """What this person can do with a review that has passed."""

    why_listed: str  # in words; empty where no rule lists it, or where it is not theirs to know
    differs: bool  # the Head and the reviewer see the overall grade otherwise: the panel alone can settle it
    finalises: bool
    lists: bool
    meetings: Sequence[tuple[int, str]]  # the planned ones: number and day


@needs(Permission.SEE_REVIEWS)
def after_pass(db: Database, actor: Actor, review_id: int) -> AfterPass | None:
    """None where the review is not at this point, or this person does nothing about it."""
    found = review(db, actor, review_id)
    may = {step: can_take(db, actor, found, step) for step in ("finalise", "list")}
    if found["state"] != PASSED or not any(may.values()):
        return None
    seen = stage_view(db, actor, review_id).passed
    differs = seen is not None and seen["grade"] != _reviewers_grade(db, found)
    planned = [(number_of(one), one["on"]) for one in meetings.coming(db) if one["state"] == PLANNED]
    return AfterPass(
        why_listed=REASONS.get(seen["why_listed"], "") if seen else "",
        differs=differs,
        finalises=may["finalise"] and not differs,
        lists=may["list"],
        meetings=planned,
    )


def _reviewers_grade(db: Database, found: Review) -> str:
    form, latest = form_version(db, found["fingerprint"]), last_version(db, number_of(found))
    return grades_in(form, latest["values"]).get(overall_part(form).id, "") if latest else ""
