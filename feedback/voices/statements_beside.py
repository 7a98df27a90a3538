"""What somebody states about an answer afterwards: laid beside it, never over it; erased with it."""

from collections.abc import Iterable
from typing import TypedDict, cast

from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

STATEMENTS = Kind("statements_beside", indexed=("voice",))


class Statement(TypedDict):
    """One statement, as it is kept."""

    voice: int
    question: str
    words: str
    who: str  # who states it
    by: int  # who laid it beside
    name: str
    at: str


def beside(db: Database, voice: int, question: str) -> tuple[Statement, ...]:
    """Those about one answer, the oldest first."""
    return tuple(one for one in by_voice(db, voice) if one["question"] == question)


def prefetch(db: Database, voices: Iterable[int]) -> None:
    """Read those of these voices at once, for a long reading verb that asks for them one by one."""
    db.table(STATEMENTS).prefetch("voice", voices)


def by_voice(db: Database, voice: int) -> list[Statement]:
    """Those about the answers of one conversation, the oldest first."""
    return cast("list[Statement]", db.table(STATEMENTS).search(Holding("voice", voice)))


def add(db: Database, statement: Statement) -> int:
    """Keep one; returns its number."""
    return db.table(STATEMENTS).insert(statement)


def erase(db: Database, voice: int) -> None:
    """Take them away, with the answers that they are about."""
    db.table(STATEMENTS).remove(doc_ids=[number_of(one) for one in by_voice(db, voice)])
