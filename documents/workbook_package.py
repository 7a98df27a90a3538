"""Whether a file that somebody sends is a workbook that is safe to open: looked at before anything reads it."""

import io
import zipfile

MOST_BYTES = 5_000_000  # of the file as it is sent
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
TOO_LARGE = "The file is larger than 5 MB. Take out its pictures, or copy the table into a new file."
TOO_MUCH = "The file unpacks to far more than it says. Copy the table into a new workbook and choose that one."
MACROS = "The workbook has macros in it. Save it as “Excel Workbook (.xlsx)”, which has none."
LOCKED = "The workbook has a password. Save it without one and choose it again."
OLD = "This is of the old kind (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”."
WORD = "This is a Word document. Copy its table into Excel and save it as “Excel Workbook (.xlsx)”."


class NotReadable(Exception):
    """A file that cannot be read as a workbook; the message says to the person who chose it what to do."""


def kind_of(name: str, content: bytes) -> str:
    """What the file really is, `XLSX` or `CSV`, whatever its name says; `NotReadable` says what it is instead."""
    if len(content) > MOST_BYTES:
        raise NotReadable(TOO_LARGE)
    if content.startswith(_OLD_KIND):
        raise NotReadable(LOCKED if _ENCRYPTED in content else OLD)
    if content.startswith(b"PK"):
        _check_package(content)
        return XLSX
    if not name.lower().endswith(".csv") or b"\0" in content:
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
