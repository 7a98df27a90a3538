"""A review as it was handed in, in words and section by section: what a member reads, and what a record quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.schema import Form, Part, Question
from reviews.field_words import cell, is_asked, says
from reviews.panel.differences import number_in_template, parts_of_template
from reviews.permitted import HEAD_BOX
from reviews.versions import ReviewVersion

LONG = frozenset({"long_text", "table", "findings"})


@dataclass(frozen=True)
class AnsweredQuestion:
    """One field that says something."""

    asks: str
    says: str
    rows: list[list[tuple[str, str]]]  # of a table of recommendations: each cell with its column
    brief: bool  # a choice or a day, which stands in one line with what it answers


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
            answers=_answers(form, part, version["values"]),
            cited=[one for one in version["cited"] if one["section"] == (part.number or part.id)],
        )
        for part in form.parts[1:]
        if part.id != HEAD_BOX
    ]


def _answers(form: Form, part: Part, values: Mapping[str, Any]) -> list[AnsweredQuestion]:
    """What was answered of what is asked; the grade is shown beside the section."""
    asked = (one for one in part.questions if is_asked(values, one))
    return [
        AnsweredQuestion(
            asks=one.text,
            says=said,
            rows=[_row(one, row) for row in values[one.id]] if one.kind == "table" else [],
            brief=one.kind not in LONG,
        )
        for one in asked
        if one.scale != "grade" and (said := says(form, values, one))
    ]


def _row(question: Question, row: Mapping[str, str]) -> list[tuple[str, str]]:
    filled = (one for one in question.columns if row.get(one.id))
    return [(one.title, cell(one, row[one.id])) for one in filled]
