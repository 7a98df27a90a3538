"""What the Head said of a review at stage 1, one document each time, kept for ever (BR-47)."""

from collections.abc import Mapping
from typing import TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

MODERATIONS = Kind("moderations", indexed=("review", "group"), lasting=True)

PASSED, RETURNED = "passed", "returned"
CHECKS: Mapping[str, str] = {
    "accurate": "The evidence is accurate when compared with Mosaic",
    "complete": "Every part of the template is complete",
    "issues": "Every issue has a recommendation",
    "recommendations": "The recommendations are clear and linked to their impact",
}


class Moderation(TypedDict):
    """One look of the Head at one version of a review."""

    review: int
    version: int  # of what was handed in
    outcome: str  # PASSED or RETURNED
    checks: dict[str, bool]  # by the keys of `CHECKS`
    comments: dict[str, str]  # by the part's id
    words: str  # to the reviewer, on the whole
    grade: str  # the Head's own view of the overall grade; empty where it was returned
    group: str  # which reviews it is counted among for the panel's list
    why_listed: str  # a key of `listing.REASONS`; empty where no rule lists it
    by: int
    by_name: str
    at: str


def keep_moderation(db: Database, moderation: Moderation) -> None:
    """Keep one look at a review."""
    db.table(MODERATIONS).insert(moderation)


def of_review(db: Database, review_id: int) -> list[Moderation]:
    """Every look at a review, the first first."""
    found = cast("list[Moderation]", db.table(MODERATIONS).search(where("review") == review_id))
    return sorted(found, key=lambda one: one["at"])


def erase_words(db: Database, review_id: int, on: str) -> None:
    """Take what the Head wrote away; the outcome, the checks and the grade stay (BR-47)."""
    for one in of_review(db, review_id):
        left = {"comments": dict.fromkeys(one["comments"], on), "words": on if one["words"] else ""}
        db.table(MODERATIONS).replace(number_of(one), left)


def last_of(db: Database, review_id: int) -> Moderation | None:
    """The last look at a review."""
    found = of_review(db, review_id)
    return found[-1] if found else None


def counted(db: Database, group: str) -> int:
    """How many passes were counted in a group so far."""
    return db.table(MODERATIONS).count(where("group") == group)
