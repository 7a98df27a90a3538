"""What stands in a review's fields, as texts: days with their month, choices as they read, rows as lines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.schema import Column, Form, Question
from people.working_days import london_day
from reviews.completeness import said_in
from reviews.recommendations import by_row_id

NOT_RECORDED = "Not recorded"
_YES_NO = {"yes": "Yes", "no": "No"}


def day(when: str | date | None) -> str:
    """An ISO day, or the London day of a moment, with its year: “3 May 2026”."""
    if not when:
        return NOT_RECORDED
    if isinstance(when, str):
        when = london_day(when) if "T" in when else date.fromisoformat(when)
    return f"{when:%-d %B %Y}"


def says(form: Form, values: Mapping[str, Any], question: Question) -> str:
    """What stands in a field, as a text; empty where nothing does."""
    value = values.get(question.id)
    if not value:
        return ""
    if question.columns:
        return "\n".join(_row(form, values, question, row) for row in value)
    if question.kind == "date":
        return day(value)
    if question.kind == "recommendation":
        return _recommendation(form, values, value)
    codes = value if isinstance(value, list) else [value]
    return ", ".join(_chosen(question, str(code)) for code in codes)


def is_asked(values: Mapping[str, Any], question: Question) -> bool:
    """Whether a question is asked, given the answers: what was written before another choice was made is not read."""
    return question.when is None or question.when.holds(said_in(values))


def _chosen(question: Question, code: str) -> str:
    option = question.by_code.get(code)
    return option.text if option else _YES_NO.get(code, code)


def _row(form: Form, values: Mapping[str, Any], question: Question, row: Mapping[str, str]) -> str:
    """One row as a line: “Issue: nobody asked her (answered by: Ask her school)”, “Race (visible, voiced): …”."""
    filled = [(column, row.get(column.id, "")) for column in question.columns if row.get(column.id)]
    chosen = [cell(column, said) for column, said in filled if column.choices]
    written = [cell(column, said) for column, said in filled if not column.choices and column.kind != "recommendation"]
    answered = [_recommendation(form, values, said) for column, said in filled if column.kind == "recommendation"]
    if question.kind == "checklist":
        beside = f" ({', '.join(chosen).lower()})" if chosen else ""
        return ": ".join([f"{written[0]}{beside}", *written[1:]]) if written else ""
    return ": ".join([*chosen, *written]) + "".join(f" (answered by: {one})" for one in answered if one)


def cell(column: Column, said: str) -> str:
    """One cell of a row, as a text."""
    if column.kind == "date":
        return day(said)
    return next((one.text for one in column.choices if one.code == said), said)


def _recommendation(form: Form, values: Mapping[str, Any], row_id: str) -> str:
    """The action of a recommendation, by which it is known however rows are moved; empty for one that is not there."""
    found = by_row_id(form, values).get(row_id)
    return found.row.get("action", "") if found else ""
