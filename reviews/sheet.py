"""The sheet: everything that one person sees of one review when they open it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tinydb import where

from feedback.kept_forms import kept
from forms.schema import Form, Part
from people.actor import Actor
from people.children import CHILDREN, age_on
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.entries import entries
from reviews.permitted import writable
from reviews.reviews import review
from reviews.window import six_months_before
from storage.store import Database
from storage.table import Document


@dataclass(frozen=True)
class Sheet:
    """A review with its child, its form and what has been filled so far."""

    review: Document
    child: Document
    age: int
    form: Form
    entries: Mapping[str, Document]
    progress: Mapping[str, str]  # part id -> 'empty', 'started' or 'done'
    window: tuple[date, date]
    names: Mapping[str, str]
    writable: frozenset[str]


@needs(Permission.SEE_REVIEWS)
def sheet(db: Database, actor: Actor, review_id: int) -> Sheet:
    """Open a review; `NotFound` as in `review`. The age is worked out for the day of the review (BR-02)."""
    found = review(db, actor, review_id)
    child = db.table(CHILDREN).get(where("ref") == found["child"])
    if child is None:
        raise NotFound
    form = kept(db, found["fingerprint"])
    filled = entries(db, review_id)
    day = date.fromisoformat(found["review_date"])
    return Sheet(
        review=found,
        child=child,
        age=age_on(date.fromisoformat(child["born"]), day),
        form=form,
        entries=filled,
        progress={part.id: progress_of(part, filled) for part in form.parts},
        window=(six_months_before(day), day),
        names={
            "worker": name_of(db, child["worker"]),
            "manager": name_of(db, child["manager"]),
            "reviewer": name_of(db, found["reviewer"]),
        },
        writable=writable(form, found, actor),
    )


def progress_of(part: Part, filled: Mapping[str, Document]) -> str:
    """How far a part has come: done when every question that is asked has an entry."""
    said = {key: one["value"] for key, one in filled.items() if one["value"] not in ("", [], None)}
    asked = [question for question in part.questions if question.when is None or question.when.holds(said)]
    done = sum(1 for question in asked if question.id in said)
    if done == 0:
        return "empty"
    return "done" if done == len(asked) else "started"
