"""What families read: each release with its very words, by whom and when; none is ever removed (BR-71)."""

from typing import TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database
from tracker.said.said_entries import Words

SAID_RELEASES = Kind("said_releases", indexed=("entry", "standing", "place"), lasting=True)

REPLACED, TAKEN = "replaced", "taken_back"


class Ended(TypedDict):
    """That families read it no longer."""

    how: str  # REPLACED by the next release, or TAKEN back
    why: str
    by: int
    by_name: str
    at: str


class SaidRelease(TypedDict):
    """One release of one entry."""

    entry: int
    theme: str
    words: dict[str, Words]  # by language; no translation of an English that has changed since
    month: str
    place: str  # where it stands among all: month and entry, as `place_of` writes it
    standing: bool  # whether families read it now
    children: int  # how many children the words behind it are about, as it was counted then
    fewest: int  # the setting of that day
    reason: str  # why nobody can be recognised where they were fewer
    by: int
    by_name: str
    at: str
    ended: Ended | None


def place_of(month: str, entry: int) -> str:
    """Sorts as families read: by month, then by entry."""
    return f"{month}-{entry:09d}"


def add(db: Database, release: SaidRelease) -> int:
    """Keep a release and return its number."""
    return db.table(SAID_RELEASES).insert(release)


def by_number(db: Database, number: int) -> SaidRelease | None:
    """One release."""
    return cast("SaidRelease | None", db.table(SAID_RELEASES).get(doc_id=number))


def end(db: Database, release: SaidRelease, ended: Ended) -> None:
    """From now on families do not read it."""
    db.table(SAID_RELEASES).replace(number_of(release), {"standing": False, "ended": ended})


def of_entry(db: Database, entry: int) -> list[SaidRelease]:
    """Every release of an entry, the first one first."""
    return cast("list[SaidRelease]", db.table(SAID_RELEASES).search(where("entry") == entry))


def standing(db: Database, before: str, most: int) -> list[SaidRelease]:
    """What families read, the newest first: from the top, or what comes after the place `before`."""
    wanted = where("standing") == True  # noqa: E712  # a TinyDB condition
    if before:
        wanted = (where("place") < before) & wanted
    return cast("list[SaidRelease]", db.table(SAID_RELEASES).page(wanted, by="place", newest_first=True, limit=most))


def all_standing(db: Database) -> list[SaidRelease]:
    """Everything that families read now."""
    return cast("list[SaidRelease]", db.table(SAID_RELEASES).search(where("standing") == True))  # noqa: E712
