"""Whether a file that somebody sends is a workbook that is safe to open: looked at before anything reads it."""

import codecs
import io
import zipfile
from typing import NamedTuple

MOST_BYTES = 5_000_000  # of the file as it is sent
MOST_ROWS = 20_000  # of a sheet
MOST_UNPACKED = 120_000_000
MOST_PARTS = 2_000

XLSX, CSV = "xlsx", "csv"
_OLD_KIND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a file that has a password
_TYPES = "[Content_Types].xml"
_WORKBOOK = b"spreadsheetml.sheet.main+xml"
_MACROS = (b"macroEnabled", b"vbaProject")

NOT_A_WORKBOOK = (
    "This is not an Excel workbook. Save it in Excel as “Excel Workbook (.xlsx)” or “CSV UTF-8”, and choose that file."
)
_SMALLER = "Take out its pictures, or copy the table into a new file."
TOO_MUCH = "The file unpacks to far more than it says. Copy the table into a new workbook and choose that one."
MACROS = "The workbook has macros in it. Save it as “Excel Workbook (.xlsx)”, which has none."
LOCKED = "The workbook has a password. Save it without one and choose it again."
OLD = "This is of the old kind (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”."
WORD = "This is a Word document. Copy its table into Excel and save it as “Excel Workbook (.xlsx)”."


UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # how a file begins that Excel saved as “Unicode text”


class Bounds(NamedTuple):
    """How large a file may be that somebody sends: bytes, and rows of a sheet."""

    bytes: int = MOST_BYTES
    rows: int = MOST_ROWS

    @property
    def too_large(self) -> str:
        """What is said of a file with more bytes."""
        return f"The file is larger than {self.bytes // 1_000_000} MB. {_SMALLER}"

    @property
    def too_long(self) -> str:
        """What is said of a sheet with more rows."""
        return f"It has more than {self.rows:,} rows. Bring it in as several files."


USUAL = Bounds()
TOO_LARGE = USUAL.too_large


class NotReadable(Exception):
    """A file that cannot be read as a workbook; the message says to the person who chose it what to do."""


def kind_of(name: str, content: bytes, bounds: Bounds = USUAL) -> str:
    """What the file really is, `XLSX` or `CSV`, whatever its name says; `NotReadable` says what it is instead."""
    if len(content) > bounds.bytes:
        raise NotReadable(bounds.too_large)
    if content.startswith(_OLD_KIND):
        raise NotReadable(LOCKED if _ENCRYPTED in content else OLD)
    if content.startswith(b"PK"):
        _check_package(content)
        return XLSX
    if not name.lower().endswith(".csv") or (b"\0" in content and not content.startswith(UTF_16)):
        raise NotReadable(NOT_A_WORKBOOK)
    return CSV


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            # what a part says of its own size bounds what is ever read of it
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotReadable(TOO_MUCH)
            names = [part.filename for part in parts]
            _check_types(package.read(_TYPES) if _TYPES in names else b"", names)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise NotReadable(NOT_A_WORKBOOK) from None


def _check_types(types: bytes, names: list[str]) -> None:
    if any(one in types for one in _MACROS) or any(name.endswith("vbaProject.bin") for name in names):
        raise NotReadable(MACROS)
    if _WORKBOOK not in types:
        raise NotReadable(WORD if b"wordprocessingml" in types else NOT_A_WORKBOOK)
