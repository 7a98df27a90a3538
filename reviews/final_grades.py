"""Final grades: what a review was graded in the end, from where, and who saw it otherwise (BR-46, 47)."""

from collections.abc import Mapping
from typing import TypedDict, cast

from tinydb import where

from people.actor import Actor
from reviews.recommendations import Rows
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

FINAL_GRADES = Kind("final_grades", indexed=("review", "meeting", "at"), unique=("review",), lasting=True)

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


def erase_words(db: Database, review_id: int, on: str) -> None:
    """Take reasons, recommendations and actions away; the grades and who saw them otherwise stay (BR-47)."""
    found = final_of(db, review_id)
    if found is None:
        return
    grades = {part: {**one, "reason": on if one["reason"] else ""} for part, one in found["grades"].items()}
    left = {"grades": grades, "recommendations": {part: [] for part in found["recommendations"]}, "actions": []}
    db.table(FINAL_GRADES).replace(number_of(found), left)


def finals(db: Database) -> list[FinalGrades]:
    """Those of every review."""
    return cast("list[FinalGrades]", list(db.table(FINAL_GRADES)))


def latest_finals(db: Database, most: int) -> list[FinalGrades]:
    """The reviews that became final last, the last first."""
    return cast("list[FinalGrades]", db.table(FINAL_GRADES).page(by="at", newest_first=True, limit=most))


def discussed_since(db: Database, moment: str) -> list[FinalGrades]:
    """Those that a panel confirmed since a moment (ISO), the last first."""
    found = cast("list[FinalGrades]", db.table(FINAL_GRADES).page(where("at") >= moment, by="at", newest_first=True))
    return [one for one in found if one["meeting"] is not None]
