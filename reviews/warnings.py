"""The soft warnings of a review: what is allowed, and needs a reason or an answer beside it (BR-07, 11, 20)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from forms.answers import score
from forms.schema import Form, Part

INADEQUATE, GOOD, OUTSTANDING = 1, 3, 4  # the values of the grade scale
FAR = 2  # steps
TRAINING = "training"

Said = Mapping[str, Any]


def asked(form: Form, said: Said, *, was_heard: bool, unrecorded: Collection[str] = ()) -> frozenset[str]:
    """The questions that are asked, given what is filled: their condition holds, or their warning does.

    `unrecorded` are the identity fields that the review has to raise as a recommendation (BR-20).
    """
    warned = {"", *warnings(form, said, was_heard=was_heard), *(f"{name}_unrecorded" for name in unrecorded)}
    return frozenset(
        question.id
        for question in form.questions
        if question.warning in warned and (question.when is None or question.when.holds(said))
    )


def warnings(form: Form, said: Said, *, was_heard: bool) -> Iterator[str]:
    """The codes of the warnings that hold; `was_heard`: the child or family was."""
    *sections, overall = [_grade(part, said) for part in form.parts if part.graded] or [None]
    grades = [grade for grade in sections if grade is not None]
    if overall is not None:
        if INADEQUATE in grades and overall >= GOOD:
            yield "inadequate_section"
        if grades and abs(overall - median(grades)) >= FAR:
            yield "far_from_sections"
        if overall == OUTSTANDING and not was_heard:
            yield "family_unheard"
    kinds = [row.get("type") for row in rows(form, said)]
    if kinds and all(kind == TRAINING for kind in kinds):
        yield "training_only"


def rows(form: Form, said: Said) -> Sequence[Mapping[str, str]]:
    """The rows of every table: the recommendations."""
    tables = [said.get(question.id, []) for question in form.questions if question.kind == "table"]
    return [row for table in tables for row in table]


def _grade(part: Part, said: Said) -> int | None:
    grade = next((question for question in part.questions if question.scale == "grade"), None)
    return score(grade, said.get(grade.id)) if grade else None
