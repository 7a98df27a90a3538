"""Concerns as they are kept: who saw what, who was alerted, and what was done about it."""

from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from feedback.concerns.kinds import ACTED, OPEN
from storage.documents import Document, number_of
from storage.kinds import Kind
from storage.store import Database

CONCERNS = Kind("concerns", indexed=("state", "child", "review", "at", "press"), unique=("press",), lasting=True)


class Mark(TypedDict):
    """Who did something, and when."""

    by: int  # a staff id
    name: str
    at: str


class ConcernWords(Mark):
    """What was written about a concern."""

    text: str


class ConcernAction(Mark):
    """What was done about a concern."""

    words: str


class ConcernAlert(TypedDict):
    """Who was alerted, and when."""

    staff: int
    name: str
    at: str


class Concern(TypedDict):
    """What is kept of one concern. What was written goes by its rule; that it was raised and acted on never does."""

    kind: str  # a key of `TITLES`
    child: str | None
    named: NotRequired[str]  # the child as the raiser named it, where that is nobody whom they may know of
    review: int | None
    voice: int | None
    state: str  # a key of `STATES`
    at: str
    raised_by: int  # a staff id
    raised_by_name: str
    words: list[ConcernWords]
    recused: list[int]  # the staff whom it is about
    acknowledged: Mark | None
    actions: list[ConcernAction]
    press: NotRequired[str | None]  # the press of the button, by which a second arrival is known
    alerted: NotRequired[list[ConcernAlert]]
    erased: NotRequired[str]  # when what was written was erased


class ConcernChange(TypedDict, total=False):
    """The fields of a concern that change."""

    state: str
    words: list[ConcernWords]
    acknowledged: Mark
    actions: list[ConcernAction]
    alerted: list[ConcernAlert]


def by_id(db: Database, concern_id: int) -> Concern | None:
    """One concern, or None."""
    return cast("Concern | None", db.table(CONCERNS).get(doc_id=concern_id))


def by_press(db: Database, press: str) -> Concern | None:
    """The concern that this press of a button has made."""
    return cast("Concern | None", db.table(CONCERNS).get(where("press") == press))


def in_state(db: Database, state: str, *, newest_first: bool = False, limit: int | None = None) -> list[Concern]:
    """The concerns in a state, the oldest first or the newest."""
    found = db.table(CONCERNS).page(where("state") == state, by="at", newest_first=newest_first, limit=limit)
    return cast("list[Concern]", found)


def unsettled_of(db: Database, child: str) -> list[Concern]:
    """The concerns about a child of which no action is on record, the oldest first."""
    cond = (where("child") == child) & (where("state") != ACTED)
    return cast("list[Concern]", db.table(CONCERNS).page(cond, by="at"))


def by_child(db: Database, child: str) -> list[Concern]:
    """Every concern about a child, the oldest first."""
    return cast("list[Concern]", db.table(CONCERNS).page(where("child") == child, by="at"))


def is_raised_about(db: Database, child: str) -> bool:
    """Whether there was ever a concern about a child."""
    return db.table(CONCERNS).contains(where("child") == child)


def of_review(db: Database, review_id: int) -> list[Concern]:
    """The concerns that a review raised, the oldest first."""
    return cast("list[Concern]", db.table(CONCERNS).page(where("review") == review_id, by="at"))


def is_raised(db: Database, review_id: int, kind: str) -> bool:
    """Whether a review has raised a concern of this kind."""
    return db.table(CONCERNS).contains((where("review") == review_id) & (where("kind") == kind))


def last_done(concern: Concern) -> str:
    """When the last thing was done about it."""
    done = [one["at"] for one in (*concern["words"], *concern["actions"])]
    return max([concern["at"], *done, *([concern["acknowledged"]["at"]] if concern["acknowledged"] else [])])


def kept_between(db: Database, first: str, last: str, limit: int) -> list[Concern]:
    """Up to so many whose words are there and about which the last was done between two moments; the oldest first."""
    raised = cast("list[Concern]", db.table(CONCERNS).page(where("at") <= last, by="at"))
    found = [one for one in raised if "erased" not in one and first <= last_done(one) <= last]
    return sorted(found, key=lambda one: (last_done(one), number_of(one)))[:limit]


def erase(db: Database, concern: Concern, on: str) -> None:
    """Take away what was written of it; who raised it, was alerted and acted stays. `on` is said in its place."""
    left = {
        "words": [{**one, "text": on} for one in concern["words"]],
        "actions": [{**one, "words": on} for one in concern["actions"]],
        "erased": db.now.isoformat(),
    }
    db.table(CONCERNS).replace(number_of(concern), {**left, **({"named": on} if concern.get("named") else {})})
    db.announce("concerns")


def newest_open(db: Database) -> list[Concern]:
    """The twenty that were raised last and that nobody has acknowledged."""
    return in_state(db, OPEN, newest_first=True, limit=20)


def add(db: Database, concern: Concern) -> Concern:
    """Keep a new concern; returns it with its number."""
    return cast("Concern", Document(concern, db.table(CONCERNS).insert(concern)))


def change(db: Database, concern: Concern, **fields: Unpack[ConcernChange]) -> None:
    """Set fields of a concern."""
    db.table(CONCERNS).replace(number_of(concern), fields)
