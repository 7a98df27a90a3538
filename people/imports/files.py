"""The files that somebody brings, read and laid out; what none of our tables fits is said with the file's name."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from documents.workbook_package import Bounds, NotReadable
from documents.workbook_reading import read_apart
from people.imports.field_titles import FIELD_TITLES
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.layouts import LaidOut, Layout, as_table, lacking, lay_out
from people.imports.mappings import Memory
from people.imports.tables import CONTACTS as CONTACTS_TABLE
from people.imports.tables import FEWEST, TABLES, likeliest

BOUNDS: Final = Bounds(bytes=20_000_000, rows=100_000)
PATIENCE: Final = 60.0  # seconds for one file
UNKNOWN = "None of its sheets has the headings of SSD, of Annex A (lists 6 to 9) or of our contacts file."


class GivenFile(NamedTuple):
    """A file as it was sent; `layouts`: how each of its sheets is read, where a person has looked at that."""

    name: str
    content: bytes
    layouts: Sequence[Layout] | None = None


def read_files(kind: str | None, files: Sequence[GivenFile], memory: Memory) -> list[LaidOut]:
    """The sheets that are tables of this kind, or of any. `NotReadable` names the file; not where anybody waits."""
    found: list[LaidOut] = []
    for file in files:
        known = read_file(file, memory)
        fitting = [one for one in known if kind is None or _is_contacts(one) == (kind == CONTACTS)]
        if known and not fitting:
            raise NotReadable(f"{file.name}: It is no file of {kind}. Bring it in as the other kind.")
        found += fitting
    return found


def read_file(file: GivenFile, memory: Memory) -> list[LaidOut]:
    """The sheets of one file that are tables of any kind, with every column that they need.

    `NotReadable` where there are none, unless a person has left all of them out.
    """
    sheets = read_sheets(file, memory)
    known = [one for one in sheets if one.layout["table"] and not lacking(one.layout)]
    if not known and file.layouts is None:
        raise NotReadable(f"{file.name}: {UNKNOWN} {looks_like(sheets)}".strip())
    return known


def read_sheets(file: GivenFile, memory: Memory) -> list[LaidOut]:
    """All sheets of one file, also those that are no table that is known, for a person to say what they are."""
    try:
        sheets = read_apart(file.name, file.content, PATIENCE, BOUNDS)
    except NotReadable as why:
        raise NotReadable(f"{file.name}: {why}") from None
    layouts = file.layouts or [lay_out(sheet, memory) for sheet in sheets]
    found = [LaidOut(file.name, *one) for one in zip(sheets, layouts, strict=True)]
    if all(len(list(filter(None, one.layout["headers"]))) < FEWEST for one in found):
        raise NotReadable(f"{file.name}: {UNKNOWN}")
    return found


def looks_like(sheets: Sequence[LaidOut]) -> str:
    """What the first sheets that resemble a table of ours are, and what they lack, in a sentence; empty for none."""
    for one in sheets:
        layout = one.layout
        table = TABLES.get(layout["table"]) or likeliest(layout["headers"])
        if table:
            missing = lacking(layout if layout["table"] else as_table(layout, table.code))
            lacks = f", without: {', '.join(FIELD_TITLES[field] for field in missing)}" if missing else ""
            return f"It looks most like {table.title}{lacks}."
    return ""


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
