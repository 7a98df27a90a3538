"""Files that came back from an agency, kept until somebody has looked at them and brought them in."""

from typing import TypedDict, cast

from people.errors import NotFound
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

PO_FILES = Kind("translation_files", indexed=("at",), lasting=False)
MOST_KEPT = 50


class PoRow(TypedDict):
    """One passage that the file translates."""

    message: str
    texts: list[str]


class PoFile(TypedDict):
    """One file."""

    language: str
    name: str
    rows: list[PoRow]
    unknown: int  # passages that Heard does not have, or not any more
    unsure: int  # marked as fuzzy by whoever made it
    empty: int
    by: int
    at: str


def add(db: Database, one: PoFile) -> int:
    """Keep a file and return its number; the oldest go."""
    found = db.table(PO_FILES).page(by="at", newest_first=True)
    if old := [number_of(each) for each in found[MOST_KEPT - 1 :]]:
        db.table(PO_FILES).remove(doc_ids=old)
    return db.table(PO_FILES).insert(one)


def po_file(db: Database, number: int) -> PoFile:
    """One file; `NotFound` where there is none."""
    found = db.table(PO_FILES).get(doc_id=number)
    if found is None:
        raise NotFound
    return cast("PoFile", found)
