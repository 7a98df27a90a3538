"""Final grades: what a review was graded in the end, from where, and who saw it otherwise (BR-46, 47)."""

from collections.abc import Mapping
from typing import TypedDict, cast

from tinydb import where

from people.actor import Actor
from reviews.recommendations import Rows
from storage.kinds import Kind
from storage.store import Database

FINAL_GRADES = Kind("final_grades", indexed=("review", "meeting"), unique=("review",), lasting=True)

REVIEWER, AGREED, CHAIR = "reviewer", "agreed", "chair"
SOURCES: Mapping[str, str] = {
    REVIEWER: "as the reviewer graded it",
    AGREED: "agreed by the panel",
    CHAIR: "the chair’s decision",
}


class FinalGrade(TypedDict):
    """The final grade of one part."""

    grade: str
    source: str  # a key of `SOURCES`
    reason: str  # of a grade that is not the reviewer's
    differed: list[str]  # the names of those who saw it otherwise


class FinalGrades(TypedDict):
    """What a review came to."""

    review: int
    meeting: int | None  # None where no panel discussed it
    by: int
    by_name: str
    at: str
    grades: dict[str, FinalGrade]  # by the part's id
    recommendations: dict[str, Rows]  # by the part's id: those that stand
    actions: Rows  # arising from moderation: action, who, by when


def keep_final(
    db: Database,
    actor: Actor,
    review_id: int,
    meeting: int | None,
    grades: dict[str, FinalGrade],
    recommendations: dict[str, Rows],
    actions: Rows | None = None,
) -> None:
    """Keep them, once; they are never changed."""
    final: FinalGrades = {
        "review": review_id,
        "meeting": meeting,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
        "grades": grades,
        "recommendations": recommendations,
        "actions": actions or [],
    }
    db.table(FINAL_GRADES).insert(final)


def final_of(db: Database, review_id: int) -> FinalGrades | None:
    """What a review came to, once it is final."""
    return cast("FinalGrades | None", db.table(FINAL_GRADES).get(where("review") == review_id))


def finals(db: Database) -> list[FinalGrades]:
    """Those of every review."""
    return cast("list[FinalGrades]", list(db.table(FINAL_GRADES)))


def discussed(db: Database) -> list[FinalGrades]:
    """Those that a panel confirmed, the last meeting first."""
    found = [one for one in finals(db) if one["meeting"] is not None]
    return sorted(found, key=lambda one: one["at"], reverse=True)
