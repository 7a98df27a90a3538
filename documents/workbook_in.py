"""Reads a workbook or a CSV file as rows of text, with what is hidden, merged or no value said beside them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from documents.days_as_written import is_month_first
from documents.sheet_marks import SheetMarks, counts_from_1904, marks_of
from documents.workbook_package import LOCKED, NOT_A_WORKBOOK, USUAL, UTF_16, XLSX, Bounds, NotReadable, kind_of

MOST_COLUMNS, MOST_SHEETS = 256, 20
TOP = 40  # rows among which the headings stand
TOO_WIDE = f"It has more than {MOST_COLUMNS} columns. Copy those that count into a new workbook."
TOO_MANY_SHEETS = f"It has more than {MOST_SHEETS} sheets. Copy those that count into a new workbook."
UNCLOSED = "A quotation mark opens in row {} and never closes, so no row below it could be read."
_END = "\0"  # a row that no file has; it stands alone unless a quotation mark is open
_LOOKED_AT = 100_000  # characters in which the first lines stand
_SIGNS = "\u00a0\u2007\u202f"  # spaces that do not break; people paste them and nobody sees them


class SheetRow(TypedDict):
    """A row that is not empty; `at` is its number as Excel shows it."""

    at: int
    cells: list[str]  # days as ISO text, whole numbers without a point
    unreadable: NotRequired[dict[str, str]]  # by the number of the column: `#N/A`
    hidden: NotRequired[bool]


class Sheet(TypedDict):
    """A sheet; numbers of columns count from 0."""

    name: str
    hidden: bool
    columns: int
    rows: list[SheetRow]
    spans: list[tuple[int, int, int]]  # merged side by side near the top: row as Excel shows it, first and last column
    hidden_columns: list[int]
    month_first: list[int]  # columns in which a day is written the American way
    from_1904: bool  # what a bare number counts days from


def read_workbook(name: str, content: bytes, bounds: Bounds = USUAL) -> list[Sheet]:
    """The sheets that hold anything. `NotReadable` says why it cannot be read. Not where anybody waits: seconds."""
    if kind_of(name, content, bounds) == XLSX:
        return _excel(content, bounds)
    rows = [[_text(cell) for cell in row] for row in _csv(content, bounds)]
    return [_sheet("CSV", False, rows, [], SheetMarks())]


def _excel(content: bytes, bounds: Bounds) -> list[Sheet]:
    try:
        marks, from_1904 = marks_of(content), counts_from_1904(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            known = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            if len(known) > MOST_SHEETS:
                raise NotReadable(TOO_MANY_SHEETS)
            found = [(one, book.get_sheet_by_name(one.name)) for one in known]
            sheets = [
                _sheet(
                    one.name,
                    one.visible != SheetVisibleEnum.Visible,
                    _cells(sheet, bounds),
                    sheet.merged_cell_ranges or [],
                    marks.get(one.name, SheetMarks()),
                )
                for one, sheet in found
            ]
    except NotReadable:
        raise
    except PasswordError:
        raise NotReadable(LOCKED) from None
    except Exception as error:  # whatever a file of somebody else breaks, the person is told and nothing else happens
        raise NotReadable(NOT_A_WORKBOOK) from error
    return [{**one, "from_1904": from_1904} for one in sheets if one["rows"]]


def _cells(sheet: CalamineSheet, bounds: Bounds) -> list[list[str]]:
    if sheet.end is None:
        return []
    if sheet.end[0] >= bounds.rows:
        raise NotReadable(bounds.too_long)
    rows = sheet.to_python(skip_empty_area=False)
    return [_bounded([_text(cell) for cell in row]) for row in rows]


def _csv(content: bytes, bounds: Bounds) -> list[list[str]]:
    text = _decoded(content)
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    try:
        *rows, last = [_bounded(row) for row in csv.reader(lines, delimiter=_sign(text))]
    except csv.Error:
        raise NotReadable(NOT_A_WORKBOOK) from None
    if last != [_END]:
        raise NotReadable(UNCLOSED.format(len(rows) + 1))
    if len(rows) > bounds.rows:
        raise NotReadable(bounds.too_long)
    return rows


def _sign(text: str) -> str:
    """What divides the cells: as many of it stand in most of the first lines, whatever the titles above hold."""
    lines = text[:_LOOKED_AT].splitlines()[:TOP]

    def evenness(sign: str) -> int:
        counts = Counter(line.count(sign) for line in lines)
        return max(signs * lines_of_it for signs, lines_of_it in counts.items()) if counts else 0

    return max(",;\t", key=evenness)


def _bounded(row: list[str]) -> list[str]:
    if any(row[MOST_COLUMNS:]):
        raise NotReadable(TOO_WIDE)
    return row[:MOST_COLUMNS]


def _decoded(content: bytes) -> str:
    """UTF-16 says so itself; what is no UTF-8 comes from an older Windows."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _sheet(name: str, hidden: bool, cells: list[list[str]], merged: Sequence[Any], marks: SheetMarks) -> Sheet:
    _fill_down(cells, merged)
    return {
        "name": name,
        "hidden": hidden,
        "columns": max((len(_trimmed(row)) for row in cells), default=0),
        "rows": list(_rows(cells, marks)),
        "spans": [(top + 1, left, right) for (top, left), (_, right) in merged if top < TOP and right > left],
        "hidden_columns": sorted(one for one in marks.hidden_columns if one < MOST_COLUMNS),
        "month_first": sorted({at for row in cells for at, cell in enumerate(row) if is_month_first(cell)}),
        "from_1904": False,
    }


def _fill_down(cells: list[list[str]], merged: Sequence[Any]) -> None:
    """What is merged over several rows is meant for each of them, but not for a row that has nothing of its own."""
    has_own = [any(row) for row in cells]
    for (top, left), (bottom, _) in merged:
        for at in range(top + 1, min(bottom + 1, len(cells))):
            if has_own[at] and left < len(cells[at]):
                cells[at][left] = cells[top][left]


def _rows(cells: Iterable[list[str]], marks: SheetMarks) -> Iterator[SheetRow]:
    unreadable: dict[int, dict[str, str]] = {}
    for (at, column), shown in marks.unreadable.items():
        unreadable.setdefault(at, {})[str(column)] = shown
    for at, row in enumerate(cells):
        kept = _trimmed(row)
        if not kept and at not in unreadable:
            continue
        found: SheetRow = {"at": at + 1, "cells": kept}
        if at in unreadable:
            found["unreadable"] = unreadable[at]
        if at in marks.hidden_rows:
            found["hidden"] = True
        yield found


def _trimmed(row: list[str]) -> list[str]:
    last = max((at for at, cell in enumerate(row) if cell), default=-1)
    return row[: last + 1]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return text.replace("\r\n", "\n").replace("_x000D_", "").replace("\0", "").strip()
