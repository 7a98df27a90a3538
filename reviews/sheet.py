"""The sheet: everything that one person sees of one review when they open it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people import children, staff
from people.actor import Actor
from people.children import Child, age_on
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from reviews.completeness import asked_now, missing, progress_of, said_in
from reviews.dating import first_written
from reviews.entries import Entry, entries
from reviews.lacking import CompletenessFacts, Missing
from reviews.permitted import writable
from reviews.prompt_lists import TITLES, offered
from reviews.reviews import Review, review
from reviews.section_six import logged_for
from reviews.window import six_months_before
from storage.store import Database


@dataclass(frozen=True)
class ReviewView:
    """A review with its child, its form and what has been filled so far."""

    review: Review
    child: Child
    age: int
    form: Form
    entries: Mapping[str, Entry]
    progress: Mapping[str, str]  # part id -> 'empty', 'started', 'done' or 'optional'
    asked: frozenset[str]  # the questions that are asked, given what is filled
    lacking: tuple[Missing, ...]  # what is not complete, the box of the Head of S&QA included
    window: tuple[date, date]
    names: Mapping[str, str]
    writable: frozenset[str]
    offered: Mapping[str, tuple[str, ...]]  # the lists that are ticked or read beside section 4, as they are now

    @property
    def values(self) -> dict[str, Any]:
        """What stands in each field, by question id."""
        return {question: one["value"] for question, one in self.entries.items()}


@needs(Permission.SEE_REVIEWS)
def review_view(db: Database, actor: Actor, review_id: int) -> ReviewView:
    """Open a review; `NotFound` as in `review`. The age is worked out for the day of the review (BR-02)."""
    found = review(db, actor, review_id)
    child = children.by_ref(db, found["child"])
    if child is None:
        raise NotFound
    form = form_version(db, found["fingerprint"])
    filled = entries(db, review_id)
    said = said_in({key: one["value"] for key, one in filled.items()})
    known = _on_record(db, found, child, form, filled)
    lacking = tuple(missing(form, said, known))
    day = date.fromisoformat(found["review_date"])
    staff.prefetch(
        db, (one for one in (child["worker"], child["manager"], found["reviewer"], found["planned_by"]) if one)
    )
    return ReviewView(
        review=found,
        child=child,
        age=age_on(date.fromisoformat(child["born"]), day),
        form=form,
        entries=filled,
        progress={part.id: progress_of(part, said, known, lacking) for part in form.parts},
        asked=asked_now(form, said, known),
        lacking=lacking,
        window=(six_months_before(day), day),
        names={
            "worker": name_of(db, child["worker"]),
            "manager": name_of(db, child["manager"]),
            "reviewer": name_of(db, found["reviewer"]),
            "planner": name_of(db, found["planned_by"]),
        },
        writable=writable(form, found, actor),
        offered={name: tuple(offered(db, name)) for name in TITLES},
    )


def _on_record(db: Database, found: Review, child: Child, form: Form, filled: Mapping[str, Entry]) -> CompletenessFacts:
    logged = logged_for(db, found)
    tables = (question for question in form.questions if question.kind == "table")
    dated = {question.id: first_written(question, filled.get(question.id)) for question in tables}
    day = date.fromisoformat(found["review_date"])
    return CompletenessFacts(child, logged.heard, logged.attempts, dated, day, london_day(db.now))
