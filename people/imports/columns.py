"""The columns of a sheet as a person looks at them: our field, the file's column, the first of its values."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from people.imports.field_titles import FIELD_TITLES, doubt
from people.imports.layouts import LaidOut, lacking
from people.imports.tables import TABLES

LOOKED_AT = 100  # rows in which values are looked for
BEGINNING = 150  # rows: with titles and headings above those
SAMPLES = 3


class ColumnShown(NamedTuple):
    """One field of ours: `at` is the number of the file's column, None where the file has none."""

    field: str
    title: str
    is_needed: bool
    at: int | None
    samples: Sequence[str]
    doubt: str  # why its values can hardly be that; empty for no doubt


class SheetShown(NamedTuple):
    """One sheet that is a table of ours."""

    columns: list[ColumnShown]
    headers: list[tuple[int, str]]  # each column of the file, by its number
    lacking: list[str]  # what is needed and missing, in words
    unused: list[str]  # headings of the file that nothing is read from

    @property
    def has_doubts(self) -> bool:
        """Whether somebody should look before it comes in."""
        return bool(self.lacking) or any(one.doubt for one in self.columns)


class ReadSheet(NamedTuple):
    """One sheet of a file: how it is read, how many rows stand below its headings, and its beginning."""

    one: LaidOut
    rows: int

    @classmethod
    def of(cls, one: LaidOut) -> "ReadSheet":
        """As much of it as `columns_shown` looks at, and `lay_out` for its headings."""
        rows = one.sheet["rows"]
        return cls(replace(one, sheet={**one.sheet, "rows": rows[:BEGINNING]}), max(len(rows) - one.layout["lines"], 0))


def columns_shown(one: LaidOut) -> SheetShown:
    """What each field of the sheet's table is read from; nothing for a sheet that is left out."""
    layout = one.layout
    table, there = TABLES.get(layout["table"]), {field: int(at) for at, field in layout["columns"].items()}
    fields = sorted(table.columns, key=lambda field: field not in table.needs) if table else []
    shown = [_column(one, field, field in table.needs, there.get(field)) for field in fields] if table else []
    headers = [(at, heading or f"Column {at + 1}") for at, heading in enumerate(layout["headers"])]
    unused = [heading for at, heading in enumerate(layout["headers"]) if heading and at not in there.values()]
    return SheetShown(shown, headers, [FIELD_TITLES[field] for field in lacking(layout)], unused)


def _column(one: LaidOut, field: str, is_needed: bool, at: int | None) -> ColumnShown:
    values = _values(one, at) if at is not None else []
    samples = list(dict.fromkeys(values))[:SAMPLES]
    return ColumnShown(field, FIELD_TITLES[field], is_needed, at, samples, doubt(one.layout["table"], field, values))


def _values(one: LaidOut, at: int) -> list[str]:
    below = one.layout["first"] + one.layout["lines"]
    rows = [row["cells"] for row in one.sheet["rows"][: LOOKED_AT + below] if row["at"] >= below]
    return [text for cells in rows if at < len(cells) and (text := cells[at].strip())]
