"""Draws what a review belongs to, above its parts: a calibration, an earlier review, a dip sample."""

from collections.abc import Iterator

from forms.schema import Part
from pages.staff.reviews.open_review import OpenReview
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.grades import grade_words, graded_parts
from reviews.planning.calibrations import others_of
from reviews.planning.re_audits import Earlier, looked_back_at
from reviews.reviews import is_dip_sample, review
from reviews.steps import can_take
from storage.store import Database


@needs(Permission.SEE_REVIEWS)
def may_change_plan(db: Database, actor: Actor, review_id: int) -> bool:
    """Whether this person may change anything of the plan now."""
    found = review(db, actor, review_id)
    return any(can_take(db, actor, found, step) for step in ("allocate", "new_deadline", "cancel"))


def about(opened: OpenReview) -> str:
    """The panel; empty for a review that stands by itself, and for who cannot change its plan."""
    screen, number = opened.screen, opened.review_id
    earlier = screen.read(looked_back_at, number)
    found = screen.read(review, number)
    return render(
        "reviews/about.html",
        screen.now,
        review=found,
        is_dip=is_dip_sample(found),
        others=screen.read(others_of, number),
        earlier=earlier,
        earlier_grades=[*_grades(earlier)] if earlier else [],
        promised=[row for rows in earlier.final["recommendations"].values() for row in rows] if earlier else [],
        changes=screen.read(may_change_plan, number),
    )


def _grades(earlier: Earlier) -> Iterator[tuple[Part, str]]:
    for part in graded_parts(earlier.form):
        if part.id in earlier.final["grades"]:
            yield part, grade_words(earlier.form, earlier.final["grades"][part.id]["grade"])
