"""The files that somebody brings, read and laid out; what none of our tables fits is said with the file's name."""

import hashlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from documents.workbook_package import Bounds, NotReadable
from documents.workbook_reading import read_apart
from people.imports.imports import CONTACTS
from people.imports.layouts import LaidOut, lacking, lay_out
from people.imports.tables import CONTACTS as CONTACTS_TABLE

BOUNDS: Final = Bounds(bytes=20_000_000, rows=100_000)
PATIENCE: Final = 60.0  # seconds for one file
UNKNOWN = "None of its sheets has the headings of SSD, of Annex A (lists 6 to 9) or of our contacts file."


class GivenFile(NamedTuple):
    """A file as it was sent."""

    name: str
    content: bytes


def read_files(kind: str, files: Sequence[GivenFile]) -> list[LaidOut]:
    """The sheets that are tables of this kind. `NotReadable` names the file; seconds, not where anybody waits."""
    return [one for file in files for one in _read(kind, file)]


def digest_of(files: Sequence[GivenFile]) -> str:
    """The same for the same contents, in whatever order they come and whatever they are called."""
    each = sorted(hashlib.sha256(one.content).hexdigest() for one in files)
    return hashlib.sha256(" ".join(each).encode()).hexdigest()


def _read(kind: str, file: GivenFile) -> list[LaidOut]:
    try:
        sheets = read_apart(file.name, file.content, PATIENCE, BOUNDS)
    except NotReadable as why:
        raise NotReadable(f"{file.name}: {why}") from None
    laid = [LaidOut(file.name, sheet, lay_out(sheet)) for sheet in sheets]
    known = [one for one in laid if one.layout["table"]]
    if not known:
        raise NotReadable(f"{file.name}: {UNKNOWN}")
    found = [one for one in known if (one.layout["table"] == CONTACTS_TABLE) == (kind == CONTACTS)]
    if not found:
        raise NotReadable(f"{file.name}: It is no file of {kind}. Bring it in as the other kind.")
    for one in found:
        if missing := lacking(one.layout):
            raise NotReadable(f"{file.name}: It lacks {', '.join(missing)}.")
    return found
