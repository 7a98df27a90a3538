"""One review is erased by its rule: what anybody wrote in or about it goes, its grades, days and steps stay (BR-47)."""

from collections.abc import Callable
from typing import Any

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people.permissions import open_to
from reviews import citations, entries, final_grades, reviews, steps, versions
from reviews.moderation import records
from reviews.panel import agenda, blind_views
from reviews.reviews import Review
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.states import IN_SIGHT

_WRITTEN = frozenset({"short_text", "long_text"})
_ROWS = frozenset({"table", "findings", "checklist"})


def ended_at(db: Database, found: Review) -> str:
    """When it ended: the moment of its last step."""
    last = steps.last_step(db, number_of(found))
    return last["at"] if last else found["review_date"]


def ended_between(db: Database, first: str, last: str, limit: int) -> list[Review]:
    """Up to so many that ended between two moments, both included; the first that ended first."""
    found = sorted((ended_at(db, one), number_of(one), one) for one in reviews.ended(db))
    return [one for at, _, one in found if first <= at <= last][:limit]


def is_needed(db: Database, found: Review) -> bool:
    """Whether it has not ended, or one of its recommendations is open."""
    its_items = items.by_source(db, f"review {number_of(found)}")
    return not reviews.has_ended(found) or any(one["state"] in IN_SIGHT for one in its_items)


@open_to("work beside the pages")
def erase_review(db: Database, found: Review, on: str) -> None:
    """Erase what was written in a review and said about it; `on` is said in its place."""
    number, without = number_of(found), _without_words(form_version(db, found["fingerprint"]), on)
    entries.erase_words(db, number, without)
    citations.erase_those_of(db, number, on)
    versions.erase_everything(db, number, on, without)
    steps.erase_notes(db, number, on)
    records.erase_words(db, number, on)
    agenda.erase_words(db, number, on)
    blind_views.erase_words(db, number, on)
    final_grades.erase_words(db, number, on)
    reviews.change(db, number, erased=db.now.isoformat())
    for topic in ("reviews", f"review:{number}", f"child:{found['child']}"):
        db.announce(topic)


def _without_words(form: Form, on: str) -> Callable[[str, Any], Any]:
    """What stands in a field then: a choice and a day stay, of a text it is said that it is gone, rows are none."""
    kinds: dict[str, str] = {one.id: one.kind for one in form.questions}

    def without(question: str, value: Any) -> Any:
        kind = kinds.get(question, "long_text")  # of a question that the form has no longer: rather gone than left
        if kind in _ROWS or (isinstance(value, list) and question not in kinds):
            return []
        return on if value and kind in _WRITTEN else value

    return without
