"""What was done to translations: each change leaves one line, and none ever takes another's place."""

from collections.abc import Iterable, Mapping
from typing import TypedDict, cast

from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

CHANGES = Kind("translation_changes", indexed=("translation",), lasting=True)

TRANSLATED, CHECKED, RELEASED, TAKEN_BACK = "translated", "checked", "released", "taken_back"
KINDS_OF_CHANGE: Mapping[str, str] = {
    TRANSLATED: "Translated",
    CHECKED: "Checked",
    RELEASED: "Made live",
    TAKEN_BACK: "Taken back from families",
}


class TranslationChange(TypedDict):
    """One change, with the words as they were then."""

    translation: int
    kind: str
    texts: list[str]
    english: list[str]
    by: int
    by_name: str
    at: str


def add(db: Database, change: TranslationChange) -> int:
    """Keep a change and return its number."""
    return db.table(CHANGES).insert(change)


def last_number(db: Database) -> int:
    """The number of the newest change; 0 where there is none."""
    newest = db.table(CHANGES).newest()
    return number_of(newest) if newest else 0


def touched(db: Database, after: int, last: int) -> list[int]:
    """The translations that were changed after one change and up to another."""
    numbers = range(after + 1, last + 1)
    db.table(CHANGES).prefetch_numbers(numbers)
    found = (db.table(CHANGES).get(doc_id=number) for number in numbers)
    return list(dict.fromkeys(int(one["translation"]) for one in found if one))


def of_translation(db: Database, number: int) -> Iterable[TranslationChange]:
    """The changes of one translation, the newest first."""
    found = cast("list[TranslationChange]", db.table(CHANGES).search(Holding("translation", number)))
    return reversed(found)
