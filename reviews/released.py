"""A review as the child's worker and line manager read it: released, final, and without what was thought on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.voices import voices
from feedback.voices.form_versions import form_version
from feedback.voices.voice_access import may_read_words
from forms.schema import Form
from people import children
from people.actor import Actor
from people.children import Child, age_on
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.final_grades import FinalGrades, final_of
from reviews.reviews import Review, released_review
from reviews.versions import ReviewVersion, last_version
from storage.store import Database


@dataclass(frozen=True)
class ReleasedReview:
    """Everything that is read of a released review."""

    review: Review
    child: Child
    age: int
    form: Form
    values: Mapping[str, Any]  # as it was handed in last
    cited: Sequence[Mapping[str, Any]]  # the family's words that this person may read
    final: FinalGrades
    reviewer: str


@needs(Permission.SEE_REVIEWS)
def released(db: Database, actor: Actor, review_id: int) -> ReleasedReview:
    """`NotFound` as in `released_review`."""
    found = released_review(db, actor, review_id)
    child, final, latest = children.by_ref(db, found["child"]), final_of(db, review_id), last_version(db, review_id)
    if child is None or final is None or latest is None:
        raise NotFound
    return ReleasedReview(
        review=found,
        child=child,
        age=age_on(date.fromisoformat(child["born"]), date.fromisoformat(found["review_date"])),
        form=form_version(db, found["fingerprint"]),
        values=latest["values"],
        cited=_readable(db, actor, latest),
        final=final,
        reviewer=name_of(db, found["reviewer"]),
    )


def _readable(db: Database, actor: Actor, latest: ReviewVersion) -> list[dict[str, Any]]:
    """What a family did not share with its worker is not read by the worker here either."""
    said = ((one, voices.by_id(db, one["voice"])) for one in latest["cited"])
    return [one for one, voice in said if voice is not None and may_read_words(db, actor, voice)]
