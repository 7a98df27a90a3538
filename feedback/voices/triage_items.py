"""Items of the triage list as they are kept: what waits for a named human, who read it, and what they decided."""

from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where
from tinydb.queries import QueryLike

from forms.answers import Value
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

TRIAGE = Kind(
    "triage", indexed=("key", "about", "state", "voice", "child", "at", "decided"), unique=("key",), lasting=True
)
OPEN, DECIDED = "open", "decided"


class Mark(TypedDict):
    """Who did something, and when."""

    by: int
    name: str
    at: str


class Decision(Mark):
    """What somebody decided."""

    decision: str
    words: str
    concern: int | None  # the concern that it raised


class TriageItem(TypedDict):
    """One item, as it is kept."""

    key: str  # what it is about, and for which time it is on the list
    about: str  # voice, matter and question
    state: str
    matter: str
    voice: int
    question: str  # "" where no question brought it
    child: str | None  # None for a poster's, until its voice is tied to a child
    place: int | None
    said: Value | None  # the choice as it was; of a text nothing, for it is read as it is now
    at: str
    due: str  # a date
    read: Sequence[Mark]
    decisions: Sequence[Decision]
    understood: NotRequired[Sequence[Mark]]  # who says that they read this language themselves
    decided: NotRequired[str]  # when the last decision was made; it stays where that was taken back


class TriageItemChange(TypedDict, total=False):
    """What of an item can change."""

    state: str
    child: str
    said: None
    read: Sequence[Mark]
    understood: Sequence[Mark]
    decisions: Sequence[Decision]
    decided: str


def by_id(db: Database, item_id: int) -> TriageItem | None:
    """One item, for rules that check who is asking."""
    return cast("TriageItem | None", db.table(TRIAGE).get(doc_id=item_id))


def prefetch(db: Database, numbers: Iterable[int]) -> None:
    """Read these at once, for a long reading verb that asks for them one by one."""
    db.table(TRIAGE).prefetch_numbers(numbers)


def prefetch_by_voice(db: Database, voices: Iterable[int]) -> None:
    """Read those of these voices at once, for a long reading verb that asks for them one by one."""
    db.table(TRIAGE).prefetch("voice", voices)


def by_voice(db: Database, voice_id: int) -> list[TriageItem]:
    """The items of one voice."""
    return _search(db, where("voice") == voice_id)


def open_by_voice(db: Database, voice_id: int) -> list[TriageItem]:
    """What still waits of one voice."""
    return _search(db, (where("voice") == voice_id) & (where("state") == OPEN))


def open_by_matter(db: Database, matter: str) -> list[TriageItem]:
    """What still waits of one kind of matter."""
    return _search(db, (where("state") == OPEN) & (where("matter") == matter))


def by_about(db: Database, about: str) -> list[TriageItem]:
    """Every item of the same voice, matter and question."""
    return _search(db, where("about") == about)


def waits(db: Database, about: str) -> bool:
    """Whether an item of this voice, matter and question waits."""
    return db.table(TRIAGE).contains((where("about") == about) & (where("state") == OPEN))


def all_open(db: Database) -> list[TriageItem]:
    """All that waits, the oldest first."""
    return cast("list[TriageItem]", db.table(TRIAGE).page(where("state") == OPEN, by="at"))


def decided_lately(db: Database, most: int) -> list[TriageItem]:
    """What was decided last, the newest decision first."""
    over = where("state") == DECIDED
    return cast("list[TriageItem]", db.table(TRIAGE).page(over, by="decided", newest_first=True, limit=most))


def add(db: Database, item: TriageItem) -> int:
    """Keep a new item; returns its number."""
    return db.table(TRIAGE).insert(item)


def change(db: Database, item: TriageItem, **fields: Unpack[TriageItemChange]) -> None:
    """Set fields of an item, whatever has become of the others since it was read."""
    db.table(TRIAGE).replace(number_of(item), fields)


def _search(db: Database, cond: QueryLike) -> list[TriageItem]:
    return cast("list[TriageItem]", db.table(TRIAGE).search(cond))
