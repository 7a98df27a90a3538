"""Bringings-in as they are kept: what was chosen, what came of it, and who stood in the files."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple, NotRequired, TypedDict, Unpack, cast

from tinydb import where

from people.errors import NotFound
from people.imports.incoming import Place, Wrong
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

RECORD_IMPORTS = Kind("record_imports", indexed=("at", "kind", "state", "digest"))
CHILDREN, CONTACTS = "children", "contacts"
RUNNING, STOPPED, DONE = "running", "stopped", "done"  # it stops half-way where its process was ended
RETURNING, RETURNED = "returning", "returned"  # taken back
STANDS_STILL: Final = timedelta(minutes=10)  # since its last step: nobody works on it any more
LATELY = 50  # of which the last one of each kind is looked for
MOST_TOLD = 1_000  # wrongs that are kept with their reasons; beyond them they are counted


class Told(TypedDict):
    """One row and why."""

    file: str
    sheet: str
    row: int
    why: str


class RecordImport(TypedDict):
    """One bringing-in of one file or of several together."""

    kind: str
    files: list[str]
    digest: str  # of the content of the files, so that the same is taken once
    by: int
    by_name: str
    at: str
    state: str
    steps: int  # in all
    next: int  # how many of them are taken
    moved: str  # when the last ones were
    new: int
    changed: int
    wrong: list[Told]
    wrong_in_all: int
    differing: int  # fields that were corrected here, where the file says something else
    gone: list[str]  # whom the last one had and this one has not, in words
    gone_in_all: NotRequired[int]
    children: NotRequired[list[str]]  # that stand in it, of before there were rosters
    ended: NotRequired[str]
    back: NotRequired[int]  # changes that were taken back
    left: NotRequired[list[str]]  # what could not be taken back, and why


class ImportsStanding(NamedTuple):
    """How the last bringings-in stand; nobody is named."""

    last: datetime | None
    wrong: int  # rows


class RecordImportChange(TypedDict, total=False):
    """The fields that change."""

    state: str
    steps: int
    next: int
    moved: str
    new: int
    changed: int
    wrong: list[Told]
    wrong_in_all: int
    differing: int
    gone: list[str]
    gone_in_all: int
    ended: str
    back: int
    left: list[str]


def add(db: Database, new: RecordImport) -> int:
    """Keep a new one and return its number."""
    return db.table(RECORD_IMPORTS).insert(new)


def by_id(db: Database, number: int) -> RecordImport:
    """One of them; `NotFound` where there is none."""
    found = cast("RecordImport | None", db.table(RECORD_IMPORTS).get(doc_id=number))
    if found is None:
        raise NotFound
    return found


def change(db: Database, found: RecordImport, **fields: Unpack[RecordImportChange]) -> None:
    """Set fields of one."""
    db.table(RECORD_IMPORTS).replace(number_of(found), fields)


def latest(db: Database, most: int) -> list[RecordImport]:
    """The last one first."""
    return cast("list[RecordImport]", db.table(RECORD_IMPORTS).page(by="at", newest_first=True, limit=most))


def last_with_children(db: Database) -> list[str]:
    """The children of the last one that was brought in before there were rosters."""
    found = cast("list[RecordImport]", db.table(RECORD_IMPORTS).search(where("kind") == CHILDREN))
    done = [one for one in found if one["state"] == DONE and one.get("children")]
    last = max(done, key=lambda one: one["at"], default=None)
    return last.get("children", []) if last else []


def standing(db: Database) -> ImportsStanding:
    """When files came in last, and how many rows were wrong in the last ones of each kind."""
    lately = [one for one in latest(db, LATELY) if one["state"] == DONE]
    of_kinds = [next((one for one in lately if one["kind"] == kind), None) for kind in (CHILDREN, CONTACTS)]
    last = datetime.fromisoformat(lately[0]["at"]) if lately else None
    return ImportsStanding(last, sum(one["wrong_in_all"] for one in of_kinds if one))


def was_taken(db: Database, digest: str) -> bool:
    """Whether the very same contents have come in before, all of them."""
    return any(one["state"] not in (RUNNING, STOPPED) for one in _of_contents(db, digest))


def halted(db: Database, digest: str, before: datetime) -> RecordImport | None:
    """The last bringing-in of these contents, where it stopped half-way or has taken no step since then."""
    last = max(_of_contents(db, digest), key=lambda one: one["at"], default=None) if digest else None
    if last is None or last["state"] not in (RUNNING, STOPPED):
        return None
    return last if last["state"] == STOPPED or last["moved"] < before.isoformat() else None


def running_by(db: Database, name: str) -> list[RecordImport]:
    """Those of one bringer that have not come to their end, as far as anybody has said."""
    found = cast("list[RecordImport]", db.table(RECORD_IMPORTS).search(where("state") == RUNNING))
    return [one for one in found if one["by_name"] == name]


def _of_contents(db: Database, digest: str) -> list[RecordImport]:
    return cast("list[RecordImport]", db.table(RECORD_IMPORTS).search(where("digest") == digest))


def told(wrong: Wrong) -> Told:
    """A wrong as it is kept."""
    place: Place = wrong.place
    return {"file": place.file, "sheet": place.sheet, "row": place.row, "why": wrong.why}
