"""When the dates of a table were first written: a recommendation must not begin with a day that is past (BR-10)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from forms.schema import Question
from people.working_days import london_day
from reviews.entries import Entry


def first_written(question: Question, present: Entry | None) -> dict[str, str]:
    """The day, in London, on which each date of this field was first written; both as ISO dates."""
    if present is None:
        return {}
    if "dated" in present:
        return dict(present["dated"])
    day = london_day(present["at"]).isoformat()
    return dict.fromkeys(_dates(question, present["value"]), day)


def with_new_dates(question: Question, present: Entry | None, value: Any, today: date) -> dict[str, str]:
    """The same, with the dates that stand there from today on."""
    return {**dict.fromkeys(_dates(question, value), today.isoformat()), **first_written(question, present)}


def _dates(question: Question, value: Any) -> Iterator[str]:
    columns = [column.id for column in question.columns if column.kind == "date"]
    rows = value if columns and isinstance(value, list) else []
    return (row[column] for row in rows for column in columns if row.get(column))
