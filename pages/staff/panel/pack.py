"""A review as it was handed in, in words and section by section: what a member reads, and what a record quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.schema import Form, Part, Question
from reviews.panel.differences import number_in_template, parts_of_template
from reviews.permitted import HEAD_BOX
from reviews.versions import ReviewVersion


@dataclass(frozen=True)
class AnsweredQuestion:
    """One field that says something."""

    asks: str
    says: str  # empty for a table
    rows: list[list[tuple[str, str]]]  # of a table: each cell with its column


@dataclass(frozen=True)
class PackSection:
    """One part of the review."""

    part: Part
    in_template: int  # its number in the moderation template; 0 where that does not ask about it
    answers: list[AnsweredQuestion]
    cited: list[dict[str, Any]]

    @property
    def asked(self) -> bool:
        """Whether the moderation template asks about it."""
        return self.in_template > 0


def pack_of(form: Form, version: ReviewVersion) -> list[PackSection]:
    """Every part but the first, which stands in the title, and the Head's box, which is filled afterwards."""
    asked = {part.id for part in parts_of_template(form)}
    return [
        PackSection(
            part=part,
            in_template=number_in_template(part) if part.id in asked else 0,
            answers=_answers(part, version["values"]),
            cited=[one for one in version["cited"] if one["section"] == (part.number or part.id)],
        )
        for part in form.parts[1:]
        if part.id != HEAD_BOX
    ]


def _answers(part: Part, values: Mapping[str, Any]) -> list[AnsweredQuestion]:
    """What was answered; the grade is shown beside the section."""
    return [
        _answered(one, values[one.id])
        for one in part.questions
        if one.scale != "grade" and values.get(one.id) and (one.when is None or one.when.holds(values))
    ]


def _answered(question: Question, value: Any) -> AnsweredQuestion:
    if question.kind == "table":
        rows = [[(one.title, _cell(one.choices, row.get(one.id, ""))) for one in question.columns] for row in value]
        return AnsweredQuestion(question.text, "", [[cell for cell in row if cell[1]] for row in rows])
    chosen = value if isinstance(value, list) else [value]
    return AnsweredQuestion(question.text, ", ".join(_cell(question.options(), str(one)) for one in chosen), [])


def _cell(options: Any, code: str) -> str:
    return next((one.text for one in options if one.code == code), code)
