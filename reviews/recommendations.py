"""The recommendations of a review: the rows of its two tables, for the child and for the service (BR-10)."""

from collections.abc import Mapping
from typing import Any

from forms.schema import Form, Part

Rows = list[dict[str, str]]


def table_parts(form: Form) -> list[Part]:
    """The parts that hold a table: child specific first, then service specific."""
    return [part for part in form.parts if any(question.kind == "table" for question in part.questions)]


def recommendations_in(form: Form, values: Mapping[str, Any]) -> dict[str, Rows]:
    """The rows of each table, by the part's id."""
    return {
        part.id: [
            dict(row)
            for question in part.questions
            if question.kind == "table"
            for row in values.get(question.id) or []
        ]
        for part in table_parts(form)
    }
