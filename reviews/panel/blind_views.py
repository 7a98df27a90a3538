"""Each member's own grades and comments on one version of a review, kept apart for ever (BR-43, BR-47)."""

from typing import TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

BLIND_VIEWS = Kind("blind_views", indexed=("review", "staff", "key"), unique=("key",), lasting=True)


class Opinion(TypedDict):
    """What a member thinks of one point."""

    grade: str  # of a graded part: the grade that they would give; empty else
    agree: bool | None  # None while nothing is said
    comments: str


class BlindView(TypedDict):
    """One member's view of one version; it is written until the meeting opens and never changed after."""

    key: str  # review, version and member
    review: int
    version: int
    staff: int
    name: str
    opinions: dict[str, Opinion]  # by the part's id
    read_at: str  # when the member said that the whole review is read; empty before
    at: str


def view_of(db: Database, review: int, version: int, staff: int) -> BlindView | None:
    """The view of one member."""
    return cast("BlindView | None", db.table(BLIND_VIEWS).get(where("key") == f"{review}/{version}/{staff}"))


def views_of(db: Database, review: int, version: int) -> list[BlindView]:
    """The views of all members, by name; for rules that know who may see them."""
    found = cast("list[BlindView]", db.table(BLIND_VIEWS).search(where("review") == review))
    return sorted((one for one in found if one["version"] == version), key=lambda one: one["name"])


def erase_words(db: Database, review: int, on: str) -> None:
    """Take the members' comments away; their grades stay (BR-47)."""
    for one in cast("list[BlindView]", db.table(BLIND_VIEWS).search(where("review") == review)):
        left = {part: {**said, "comments": on if said["comments"] else ""} for part, said in one["opinions"].items()}
        db.table(BLIND_VIEWS).replace(number_of(one), {"opinions": left})


def keep_view(db: Database, view: BlindView) -> None:
    """Keep what a member thinks, in place of what they thought before the meeting."""
    present = view_of(db, view["review"], view["version"], view["staff"])
    if present is None:
        db.table(BLIND_VIEWS).insert(view)
    else:
        db.table(BLIND_VIEWS).replace(number_of(present), view)
