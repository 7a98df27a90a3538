"""How a sheet of a file is read: which table it is, where its headings stand, what each column holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypedDict

from documents.headings import headings, headings_at
from documents.workbook_in import Sheet, SheetRow
from people.imports.cells import Cells
from people.imports.incoming import Place
from people.imports.mappings import Memory, names_of
from people.imports.tables import TABLES, guess, is_known, recognised, spelled

NOTHING: Final = Memory()


GUESSED, REMEMBERED, CHOSEN = "guessed", "remembered", "chosen"


class Layout(TypedDict):
    """How one sheet is read; `table` is empty for one that is left out."""

    table: str
    first: int  # the row in which the headings begin, as Excel numbers it
    lines: int  # how many rows they take
    headers: list[str]
    columns: dict[str, str]  # by the number of the column, a field of the table
    how: str  # `GUESSED`, `REMEMBERED` or `CHOSEN`


@dataclass(frozen=True)
class LaidOut:
    """One sheet of one file with the way it is read."""

    file: str
    sheet: Sheet
    layout: Layout


def lay_out(sheet: Sheet, memory: Memory = NOTHING) -> Layout:
    """As a person chose it for these headings, else as it can be guessed from them."""
    known = partial(_is_known, memory)
    first, lines = headings_at(sheet["rows"], sheet["spans"], known)
    headers = headings(sheet["rows"], sheet["spans"], first, lines, known)
    place: Layout = {"table": "", "first": first, "lines": lines, "headers": headers, "columns": {}, "how": GUESSED}
    kept = memory.of(headers)
    if kept and (not kept["table"] or kept["table"] in TABLES):
        there = {name: str(at) for at, name in enumerate(names_of(headers))}
        fields = TABLES[kept["table"]].columns if kept["table"] else {}
        columns = {there[name]: field for name, field in kept["columns"].items() if field in fields}
        return {**place, "table": kept["table"], "columns": columns, "how": REMEMBERED}
    table = recognised(headers)
    return as_table(place, table.code) if table else place


def as_table(layout: Layout, code: str) -> Layout:
    """The same sheet as this table, its columns guessed; an empty `code` leaves it out."""
    columns = {str(at): field for at, field in guess(TABLES[code], layout["headers"]).items()} if code else {}
    return {**layout, "table": code, "columns": columns}


def with_column(layout: Layout, field: str, at: int | None) -> Layout:
    """The field is read from this column, and the column holds no other; None where it is not in the file."""
    columns = {place: name for place, name in layout["columns"].items() if name != field and place != str(at)}
    return {**layout, "columns": columns if at is None else {**columns, str(at): field}}


def lacking(layout: Layout) -> list[str]:
    """The fields of its table that no column holds, and without which no row comes in."""
    table = TABLES.get(layout["table"])
    return [one for one in table.columns if one in table.needs - {*layout["columns"].values()}] if table else []


def _is_known(memory: Memory, heading: str) -> bool:
    return is_known(heading) or memory.knows(heading)


def rows_of(one: LaidOut) -> Iterator[tuple[Place, Cells]]:
    """The rows below the headings; hidden ones too, since a filter of a day says nothing about who is here."""
    layout, sheet = one.layout, one.sheet
    columns = {int(at): field for at, field in layout["columns"].items() if field}
    american = frozenset(field for at, field in columns.items() if at in sheet["month_first"])
    again = _again(layout["headers"], columns)
    for row in sheet["rows"]:
        if row["at"] >= layout["first"] + layout["lines"] and any(row["cells"]):
            said = _said(row, columns)
            if not _is_headings(said, layout["headers"], columns):
                cells = Cells(said, american, sheet["from_1904"], _said_otherwise(row["cells"], again))
                yield Place(one.file, sheet["name"], row["at"]), cells


def _again(headers: Sequence[str], columns: Mapping[int, str]) -> dict[int, list[int]]:
    """Each column that is read, where others are called the same, with these."""
    names = [spelled(one) for one in headers]
    alike = {at: [other for other, name in enumerate(names) if other != at and name == names[at]] for at in columns}
    return {at: others for at, others in alike.items() if others}


def _said_otherwise(cells: Sequence[str], again: Mapping[int, Sequence[int]]) -> tuple[str, str] | None:
    """Two words that stand in a row under one heading."""
    filled = dict(enumerate(cells))
    for at, others in again.items():
        for other in others:
            if filled.get(other, "") not in ("", filled.get(at, "")):
                return filled.get(at, ""), filled[other]
    return None


def _said(row: SheetRow, columns: Mapping[int, str]) -> dict[str, str]:
    cells = row["cells"]
    said = {field: cells[at] for at, field in columns.items() if at < len(cells)}
    return said | {columns[int(at)]: shown for at, shown in row.get("unreadable", {}).items() if int(at) in columns}


def _is_headings(said: Mapping[str, str], headers: Sequence[str], columns: Mapping[int, str]) -> bool:
    """Whether the row says its headings again, as a second export below the first does."""
    return all(said.get(field, "") == headers[at] for at, field in columns.items())
