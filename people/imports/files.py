"""The files that somebody brings, read and laid out; what none of our tables fits is said with the file's name."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from documents.workbook_package import Bounds, NotReadable
from documents.workbook_reading import read_apart
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.layouts import LaidOut, lay_out
from people.imports.tables import CONTACTS as CONTACTS_TABLE
from storage.apart import Rest
from storage.store import Store

BOUNDS: Final = Bounds(bytes=20_000_000, rows=100_000)
PATIENCE: Final = 60.0  # seconds for one file
UNKNOWN = "None of its sheets has the headings of SSD, of Annex A (lists 6 to 9) or of our contacts file."


class GivenFile(NamedTuple):
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ReadFile:
    """What a file is; `digest` is of its content."""

    digest: str
    tables: tuple[str, ...]
    rows: int


def look_at_file(_: Store, __: Rest, file: GivenFile) -> ReadFile:
    """What a file is, for who has it looked at apart. `NotReadable` says why it is none of ours."""
    laid = read_file(file)
    rows = sum(max(len(one.sheet["rows"]) - one.layout["lines"], 0) for one in laid)
    return ReadFile(fingerprint(file.content), tuple(one.layout["table"] for one in laid), rows)


def read_files(kind: str | None, files: Sequence[GivenFile]) -> list[LaidOut]:
    """The sheets that are tables of this kind, or of any. `NotReadable` names the file; not where anybody waits."""
    found: list[LaidOut] = []
    for file in files:
        known = read_file(file)
        fitting = [one for one in known if kind is None or _is_contacts(one) == (kind == CONTACTS)]
        if not fitting:
            raise NotReadable(f"{file.name}: It is no file of {kind}. Bring it in as the other kind.")
        found += fitting
    return found


def read_file(file: GivenFile) -> list[LaidOut]:
    """The sheets of one file that are tables of any kind."""
    try:
        sheets = read_apart(file.name, file.content, PATIENCE, BOUNDS)
    except NotReadable as why:
        raise NotReadable(f"{file.name}: {why}") from None
    known = [one for one in (LaidOut(file.name, sheet, lay_out(sheet)) for sheet in sheets) if one.layout["table"]]
    if not known:
        raise NotReadable(f"{file.name}: {UNKNOWN}")
    return known


def kind_of(laid: Sequence[LaidOut]) -> str:
    """Contacts where there is nothing else among them."""
    return CONTACTS if all(map(_is_contacts, laid)) else CHILDREN


def fingerprint(content: bytes) -> str:
    """The same for the same content, whatever the file is called."""
    return hashlib.sha256(content).hexdigest()


def digest_of(fingerprints: Iterable[str]) -> str:
    """Of several files together, in whatever order they come."""
    return fingerprint(" ".join(sorted(fingerprints)).encode())


def _is_contacts(one: LaidOut) -> bool:
    return one.layout["table"] == CONTACTS_TABLE
