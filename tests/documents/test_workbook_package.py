"""A file that is no workbook, or none that is safe to open, is refused with a sentence that says what to do."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from documents import workbook_package, workbook_reading
from documents.workbook_package import CSV, XLSX, NotReadable, kind_of
from documents.workbook_reading import read_apart
from reviews.papers.templates import Paper, built_in

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = f'<Types><Override ContentType="{MAIN}"/></Types>'


def xlsx() -> bytes:
    made = io.BytesIO()
    book = Workbook()
    assert book.active is not None
    book.active.append(["What", "Who"])
    book.save(made)
    return made.getvalue()


def package(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return made.getvalue()


OF_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OF_OLD + "EncryptedPackage".encode("utf-16-le") + bytes(400)
WITH_MACROS = package(**{"[Content_Types].xml": TYPES.replace(".sheet.main", ".macroEnabled.main")})
HIDES_MACROS = package(**{"[Content_Types].xml": TYPES, "xl/vbaProject.bin": "Sub Auto_Open()"})
BOMB = package(**{"[Content_Types].xml": TYPES, "xl/worksheets/sheet1.xml": " " * 130_000_000})
MANY_PARTS = package(**{"[Content_Types].xml": TYPES}, **{f"xl/{at}.xml": "" for at in range(2_001)})


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsm", WITH_MACROS, "macros"),
        ("a.xlsx", HIDES_MACROS, "macros"),
        ("a.xls", OF_OLD, "old kind"),
        ("a.xlsx", LOCKED, "password"),
        ("a.xlsx", built_in(Paper.REVIEW), "Word document"),
        ("a.docx", built_in(Paper.REVIEW), "Word document"),
        ("a.xlsx", b"What,Who\nShare,Amina\n", "not an Excel workbook"),
        ("a.xlsx", b"", "not an Excel workbook"),
        ("a.xlsx", b"PK\x03\x04 and nothing of a package", "not an Excel workbook"),
        ("a.csv", b"\x89PNG\x00\x00", "not an Excel workbook"),
        ("a.xlsx", BOMB, "unpacks"),
        ("a.xlsx", MANY_PARTS, "unpacks"),
        ("a.xlsx", package(**{"[Content_Types].xml": TYPES}), "not an Excel workbook"),
        ("a.csv", b"a" * 5_000_001, "5 MB"),
    ],
)
def test_what_it_is_instead_is_said(name: str, content: bytes, says: str) -> None:
    with pytest.raises(NotReadable, match=says):
        read_apart(name, content)


def test_its_name_decides_nothing_where_its_bytes_do() -> None:
    assert kind_of("tracker.csv", xlsx()) == XLSX
    assert kind_of("tracker.CSV", b"What,Who") == CSV


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(NotReadable, match="too long"):
        read_apart("a.xlsx", xlsx(), patience=0.001)


def test_what_does_not_survive_the_reading_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reading.sys, "executable", "/bin/false")
    with pytest.raises(NotReadable, match="not an Excel workbook"):
        read_apart("a.xlsx", xlsx())


def test_each_sentence_is_short_enough_to_be_read_beside_a_field() -> None:
    said = [value for name, value in vars(workbook_package).items() if name.isupper() and isinstance(value, str)]
    assert [one for one in said if len(one) > 140] == []
