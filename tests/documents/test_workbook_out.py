"""A workbook that leaves: cells are inert, days are days, and each printed page carries the marking."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.workbook_out import LONGEST, OutColumn, OutSheet, write_workbook

COLUMNS = [OutColumn("No.", 6), OutColumn("What", 40), OutColumn("When", 12), OutColumn("State", 12, ("To do", "Done"))]


def written(*rows: list[object], marking: str = "OFFICIAL-SENSITIVE") -> Worksheet:
    content = write_workbook([OutSheet("Child", COLUMNS, rows)], marking, "Tracker")  # type: ignore[arg-type]
    sheet = load_workbook(io.BytesIO(content))["Child"]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("begins", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.example")'])
def test_what_would_be_a_formula_is_text(begins: str) -> None:
    cell = written([1, begins, None, ""])["B2"]
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x000D_", "\r") == begins
    assert cell.quotePrefix
    assert cell.hyperlink is None


def test_days_numbers_and_nothing_are_what_they_are() -> None:
    sheet = written([7, "Share", date(2026, 5, 3), ""], [8, "x", None, "Done"])
    assert (sheet["A2"].value, sheet["C2"].value.date(), sheet["C2"].is_date) == (7, date(2026, 5, 3), True)
    assert (sheet["C3"].value, sheet["D2"].value) == (None, None)


def test_it_is_ready_to_be_worked_in_and_printed() -> None:
    sheet = written([1, "Share", None, "Done"], marking="OFFICIAL & more")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:D2")
    assert sheet.data_validations.dataValidation[0].formula1 == '"To do,Done"'
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert "OFFICIAL && more" in str(sheet.oddHeader.center.text)


def test_a_cell_that_holds_no_more_says_that_it_was_cut() -> None:
    cell = written([1, "x" * 40_000, None, ""])["B2"]
    assert len(str(cell.value)) == LONGEST
    assert str(cell.value).endswith("(cut here: a cell holds no more)")
