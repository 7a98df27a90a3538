"""What a review came to, beside what everybody thought on the way: kept apart, shown apart (BR-46, BR-47)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form, Part
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import FinalGrade, FinalGrades, final_of
from reviews.grades import graded_parts, grades_in, overall_part
from reviews.moderation.records import PASSED, Moderation, last_of
from reviews.panel import meetings
from reviews.panel.blind_views import BlindView, views_of
from reviews.recommendations import recommendations_in
from reviews.reviews import review
from reviews.versions import last_version
from storage.store import Database


@dataclass(frozen=True)
class GradeRow:
    """One graded part: who graded it how, and how it ended."""

    part: Part
    reviewer: str
    head: str  # the Head's own view, of the overall grade alone; empty else
    members: Sequence[tuple[str, str]]  # name and blind grade of each who said one
    final: FinalGrade


@dataclass(frozen=True)
class FinalView:
    """A review that is final."""

    form: Form
    final: FinalGrades
    rows: Sequence[GradeRow]
    head: Moderation | None  # the look with which it passed stage 1
    panel_on: str  # the day of the panel that discussed it; empty where none did
    removed: Mapping[str, int]  # by part: how many recommendations do not stand


@needs(Permission.SEE_REVIEWS)
def final_view(db: Database, actor: Actor, review_id: int) -> FinalView | None:
    """None before the review is final."""
    found = review(db, actor, review_id)
    final, latest = final_of(db, review_id), last_version(db, review_id)
    if final is None or latest is None:
        return None
    form = form_version(db, found["fingerprint"])
    last = last_of(db, review_id)
    head = last if last and last["outcome"] == PASSED else None
    given = grades_in(form, latest["values"])
    views = views_of(db, review_id, latest["number"])
    return FinalView(
        form=form,
        final=final,
        rows=[
            GradeRow(
                part=part,
                reviewer=given.get(part.id, ""),
                head=head["grade"] if head and part is overall_part(form) else "",
                members=_said_of(part, views),
                final=final["grades"][part.id],
            )
            for part in graded_parts(form)
            if part.id in final["grades"]
        ],
        head=head,
        panel_on=meetings.meeting(db, final["meeting"])["on"] if final["meeting"] is not None else "",
        removed=_removed(form, latest["values"], final),
    )


def _said_of(part: Part, views: Sequence[BlindView]) -> list[tuple[str, str]]:
    said = ((view["name"], view["opinions"].get(part.id)) for view in views)
    return [(name, opinion["grade"]) for name, opinion in said if opinion and opinion["grade"]]


def _removed(form: Form, values: Mapping[str, object], final: FinalGrades) -> dict[str, int]:
    asked = recommendations_in(form, values)
    return {part: len(rows) - len(final["recommendations"].get(part, [])) for part, rows in asked.items()}
