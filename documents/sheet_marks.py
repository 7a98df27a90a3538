"""What a workbook says of its cells and python-calamine does not tell: what is hidden, and what is no value at all."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_COLUMN = re.compile(r"<(?:\w+:)?col\b[^>]*>")
_ROW = re.compile(r"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_ERROR = re.compile(r"<(?:\w+:)?c\b([^>]*\bt=\"e\"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
# a formula that was never worked out, as programs write it that are not Excel
_NO_VALUE = re.compile(
    r"<(?:\w+:)?c\b([^>/]*)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
FORMULA = "a formula without a value"
MOST_COLUMNS = 16_384


@dataclass
class SheetMarks:
    """Numbers of rows and columns count from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unreadable: dict[tuple[int, int], str] = field(default_factory=dict)  # `#N/A`, or `FORMULA`


def marks_of(content: bytes) -> dict[str, SheetMarks]:
    """The marks of each sheet of an Excel workbook, by the name of the sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        there = set(package.namelist())
        return {name: _marks(package.read(part).decode()) for name, part in _parts(package) if part in there}


def counts_from_1904(content: bytes) -> bool:
    """Whether the workbook counts its days from 1904, as Excel on a Mac once did."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return re.search(r"\bdate1904=\"(?:1|true)\"", package.read("xl/workbook.xml").decode()) is not None


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = package.read("xl/_rels/workbook.xml.rels").decode()
    targets = {_said(one, "Id"): _said(one, "Target") for one in _RELATION.findall(relations)}
    for sheet in _SHEET.findall(package.read("xl/workbook.xml").decode()):
        target = targets.get(_said(sheet, r"\w+:id"), "")
        yield _said(sheet, "name"), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _marks(text: str) -> SheetMarks:
    marks = SheetMarks()
    marks.hidden_rows = {int(_said(one, "r")) - 1 for one in _ROW.findall(text) if _said(one, "r")}
    for column in _COLUMN.findall(text):
        if _said(column, "hidden") in ("1", "true"):
            last = min(int(_said(column, "max")), MOST_COLUMNS)
            marks.hidden_columns |= set(range(int(_said(column, "min")) - 1, last))
    for cell, shown in _ERROR.findall(text):
        marks.unreadable[_place(cell)] = unescape(shown)
    for cell in _NO_VALUE.findall(text):
        marks.unreadable.setdefault(_place(cell), FORMULA)
    return marks


def _said(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=\"([^\"]*)\"", tag)
    return unescape(found[1]) if found else ""


def _place(cell: str) -> tuple[int, int]:
    """Row and column of a cell, `B12` being (11, 1)."""
    found = _CELL.fullmatch(_said(f" {cell}", "r"))
    if found is None:
        return (-1, -1)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
