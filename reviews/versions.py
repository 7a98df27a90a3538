"""What a review said each time that it was handed in, kept for ever; and what has changed since (BR-47)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, cast

from tinydb import where

from forms.schema import Form, Part, Question
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from reviews.citations import citations, erased
from reviews.entries import entries
from reviews.reviews import Review, by_child, review
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

REVIEW_VERSIONS = Kind("review_versions", indexed=("review", "key"), unique=("key",), lasting=True)


class ReviewVersion(TypedDict):
    """One handing in: every field as it was, and every citation."""

    key: str  # review and number
    review: int
    number: int  # from 1
    by: int
    at: str
    values: dict[str, Any]
    cited: list[dict[str, Any]]


@dataclass(frozen=True)
class FieldChange:
    """One field that does not say what it said in a version."""

    part: Part
    question: Question
    before: Any  # "" where nothing stood there
    now: Any


def keep_version(db: Database, actor: Actor, found: Review) -> ReviewVersion:
    """Keep what is handed in at this moment."""
    review_id = number_of(found)
    number = len(versions(db, review_id)) + 1
    kept: ReviewVersion = {
        "key": f"{review_id}/{number}",
        "review": review_id,
        "number": number,
        "by": found["reviewer"],
        "at": db.now.isoformat(),
        "values": {question: one["value"] for question, one in entries(db, review_id).items()},
        "cited": [dict(one) for one in citations(db, actor, review_id)],
    }
    db.table(REVIEW_VERSIONS).insert(kept)
    return kept


def versions(db: Database, review_id: int) -> list[ReviewVersion]:
    """Every version of a review that was handed in, the first first."""
    found = cast("list[ReviewVersion]", db.table(REVIEW_VERSIONS).search(where("review") == review_id))
    return sorted(found, key=lambda one: one["number"])


def erase_words(db: Database, child: str, voice: int, on: str) -> None:
    """Take a voice's words out of what was cited in every version that was handed in."""
    for found in by_child(db, child):
        for one in versions(db, number_of(found)):
            if any(said["voice"] == voice for said in one["cited"]):
                cited = [{**said, **_without_words(said, voice, on)} for said in one["cited"]]
                db.table(REVIEW_VERSIONS).replace(number_of(one), {"cited": cited})


def erase_everything(db: Database, review_id: int, on: str, without: Callable[[str, Any], Any]) -> None:
    """Take what was written out of every version; `without(question, value)` is what stands in a field then."""
    for one in versions(db, review_id):
        left = {question: without(question, value) for question, value in one["values"].items()}
        cited = [{**said, **_without_words(said, said["voice"], on)} for said in one["cited"]]
        db.table(REVIEW_VERSIONS).replace(number_of(one), {"values": left, "cited": cited})


def _without_words(said: Mapping[str, Any], voice: int, on: str) -> dict[str, Any]:
    return {**erased(on), "translations": [], "statements": []} if said["voice"] == voice else {}


def handed_in_version(db: Database, actor: Actor, found: Review) -> ReviewVersion:
    """The version that was handed in last; of a review that was handed in before versions were kept, what stands."""
    return last_version(db, number_of(found)) or keep_version(db, actor, found)


def last_version(db: Database, review_id: int) -> ReviewVersion | None:
    """The version that was handed in last."""
    found = versions(db, review_id)
    return found[-1] if found else None


def latest_version(db: Database, review_id: int) -> ReviewVersion:
    """The same, of a review that is past its handing in; `NotFound` where it is not."""
    found = last_version(db, review_id)
    if found is None:
        raise NotFound
    return found


@needs(Permission.SEE_REVIEWS)
def version(db: Database, actor: Actor, review_id: int, number: int) -> ReviewVersion | None:
    """One version of a review that this person may see."""
    review(db, actor, review_id)
    return next((one for one in versions(db, review_id) if one["number"] == number), None)


def changes(form: Form, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[FieldChange]:
    """The fields that say something else than before, in the order of the form."""
    pairs: Iterable[tuple[Part, Question]] = ((part, one) for part in form.parts for one in part.questions)
    return [
        FieldChange(part, one, before.get(one.id, ""), now.get(one.id, ""))
        for part, one in pairs
        if before.get(one.id, "") != now.get(one.id, "")
    ]
