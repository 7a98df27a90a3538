"""What one filled field of a review still lacks: rows that are not whole, issues without a recommendation, old days."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from feedback.voices.attempts import Attempt
from forms.schema import Form, Part, Question
from people.children import Child
from people.working_days import months_later
from reviews.findings import open_issues
from reviews.permitted import HEAD_BOX
from reviews.recommendations import row_ids

CHRONOLOGY, CHRONOLOGY_MONTHS = "standard_7_dated", 3

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Missing:
    """One thing that is lacking, the part of the form where it belongs, and the field in which it is mended."""

    part: str
    what: str
    question: str
    cell: str = ""  # the row and column of a table, as in “2-impact”


@dataclass(frozen=True)
class CompletenessFacts:
    """What counts besides the form: the child, whom we heard, the attempts, and when dates were first written."""

    child: Child | None  # None where only what was heard is looked at
    heard: Collection[str] = ()  # the blocks of section 6 of which a voice or a talk is on record
    attempts: Sequence[Attempt] = ()
    dated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by question
    review_day: date = date.max
    today: date = date.max


def lacks(form: Form, part: Part, question: Question, said: Said, known: CompletenessFacts) -> Iterator[Missing]:
    """What a field lacks that says something."""
    if question.kind == "table":
        yield from _recommendations(part, question, said[question.id], known)
    elif question.kind == "findings":
        yield from _findings(form, part, question, said)
    elif question.kind == "recommendation" and said[question.id] not in row_ids(form, said):
        yield Missing(part.id, f"{question.text} The one that was chosen is not written.", question.id)
    elif question.kind == "date" and part.id != HEAD_BOX and said[question.id] > known.today.isoformat():
        yield Missing(part.id, f"{question.text} This day has not come yet", question.id)
    elif question.id == CHRONOLOGY and said[question.id] < _earliest_chronology(known.review_day):
        what = f"The chronology is older than {CHRONOLOGY_MONTHS} months: the standard is not met by it"
        yield Missing(part.id, what, question.id)


def _earliest_chronology(review_day: date) -> str:
    return months_later(review_day, -CHRONOLOGY_MONTHS).isoformat()


def _recommendations(
    part: Part, question: Question, table: Sequence[Mapping[str, str]], known: CompletenessFacts
) -> Iterator[Missing]:
    """Each recommendation is whole, and its day was not past when it was written (BR-10)."""
    dated = known.dated.get(question.id, {})
    for number, row in enumerate(table, start=1):
        for column in question.columns:
            cell, given = f"{number}-{column.id}", row.get(column.id, "")
            if not given:
                yield Missing(part.id, f"Recommendation {number}: {column.title}", question.id, cell)
            elif column.kind == "date" and given < dated.get(given, given):
                said = f"Recommendation {number}: {column.title} was past already when it was written"
                yield Missing(part.id, said, question.id, cell)


def _findings(form: Form, part: Part, question: Question, said: Said) -> Iterator[Missing]:
    """Each finding has its words and its mark, and each issue its recommendation (BR-09)."""
    unanswered = {one.number for one in open_issues(form, said) if one.question.id == question.id}
    for number, row in enumerate(said[question.id], start=1):
        for column in question.columns:
            if column.kind != "recommendation" and not row[column.id]:
                yield Missing(part.id, f"Finding {number}: {column.title}", question.id, f"{number}-{column.id}")
        if number in unanswered:
            is_named = bool(row["recommendation"])
            what = "the recommendation for it is not written yet" if is_named else "which recommendation answers it?"
            yield Missing(part.id, f"Issue {number}: {what}", question.id, f"{number}-recommendation")
