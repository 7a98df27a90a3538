"""Batches as they are kept: reviews that are planned in one go, and the sample that they came from."""

from typing import TypedDict, Unpack, cast

from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

REVIEW_BATCHES = Kind("review_batches", indexed=("at",), lasting=True)
PROPOSED, PLANNED, DROPPED = "proposed", "planned", "dropped"


class BatchRow(TypedDict):
    """One review of it: whose, and by whom (NOBODY for later)."""

    child: str
    reviewer: int


class Sample(TypedDict):
    """All that it takes to draw the same children again."""

    seed: str
    wanted: int
    filters: str  # in words
    population: list[str]  # the references, in their order
    drawn: list[str]


class Batch(TypedDict):
    """What is kept of one batch."""

    theme: str
    deadline: str  # an ISO date, of each review of it
    form: str  # the form's id
    calibration: bool  # whether several reviewers look at each child, blind to each other
    rows: list[BatchRow]
    sample: Sample | None  # None where the children were chosen by name
    state: str
    by: int
    by_name: str
    at: str


class BatchChange(TypedDict, total=False):
    """The fields of a batch that change."""

    rows: list[BatchRow]
    state: str


def add(db: Database, added: Batch) -> int:
    """Keep a new batch."""
    return db.table(REVIEW_BATCHES).insert(added)


def change(db: Database, number: int, **fields: Unpack[BatchChange]) -> None:
    """Set fields of a batch."""
    db.table(REVIEW_BATCHES).replace(number, fields)


@needs(Permission.PLAN_REVIEWS)
def batch(db: Database, _: Actor, number: int) -> Batch:
    """One batch; `NotFound` where there is none."""
    found = cast("Batch | None", db.table(REVIEW_BATCHES).get(doc_id=number))
    if found is None:
        raise NotFound
    return found


@needs(Permission.PLAN_REVIEWS)
def latest_batches(db: Database, _: Actor, most: int) -> list[Batch]:
    """The batches of everybody, the newest first, those that were dropped too."""
    return cast("list[Batch]", db.table(REVIEW_BATCHES).page(by="at", newest_first=True, limit=most))
