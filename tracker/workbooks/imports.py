"""Workbooks that somebody brings in, as they are kept: the sheets, how they are read, how far it has come."""

from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack, cast

from tinydb import where

from people.errors import NotFound
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

IMPORTS = Kind("tracker_imports", indexed=("by", "state", "at"), lasting=True)

READING, OPEN, RUNNING, DONE = "reading", "open", "running", "done"
RETURNING, RETURNED = "returning", "returned"
LEAVING, DROPPED = "leaving", "dropped"
STATES: Mapping[str, str] = {
    READING: "Is being read",
    OPEN: "To be looked at",
    RUNNING: "Is being brought in",
    DONE: "Brought in",
    RETURNING: "Is being taken back",
    RETURNED: "Taken back",
    LEAVING: "Not brought in",
    DROPPED: "Not brought in",
}
AT_WORK = (RUNNING, RETURNING, LEAVING)
MOST_FAULTS = 500  # that are kept with their reasons; beyond them they are counted


class SheetFacts(TypedDict):
    """What is known of a sheet beside its rows."""

    name: str
    hidden: bool
    columns: int
    rows: int  # that are not empty
    hidden_rows: int
    hidden_columns: list[int]
    month_first: list[int]
    from_1904: bool
    spans: list[tuple[int, int, int]]


class Layout(TypedDict):
    """How the sheets are read."""

    sheets: list[int]
    first: int  # the row in which the headings begin, as Excel numbers it
    lines: int  # how many rows they take
    columns: dict[str, str]  # by the number of the column, a field of `columns.CHOICES`
    source: str  # of the rows that do not say
    hidden: bool  # whether hidden rows come too


class Fault(TypedDict):
    """A row that was not brought in."""

    sheet: str
    row: int
    why: str


class Import(TypedDict):
    """One workbook."""

    name: str
    by: int
    by_name: str
    at: str
    state: str
    sheets: list[SheetFacts]
    layout: Layout | None
    headers: list[str]  # the names of the columns, once it is decided how it is read
    pieces: int  # how many pieces its rows are kept in
    next: int  # the piece that is brought in next; while it is taken back, the item that is looked at next
    brought: int
    present: list[Fault]  # rows that stood here already, or twice in the file
    present_in_all: int
    faults: list[Fault]
    faults_in_all: int
    first: int  # the first and the last item that came from it; 0 while there is none
    last: int
    left: list[int]  # items that somebody changed while it was taken back, and that stayed
    ended: str


class ImportChange(TypedDict, total=False):
    """The fields of an import that change."""

    state: str
    layout: Layout | None
    headers: list[str]
    pieces: int
    next: int
    brought: int
    present: list[Fault]
    present_in_all: int
    faults: list[Fault]
    faults_in_all: int
    first: int
    last: int
    left: list[int]
    ended: str


def add(db: Database, new: Import) -> int:
    """Keep a new import and return its number."""
    return db.table(IMPORTS).insert(new)


def by_id(db: Database, number: int) -> Import:
    """One import; `NotFound` where there is none."""
    found = cast("Import | None", db.table(IMPORTS).get(doc_id=number))
    if found is None:
        raise NotFound
    return found


def latest(db: Database, by: int | None, most: int) -> list[Import]:
    """The imports of one person, or of all, the last one first."""
    mine = None if by is None else where("by") == by
    return cast("list[Import]", db.table(IMPORTS).page(mine, by="at", newest_first=True, limit=most))


def in_states(db: Database, states: Iterable[str]) -> list[Import]:
    """The imports that stand so."""
    return [one for state in states for one in cast("list[Import]", db.table(IMPORTS).search(where("state") == state))]


def change(db: Database, found: Import, **fields: Unpack[ImportChange]) -> Import:
    """Set fields of an import and tell the screens that show it."""
    number = number_of(found)
    db.announce(f"import:{number}")
    return cast("Import", db.table(IMPORTS).replace(number, fields))
