"""What stands in a workbook is read as people see it: its values, its days, and what is hidden or no value at all."""

import io
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as Written

from documents.workbook_in import Sheet, read_workbook
from documents.workbook_package import NotReadable


def book() -> tuple[Workbook, Worksheet]:
    made = Workbook()
    assert isinstance(made.active, Worksheet)
    return made, made.active


def read(made: Workbook) -> list[Sheet]:
    content = io.BytesIO()
    made.save(content)
    return read_workbook("a.xlsx", content.getvalue())


def test_values_are_text_as_people_see_them() -> None:
    made, sheet = book()
    sheet.append([7961370.0, 16.5, True, date(2026, 5, 3), "two\u00a0words ", "“Siân’s”", "a\r\nb"])
    (found,) = read(made)
    assert found["rows"][0]["cells"] == ["7961370", "16.5", "Yes", "2026-05-03", "two words", "“Siân’s”", "a\nb"]


def test_a_formula_is_its_value_and_one_without_is_no_value() -> None:
    content = io.BytesIO()
    with Written(content, {"in_memory": True}) as made:
        made.add_worksheet().write_formula(0, 0, "=1+1", None, "2")
    (found,) = read_workbook("a.xlsx", content.getvalue())
    assert found["rows"] == [{"at": 1, "cells": ["2"]}]
    other, sheet = book()
    sheet.append(["x", "=A1"])
    assert read(other)[0]["rows"][0]["unreadable"] == {"1": "a formula without a value"}


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_is_told_and_not_taken_for_nothing(error: str) -> None:
    made, sheet = book()
    sheet.append(["x", error])
    sheet["B1"].data_type = "e"
    assert read(made)[0]["rows"][0]["unreadable"] == {"1": error}


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    made, sheet = book()
    for at in range(3):
        sheet.append([at, "x"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    made.create_sheet("Old").append(["y"])
    made["Old"].sheet_state = "hidden"
    first, second = read(made)
    assert [row.get("hidden", False) for row in first["rows"]] == [False, True, False]
    assert first["hidden_columns"] == [1]
    assert (first["hidden"], second["hidden"]) == (False, True)


def test_empty_rows_are_left_out_and_the_numbers_stay() -> None:
    made, sheet = book()
    sheet["B3"] = "What"
    sheet["B7"] = "Share"
    (found,) = read(made)
    assert [(row["at"], row["cells"]) for row in found["rows"]] == [(3, ["", "What"]), (7, ["", "Share"])]


def test_what_is_merged_downward_is_meant_for_each_row_that_has_something_of_its_own() -> None:
    made, sheet = book()
    sheet["A1"], sheet["B1"], sheet["B2"] = "Amina", "first", "second"
    sheet.merge_cells("A1:A3")
    (found,) = read(made)
    assert [row["cells"] for row in found["rows"]] == [["Amina", "first"], ["Amina", "second"]]


def test_a_workbook_that_counts_from_1904_says_so() -> None:
    content = io.BytesIO()
    with Written(content, {"in_memory": True, "date_1904": True}) as made:
        made.add_worksheet().write_number(0, 0, 44_000)
    assert read_workbook("a.xlsx", content.getvalue())[0]["from_1904"]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffWhat;Who\r\nShare “it”;Siân\r\n".encode(),
        "What,Who\nShare “it”,Siân\n".encode("cp1252"),
        "What\tWho\nShare “it”\tSiân\n".encode(),
        "What;Who\r\nShare “it”;Siân\r\n".encode("utf-16"),
    ],
)
def test_csv_of_any_usual_kind_is_read(content: bytes) -> None:
    (found,) = read_workbook("a.csv", content)
    assert [row["cells"] for row in found["rows"]] == [["What", "Who"], ["Share “it”", "Siân"]]


def test_more_rows_than_are_taken_are_refused() -> None:
    with pytest.raises(NotReadable, match="20,000 rows"):
        read_workbook("a.csv", b"What,Who\n" * 20_001)


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_titles_above_the_headings_do_not_hide_what_divides_the_cells(sign: str) -> None:
    lines = ["Extract of 1 March, for the service", "", "What;Who;When", "Ask them, twice;Siân;Now", "Call;Ada;Then"]
    made = "\n".join(lines).replace(";", sign) if sign != "," else "Extract of 1 March\n\nWhat,Who,When\nCall,Ada,Then"
    (found,) = read_workbook("a.csv", made.encode())
    assert found["rows"][1]["cells"] == ["What", "Who", "When"]


def test_a_quotation_mark_that_never_closes_swallows_no_rows() -> None:
    with pytest.raises(NotReadable, match="opens in row 2"):
        read_workbook("a.csv", b'What,Who\nCall,"Ada\nAsk,Leo\n')
    (found,) = read_workbook("a.csv", b'What,Who\nCall,"Ada\nExample"')
    assert found["rows"][1]["cells"] == ["Call", "Ada\nExample"]


def test_what_would_be_cut_off_is_refused_and_told() -> None:
    with pytest.raises(NotReadable, match="256 columns"):
        read_workbook("a.csv", ("x," * 300 + "x\n").encode())
    assert read_workbook("a.csv", ("a,b" + "," * 300 + "\n").encode())[0]["rows"][0]["cells"] == ["a", "b"]
    made, _ = book()
    for at in range(21):
        made.create_sheet(f"Sheet of {at}").append(["y"])
    with pytest.raises(NotReadable, match="20 sheets"):
        read(made)
