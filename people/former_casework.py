"""Who has worked with a child before, so that nobody judges later what was once their own work."""

from typing import TypedDict

from tinydb import where

from storage.kinds import Kind
from storage.store import Database

FORMER_CASEWORK = Kind("former_casework", indexed=("key",), unique=("key",), lasting=True)


class FormerCasework(TypedDict):
    """That somebody was the worker or the line manager of a child."""

    key: str  # both
    staff: int
    child: str
    until: str  # the moment at which it ended first


def remember(db: Database, staff_id: int, child: str) -> None:
    """Keep that it was so; once."""
    if not worked_with(db, staff_id, child):
        ended: FormerCasework = {
            "key": f"{staff_id} {child}",
            "staff": staff_id,
            "child": child,
            "until": db.now.isoformat(),
        }
        db.table(FORMER_CASEWORK).insert(ended)


def worked_with(db: Database, staff_id: int, child: str) -> bool:
    """Whether somebody worked with a child once."""
    return db.table(FORMER_CASEWORK).contains(where("key") == f"{staff_id} {child}")
