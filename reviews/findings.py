"""Findings marked as what works well or as an issue, and the recommendation that answers each issue (BR-09)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.schema import Form, Part, Question
from reviews.recommendations import row_ids

ISSUE, WORKS_WELL = "issue", "works_well"


@dataclass(frozen=True)
class Finding:
    """One finding of a graded part; `number` is its row, from 1, and `recommendation` the id of one, or empty."""

    part: Part
    question: Question
    number: int
    words: str
    mark: str
    recommendation: str


def findings_in(form: Form, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Every finding of a review's values, in the order of the form; of what stands now, or of a version handed in."""
    for part in form.parts:
        for question in part.questions:
            if question.kind == "findings":
                for number, row in enumerate(values.get(question.id) or [], start=1):
                    yield Finding(part, question, number, row["finding"], row["mark"], row["recommendation"])


def open_issues(form: Form, values: Mapping[str, Any]) -> list[Finding]:
    """The issues that no recommendation answers: none is named, or the one that is named does not stand there."""
    there = row_ids(form, values)
    return [one for one in findings_in(form, values) if one.mark == ISSUE and one.recommendation not in there]


def issues_answered(form: Form, values: Mapping[str, Any]) -> dict[str, list[Finding]]:
    """The issues by the id of the recommendation that answers them."""
    answered: dict[str, list[Finding]] = {}
    for one in findings_in(form, values):
        if one.mark == ISSUE and one.recommendation:
            answered.setdefault(one.recommendation, []).append(one)
    return answered
