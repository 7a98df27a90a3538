"""The grades of a review: which parts have one, and what they are (BR-05, BR-06)."""

from collections.abc import Mapping
from typing import Any

from forms.schema import Form, Option, Part, Question
from people.errors import Unacceptable


def graded_parts(form: Form) -> list[Part]:
    """The parts that are graded, in their order; the last is the overall grade."""
    return [part for part in form.parts if part.graded]


def overall_part(form: Form) -> Part:
    """The part whose grade is the overall one."""
    return graded_parts(form)[-1]


def grade_question(part: Part) -> Question:
    """The question of a graded part that asks for its grade."""
    return next(question for question in part.questions if question.scale == "grade")


def grades_in(form: Form, values: Mapping[str, Any]) -> dict[str, str]:
    """The grade of each part that has one, by the part's id."""
    found = {part.id: str(values.get(grade_question(part).id, "")) for part in graded_parts(form)}
    return {part: grade for part, grade in found.items() if grade}


def grade_options(form: Form) -> tuple[Option, ...]:
    """The four grades of Ofsted, the best first or last as the form has them."""
    return grade_question(overall_part(form)).choices


def grade_words(form: Form, code: str) -> str:
    """A grade as people say it; empty for none."""
    return next((one.text for one in grade_options(form) if one.code == code), "")


def checked_grade(form: Form, code: str, missing: str) -> str:
    """A grade that exists; `Unacceptable` with the given sentence where none was chosen."""
    if code not in {one.code for one in grade_options(form)}:
        raise Unacceptable(missing)
    return code
