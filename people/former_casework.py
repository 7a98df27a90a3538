"""Who has worked with a child before, so that nobody judges later what was once their own work."""

from typing import NotRequired, TypedDict

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

FORMER_CASEWORK = Kind("former_casework", indexed=("key",), unique=("key",), lasting=True)


class FormerCasework(TypedDict):
    """That somebody was the worker or the line manager of a child."""

    key: str  # both
    staff: int
    child: str
    until: str  # the moment at which it ended first
    mistaken: NotRequired[bool]  # it was never so: what said it was taken back


def remember(db: Database, staff_id: int, child: str) -> None:
    """Keep that it was so; once."""
    key = f"{staff_id} {child}"
    known = db.table(FORMER_CASEWORK).get(where("key") == key)
    if known is None:
        ended: FormerCasework = {"key": key, "staff": staff_id, "child": child, "until": db.now.isoformat()}
        db.table(FORMER_CASEWORK).insert(ended)
    elif known.get("mistaken"):
        db.table(FORMER_CASEWORK).replace(number_of(known), {"mistaken": False, "until": db.now.isoformat()})


def was_mistaken(db: Database, staff_id: int, child: str, at: str) -> None:
    """What said at this moment that it was so is taken back; what another said before stands."""
    known = db.table(FORMER_CASEWORK).get(where("key") == f"{staff_id} {child}")
    if known is not None and known["until"] == at:
        db.table(FORMER_CASEWORK).replace(number_of(known), {"mistaken": True})


def worked_with(db: Database, staff_id: int, child: str) -> bool:
    """Whether somebody worked with a child once."""
    known = db.table(FORMER_CASEWORK).get(where("key") == f"{staff_id} {child}")
    return known is not None and not known.get("mistaken")
