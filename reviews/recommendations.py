"""The recommendations of a review: the rows of its two tables, for the child and for the service (BR-10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.answers import ID
from forms.schema import Form, Part

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Recommendation:
    """One row, with where it stands: its table's part, and its number there from 1."""

    part: Part
    number: int
    row: Mapping[str, str]

    @property
    def name(self) -> str:
        """As a reader finds it: “8.2 Ask her school”."""
        return f"{self.part.number}.{self.number} {self.row.get('action', '')}".strip()


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


def by_row_id(form: Form, values: Mapping[str, Any]) -> dict[str, Recommendation]:
    """Each recommendation by the id of its row, in their order; a row kept before rows had ids is not among them."""
    return {one.row[ID]: one for one in _all(form, values) if ID in one.row}


def row_ids(form: Form, values: Mapping[str, Any]) -> frozenset[str]:
    """The ids of the recommendations that stand there."""
    return frozenset(by_row_id(form, values))


def _all(form: Form, values: Mapping[str, Any]) -> Iterator[Recommendation]:
    rows = recommendations_in(form, values)
    for part in table_parts(form):
        yield from (Recommendation(part, number, row) for number, row in enumerate(rows[part.id], start=1))
