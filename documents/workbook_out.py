"""Writes workbooks whose cells are inert: what somebody typed is text, whatever it begins with."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # what a workbook is to a browser
Cell = str | int | date | None
LONGEST = 32_000  # characters; a cell of Excel holds 32,767
MOST_CHOICES = 255  # characters of a list of choices
CUT = " … (cut here: a cell holds no more)"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_A4 = 9
_ROOM_BELOW = 500  # rows below the last one in which choices are offered too


@dataclass(frozen=True)
class OutColumn:
    """A column; `width` in characters, `choices` are offered where a cell of it is changed."""

    title: str
    width: int
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class OutSheet:
    """A sheet with its rows."""

    name: str
    columns: Sequence[OutColumn]
    rows: Sequence[Sequence[Cell]]


def write_workbook(sheets: Sequence[OutSheet], marking: str, title: str) -> bytes:
    """The workbook as bytes. The marking stands at the head of each page that is printed. Takes a second or more."""
    made = io.BytesIO()
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(made, {"in_memory": True, **inert}) as book:
        book.set_properties({"title": title, "category": marking})
        looks = {
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#EAF4F6"}
            ),
        }
        for one in sheets:
            _fill(book.add_worksheet(one.name), one, looks)
            _set_up(book.get_worksheet_by_name(one.name), one, marking, title)
    return made.getvalue()


def _fill(sheet: Worksheet, given: OutSheet, looks: Mapping[str, Format]) -> None:
    for at, column in enumerate(given.columns):
        sheet.set_column(at, at, column.width, looks["text"])
        sheet.write_string(0, at, column.title, looks["head"])
    for down, row in enumerate(given.rows, start=1):
        for at, cell in enumerate(row):
            _write(sheet, down, at, cell, looks)


def _write(sheet: Worksheet, down: int, at: int, cell: Cell, looks: Mapping[str, Format]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(down, at, cell, looks["day"])
    elif isinstance(cell, int):
        sheet.write_number(down, at, cell, looks["text"])
    else:
        kept = cell if len(cell) <= LONGEST else cell[: LONGEST - len(CUT)] + CUT
        sheet.write_string(down, at, kept, looks["quoted" if kept.startswith(_BEGINS_A_FORMULA) else "text"])


def _set_up(sheet: Worksheet, given: OutSheet, marking: str, title: str) -> None:
    last_row, last_column = len(given.rows), len(given.columns) - 1
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last_row, 1), last_column)
    for at, column in enumerate(given.columns):
        if column.choices:
            allowed = {"validate": "list", "source": list(column.choices), "ignore_blank": True}
            sheet.data_validation(1, at, last_row + _ROOM_BELOW, at, allowed)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C&B{_plain(marking)}")
    sheet.set_footer(f"&L{_plain(title)}&C{_plain(marking)}&R&P / &N")


def _plain(text: str) -> str:
    """Words as they stand in a header, where an ampersand begins an order."""
    return text.replace("&", "&&")
