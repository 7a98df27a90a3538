"""Who is away, and who stands in: a deputy sees what the other sees, from the first day to the last."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, cast

from tinydb import where

from people.working_days import london_day
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

LEAVES = Kind("leaves", indexed=("staff", "deputy"))


class Leave(TypedDict):
    """That somebody is away; both days are ISO dates and belong to it."""

    staff: int
    since: str
    until: str
    deputy: int  # a staff id; NOBODY where nobody stands in
    noted_by: int
    noted: str
    taken_back: str | None  # when it was found not to be so


def leaves_of(db: Database, staff_id: int) -> list[Leave]:
    """The leaves of a person that were not taken back, the first to begin first."""
    found = cast("list[Leave]", db.table(LEAVES).search(where("staff") == staff_id))
    return sorted((one for one in found if one["taken_back"] is None), key=lambda one: one["since"])


def away_on(db: Database, staff_id: int, day: date) -> Leave | None:
    """The leave that a person is on that day."""
    return next((one for one in leaves_of(db, staff_id) if _holds(one, day)), None)


def stands_in_for(db: Database, staff_id: int) -> frozenset[int]:
    """The staff ids of those for whom this person stands in today."""

    def find() -> frozenset[int]:
        return frozenset(one["staff"] for one in standing_in(db, staff_id))

    return db.once(("stands in for", staff_id), find)


def standing_in(db: Database, staff_id: int) -> list[Leave]:
    """The leaves during which this person stands in today, the first to end first."""
    today = london_day(db.now)
    found = cast("list[Leave]", db.table(LEAVES).search(where("deputy") == staff_id))
    now = [one for one in found if one["taken_back"] is None and _holds(one, today)]
    return sorted(now, key=lambda one: one["until"])


def prefetch(db: Database, people: Iterable[int]) -> None:
    """Read the leaves of these at once."""
    db.table(LEAVES).prefetch("staff", people)


def in_place_of(db: Database, staff_id: int, day: date) -> int:
    """Whom to turn to instead: the deputy while somebody is away and has one, else themselves. One step, no chain."""
    leave = away_on(db, staff_id, day)
    return leave["deputy"] if leave and leave["deputy"] else staff_id


def keep_leave(db: Database, leave: Leave) -> int:
    """Keep that somebody is away; the number of the document."""
    return db.table(LEAVES).insert(leave)


def leave_by_number(db: Database, number: int) -> Leave | None:
    """One leave."""
    return cast("Leave | None", db.table(LEAVES).get(doc_id=number))


def take_back(db: Database, leave: Leave) -> None:
    """It is not so any more."""
    db.table(LEAVES).replace(number_of(leave), {"taken_back": db.now.isoformat()})


def _holds(leave: Leave, day: date) -> bool:
    return leave["since"] <= day.isoformat() <= leave["until"]
