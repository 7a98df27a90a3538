"""Planning one review, and changing what was planned: who reviews, by when, and whether at all."""

from datetime import date

from forms.schema import Form
from language import dates
from people import need_to_know
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from reviews.planning.proposing import deadline_ahead
from reviews.reviews import (
    NOBODY,
    Review,
    ReviewLinks,
    as_reviewer,
    check_reviewer,
    in_calibration,
    plan_review,
    review,
)
from reviews.states import STEPS
from reviews.steps import check_can, take_step
from storage.documents import number_of
from storage.store import Database

LONGEST_REASON = 1_000


@needs(Permission.PLAN_REVIEWS)
def plan_one(
    db: Database,
    actor: Actor,
    *,
    child: str,
    reviewer: int,
    theme: str,
    deadline: str,
    form: Form,
    re_audit_of: int | None = None,
) -> int:
    """Plan a review whose deadline lies ahead, with NOBODY where it is allocated later."""
    links: ReviewLinks = {}
    if re_audit_of is not None:
        if review(db, actor, re_audit_of)["child"] != child:
            raise Unacceptable("The earlier review is about another child. Choose that child, or plan a new review.")
        links["re_audit_of"] = re_audit_of
    given = {"theme": theme, "deadline": deadline_ahead(db, deadline)}
    return plan_review(db, actor, child=child, reviewer=reviewer, form=form, links=links, **given)


@needs(Permission.PLAN_REVIEWS)
def allocate(db: Database, actor: Actor, review_id: int, reviewer: int) -> None:
    """Give a review that nobody has begun to a reviewer, who knows of the child from now on; who had it, no longer."""
    found = review(db, actor, review_id)
    check_can(db, found, STEPS["allocate"])
    if found["reviewer"] == reviewer:
        return
    check_reviewer(db, reviewer, found["child"])
    _check_compared_with_others(db, found, reviewer)
    before = f", who takes it over from {name_of(db, found['reviewer'])}" if found["reviewer"] != NOBODY else ""
    take_step(db, actor, review_id, "allocate", note=f"To {name_of(db, reviewer)}{before}", reviewer=reviewer)
    _take_from(db, found)
    need_to_know.give(db, reviewer, found["child"], as_reviewer(review_id))


@needs(Permission.PLAN_REVIEWS)
def move_deadline(db: Database, actor: Actor, review_id: int, deadline: str, reason: str) -> None:
    """Set another deadline, and keep the old one and why on the time line."""
    found = review(db, actor, review_id)
    day = deadline_ahead(db, deadline)
    if day != found["deadline"]:
        note = f"{_said(reason, 'Write why the deadline changes.')} (it was {_told(db, found['deadline'])})"
        take_step(db, actor, review_id, "new_deadline", day=day, note=note, deadline=day)


@needs(Permission.PLAN_REVIEWS)
def cancel(db: Database, actor: Actor, review_id: int, reason: str) -> None:
    """Cancel what was never handed in: what was written is kept, and its reviewer knows of the child no longer."""
    found = review(db, actor, review_id)
    if take_step(db, actor, review_id, "cancel", note=_said(reason, "Write why the review is cancelled.")):
        _take_from(db, found)


def _told(db: Database, day: str) -> str:
    return dates.day(date.fromisoformat(day), "en", london_day(db.now))


def _check_compared_with_others(db: Database, found: Review, reviewer: int) -> None:
    others = in_calibration(db, found["calibration"]) if "calibration" in found else []
    if any(one["reviewer"] == reviewer for one in others):
        raise Unacceptable(f"{name_of(db, reviewer)} reviews this child in this calibration already.")


def _take_from(db: Database, found: Review) -> None:
    if found["reviewer"] != NOBODY:
        need_to_know.take(db, found["reviewer"], found["child"], as_reviewer(number_of(found)))


def _said(reason: str, missing: str) -> str:
    if not reason.strip():
        raise Unacceptable(missing)
    if len(reason.strip()) > LONGEST_REASON:
        raise Unacceptable(f"Keep the reason under {LONGEST_REASON} characters.")
    return reason.strip()
