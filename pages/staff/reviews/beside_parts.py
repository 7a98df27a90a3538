"""What can be opened beside the parts of a review: handing in, what changed, the final grade, the time line."""

from collections.abc import Mapping
from typing import Any

from pages.staff.reviews.marking import Piece, marked
from pages.staff.reviews.naming import recommendation_names
from pages.staff.reviews.open_review import CHANGES, FINAL, HAND_IN, STORY, OpenReview
from pages.staff.shell.templates import render
from reviews.coming import coming_steps
from reviews.field_words import says
from reviews.final_grades import SOURCES
from reviews.final_view import final_view
from reviews.grades import grade_words
from reviews.handing_in import still_missing
from reviews.states import BEING_WRITTEN, STEPS
from reviews.steps import timeline
from reviews.versions import FieldChange


def beside_the_parts(opened: OpenReview) -> str:
    """The one that is open."""
    given = {HAND_IN: _hand_in, CHANGES: _changes, FINAL: _final, STORY: _story}[opened.beside](opened)
    name = opened.beside.replace("-", "_")
    return render(f"reviews/review_{name}.html", opened.screen.now, review=opened.review_id, **given)


def _hand_in(opened: OpenReview) -> Mapping[str, Any]:
    """What is still missing, by part, or the button."""
    shown = opened.view()
    lacking = opened.screen.read(still_missing, opened.review_id)
    parts = [(part, [one for one in lacking if one.part == part.id]) for part in shown.form.parts]
    by_part = [(part, missing) for part, missing in parts if missing]
    being_written = shown.review["state"] in BEING_WRITTEN
    return {"sheet": shown, "lacking": by_part, "number": len(lacking), "being_written": being_written}


def _changes(opened: OpenReview) -> Mapping[str, Any]:
    """What changed since; a recommendation that a field chooses is named as it stood at the time."""
    stage, shown = opened.stage(), opened.view()
    before, now = stage.since["values"] if stage.since else {}, shown.values

    def sides(change: FieldChange) -> list[tuple[str, Any, list[Piece]]]:
        """Both sides: the title, what stands there, and the same in pieces with what differs marked."""
        pieces = marked(*(says(shown.form, values, change.question) for values in (before, now)))
        return [("Before", change.before, pieces[0]), ("Now", change.now, pieces[1])]

    return {"stage": stage, "named": recommendation_names(shown.form, before, now), "sides": sides}


def _final(opened: OpenReview) -> Mapping[str, Any]:
    found = opened.screen.read(final_view, opened.review_id)
    form = opened.view().form
    return {"shown": found, "grade": lambda code: grade_words(form, code), "sources": SOURCES}


def _story(opened: OpenReview) -> Mapping[str, Any]:
    """The steps, each with what the Head said at it where that is this person's to see."""
    stage, form = opened.stage(), opened.view().form
    return {
        "sheet": opened.view(),
        "taken": opened.screen.read(timeline, opened.review_id),
        "coming": opened.screen.read(coming_steps, opened.review_id),
        "steps": STEPS,
        "stage": stage,
        "looks": {look["at"]: look for look in stage.looks},  # a look is kept at the moment of its step
        "parts": form.parts,
        "grade": lambda code: grade_words(form, code),
    }
