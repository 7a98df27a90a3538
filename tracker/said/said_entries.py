"""Entries of “You said, we did” as they are written; what families read of them is a release of its own."""

from collections.abc import Mapping
from typing import TypedDict, Unpack, cast

from people.errors import NotFound
from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

SAID_ENTRIES = Kind("said_entries", indexed=("state", "items", "changed"), lasting=True)

DRAFT, RELEASED, TAKEN_BACK = "draft", "released", "taken_back"
STATES: Mapping[str, str] = {DRAFT: "Draft", RELEASED: "Released", TAKEN_BACK: "Taken back"}
ENGLISH = "en"  # the source that the others are translated from
NOT_YET = 0  # the number of the release, of what families do not read


class Words(TypedDict):
    """What an entry says in one language; of the two answers at least one."""

    said: str
    did: str
    could_not: str


class WrittenWords(TypedDict):
    """Words with who wrote them down."""

    words: Words
    translator: str  # who translated them; empty in English
    source: Words | None  # the English that they were translated from; None in English
    by: int
    by_name: str
    at: str


class SaidEntry(TypedDict):
    """One entry. Its state is of the words as they stand here; `release` is what families read meanwhile."""

    theme: str
    items: list[int]
    written: dict[str, WrittenWords]  # by language
    state: str
    release: int
    month: str  # `2026-05`, of its first release; empty until then
    by: int
    by_name: str
    made: str
    changed: str


class EntryChange(TypedDict, total=False):
    """The fields of an entry that change."""

    theme: str
    items: list[int]
    written: dict[str, WrittenWords]
    state: str
    release: int
    month: str


def add(db: Database, entry: SaidEntry) -> int:
    """Keep a new entry and return its number."""
    return db.table(SAID_ENTRIES).insert(entry)


def entry(db: Database, number: int) -> SaidEntry:
    """One entry; `NotFound` where there is none."""
    found = db.table(SAID_ENTRIES).get(doc_id=number)
    if found is None:
        raise NotFound
    return cast("SaidEntry", found)


def change(db: Database, found: SaidEntry, **fields: Unpack[EntryChange]) -> SaidEntry:
    """Set fields of an entry that was read in this unit of work."""
    changes = {**fields, "changed": db.now.isoformat()}
    return cast("SaidEntry", db.table(SAID_ENTRIES).replace(number_of(found), changes))


def everything(db: Database) -> list[SaidEntry]:
    """Every entry, the one that was changed last first."""
    return cast("list[SaidEntry]", db.table(SAID_ENTRIES).page(by="changed", newest_first=True))


def of_item(db: Database, item: int) -> list[SaidEntry]:
    """The entries that rest on an item of the tracker."""
    return cast("list[SaidEntry]", db.table(SAID_ENTRIES).search(Holding("items", item)))


def is_stale(found: SaidEntry, language: str) -> bool:
    """Whether a translation was made from another English than the one that stands there."""
    return language != ENGLISH and found["written"][language]["source"] != found["written"][ENGLISH]["words"]
