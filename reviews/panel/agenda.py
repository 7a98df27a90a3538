"""The agenda of a meeting: its reviews, and what was settled of each, as it is kept (BR-44, BR-45)."""

from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from reviews.recommendations import Rows
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

AGENDA_ITEMS = Kind("agenda_items", indexed=("meeting", "review", "state", "key"), unique=("key",), lasting=True)

LISTED, CONFIRMED, TAKEN_OFF = "listed", "confirmed", "taken_off"


class Settled(TypedDict):
    """What was settled on one point of a review."""

    source: str  # AGREED or CHAIR of `final_grades`
    grade: str  # of a graded part; empty else
    agree: bool  # of the others: whether the panel agrees
    removed: list[int]  # of recommendations: the rows, from 1, that do not stand
    reason: str
    comments: str
    differed: list[str]  # who saw it otherwise, with what they said
    by: int
    by_name: str
    at: str


class AgendaItem(TypedDict):
    """One review on the agenda of one meeting."""

    key: str  # meeting and review
    meeting: int
    review: int
    place: int  # in the order of the agenda
    state: str
    settled: dict[str, Settled]  # by the part's id
    objections: dict[str, str]  # what the reviewer does not agree with, by the part's id (BR-46)
    actions: Rows  # arising from moderation: action, who, by when
    off_reason: NotRequired[str]
    off_at: NotRequired[str]


class AgendaItemChange(TypedDict, total=False):
    """The fields of an item that change."""

    place: int
    state: str
    settled: dict[str, Settled]
    objections: dict[str, str]
    actions: Rows
    off_reason: str
    off_at: str


def put_on(db: Database, meeting: int, review: int) -> None:
    """Put a review on the agenda, at its end; again where it was taken off before."""
    place = max((one["place"] for one in agenda(db, meeting)), default=0) + 1
    present = item(db, meeting, review)
    if present is not None:
        change(db, present, state=LISTED, place=place)
        return
    added: AgendaItem = {
        "key": f"{meeting}/{review}",
        "meeting": meeting,
        "review": review,
        "place": place,
        "state": LISTED,
        "settled": {},
        "objections": {},
        "actions": [],
    }
    db.table(AGENDA_ITEMS).insert(added)


def item(db: Database, meeting: int, review: int) -> AgendaItem | None:
    """What a meeting has of a review, taken off or not."""
    return cast("AgendaItem | None", db.table(AGENDA_ITEMS).get(where("key") == f"{meeting}/{review}"))


def agenda(db: Database, meeting: int) -> list[AgendaItem]:
    """The reviews of a meeting in their order, without those that were taken off."""
    found = cast("list[AgendaItem]", db.table(AGENDA_ITEMS).search(where("meeting") == meeting))
    return sorted((one for one in found if one["state"] != TAKEN_OFF), key=lambda one: one["place"])


def of_review(db: Database, review: int) -> list[AgendaItem]:
    """Every meeting's item of a review, those that were taken off too, the first first."""
    return cast("list[AgendaItem]", db.table(AGENDA_ITEMS).search(where("review") == review))


def listed_at(db: Database, review: int) -> AgendaItem | None:
    """Where a review is on the agenda, or was confirmed."""
    return next((one for one in reversed(of_review(db, review)) if one["state"] != TAKEN_OFF), None)


def take_off(db: Database, present: AgendaItem, reason: str) -> None:
    """Take a review off the agenda."""
    change(db, present, state=TAKEN_OFF, off_reason=reason, off_at=db.now.isoformat())


def erase_words(db: Database, review: int, on: str) -> None:
    """Take what was said of a review in any meeting away; what was settled, and how, stays (BR-47)."""
    for one in of_review(db, review):
        settled = {part: _without_words(said, on) for part, said in one["settled"].items()}
        change(db, one, settled=settled, objections=dict.fromkeys(one["objections"], on), actions=[])
        if one.get("off_reason"):
            change(db, one, off_reason=on)


def _without_words(said: Settled, on: str) -> Settled:
    written = {name: on for name in ("reason", "comments") if said[name]}
    return cast("Settled", {**said, **written, "differed": []})


def change(db: Database, present: AgendaItem, **fields: Unpack[AgendaItemChange]) -> None:
    """Set fields of an item."""
    db.table(AGENDA_ITEMS).replace(number_of(present), fields)
