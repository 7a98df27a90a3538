"""A review as it was handed in, in words and section by section: what a member reads, and what a record quotes."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.schema import Form, Option, Part, Question
from reviews.panel.differences import number_in_template, parts_of_template
from reviews.permitted import HEAD_BOX
from reviews.versions import ReviewVersion


@dataclass(frozen=True)
class AnsweredQuestion:
    """One field that says something."""

    asks: str
    says: str  # empty for a table
    rows: list[list[tuple[str, str]]]  # of a table: each cell with its column
    brief: bool = False  # a choice or a day, which stands in one line with what it answers


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
        return AnsweredQuestion(question.text, "", [_row(question, row) for row in value])
    chosen = value if isinstance(value, list) else [value]
    says = ", ".join(_in_words(question.kind, question.options(), str(one)) for one in chosen)
    return AnsweredQuestion(question.text, says, [], brief=question.kind != "long_text")


def _row(question: Question, row: Mapping[str, str]) -> list[tuple[str, str]]:
    filled = (one for one in question.columns if row.get(one.id))
    return [(one.title, _in_words(one.kind, one.choices, row[one.id])) for one in filled]


def _in_words(kind: str, options: Iterable[Option], given: str) -> str:
    """A day as it is written, a choice by its words, anything else as it was typed."""
    if kind == "date":
        with contextlib.suppress(ValueError):
            return f"{date.fromisoformat(given):%-d %B %Y}"
    return next((one.text for one in options if one.code == given), given)
