"""Translations that somebody has asked for, as they are kept: of which answer, from whom, by when."""

from typing import TypedDict, Unpack, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

ASKED = Kind("translations_asked", indexed=("voice", "waits"), lasting=True)


class AskedTranslation(TypedDict):
    """One translation that was asked for, as it is kept."""

    voice: int
    question: str
    whom: str  # a person, a role, or "the translation agency"
    due: str  # a date
    by: int
    name: str
    at: str
    waits: bool
    translation: int | None  # the one that answered it


class AskedChange(TypedDict, total=False):
    """What of it can change."""

    waits: bool
    translation: int


def waiting(db: Database) -> dict[tuple[int, str], AskedTranslation]:
    """All that wait, by voice and question."""
    found = cast("list[AskedTranslation]", db.table(ASKED).search(where("waits") == True))  # noqa: E712  # TinyDB
    return {(one["voice"], one["question"]): one for one in found}


def waiting_for(db: Database, voice: int, question: str) -> AskedTranslation | None:
    """The one that waits for the words of this answer."""
    found = cast("list[AskedTranslation]", db.table(ASKED).search(Holding("voice", voice)))
    return next((one for one in found if one["waits"] and one["question"] == question), None)


def stop_waiting(db: Database, voice: int) -> None:
    """Nobody waits any more for translations of a conversation whose words are gone."""
    for one in cast("list[AskedTranslation]", db.table(ASKED).search(Holding("voice", voice))):
        change(db, one, waits=False)


def add(db: Database, asked: AskedTranslation) -> int:
    """Keep that one was asked for; returns its number."""
    return db.table(ASKED).insert(asked)


def change(db: Database, asked: AskedTranslation, **fields: Unpack[AskedChange]) -> None:
    """Set fields of one."""
    db.table(ASKED).replace(number_of(asked), fields)
