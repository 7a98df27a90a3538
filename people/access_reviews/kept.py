"""An access review and its lines as they are kept: one line a person, with what was said and what it was said of."""

from collections.abc import Iterable
from typing import Final, TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

ACCESS_REVIEWS = Kind("access_reviews", indexed=("closed",), lasting=True)
ACCESS_LINES = Kind("access_review_lines", indexed=("review", "asked"), lasting=True)
TOPIC = "access reviews"
EVERY: Final = 0  # in the place of a number of children


class AccessReview(TypedDict):
    """One review; `closed` is empty while it goes on."""

    begun: str
    by: int
    by_name: str
    closed: str
    closed_by_name: str


class Seen(TypedDict):
    """Because of what somebody sees children, and how many; EVERY for all that there are."""

    because: str
    children: int


class ReviewLine(TypedDict):
    """One person; `roles` and `seen` are as they were when it was said, and before that as they were at the start."""

    review: int
    person: int
    name: str
    asked: int  # the manager; 0 for whoever runs the review
    asked_name: str
    answer: str  # a key of `ANSWERS`; empty until it is said
    why: str
    roles: str
    seen: list[Seen]
    by_name: str
    at: str


class LineChange(TypedDict, total=False):
    """The fields of a line that change."""

    answer: str
    why: str
    roles: str
    seen: list[Seen]
    by_name: str
    at: str


def keep(db: Database, review: AccessReview) -> int:
    """Keep a new review; its number."""
    return db.table(ACCESS_REVIEWS).insert(review)


def close(db: Database, number: int, at: str, by_name: str) -> None:
    """Note that it is closed."""
    db.table(ACCESS_REVIEWS).replace(number, {"closed": at, "closed_by_name": by_name})


def by_number(db: Database, number: int) -> AccessReview | None:
    """One review."""
    return cast("AccessReview | None", db.table(ACCESS_REVIEWS).get(doc_id=number))


def every(db: Database) -> list[AccessReview]:
    """All reviews, the newest first."""
    return sorted(cast("Iterable[AccessReview]", db.table(ACCESS_REVIEWS)), key=number_of, reverse=True)


def going_on(db: Database) -> AccessReview | None:
    """The one that is not closed."""
    return cast("AccessReview | None", db.table(ACCESS_REVIEWS).get(where("closed") == ""))


def keep_line(db: Database, line: ReviewLine) -> None:
    """Keep a new line."""
    db.table(ACCESS_LINES).insert(line)


def change_line(db: Database, number: int, fields: LineChange) -> None:
    """Set fields of a line."""
    db.table(ACCESS_LINES).replace(number, fields)


def line(db: Database, number: int) -> ReviewLine | None:
    """One line."""
    return cast("ReviewLine | None", db.table(ACCESS_LINES).get(doc_id=number))


def lines_of(db: Database, review: int) -> list[ReviewLine]:
    """The lines of a review."""
    return cast("list[ReviewLine]", db.table(ACCESS_LINES).search(where("review") == review))
