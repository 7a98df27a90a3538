"""The reviews of a list, sorted and counted from the index: only those of the page that is drawn are read."""

from dataclasses import dataclass
from datetime import date

from people import need_to_know
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews import reviews
from reviews.reviews import DIP_SAMPLE, Review, sees_all
from reviews.states import CANCELLED, NEVER_HANDED_IN, RELEASED, TO_HAND_IN
from storage.store import Database

COLUMNS = ("child", "theme", "state", "deadline", "submitted", "released", "calibration", "form")


@dataclass(frozen=True)
class ReviewEntry:
    """What the index knows of a review; a theme that is too long for it is empty."""

    number: int
    reviewer: int
    child: str
    theme: str
    state: str
    deadline: str
    submitted: str = ""
    released: str = ""  # the day on which it was sent to the worker and the line manager
    calibration: str = ""
    form: str = ""

    @property
    def is_dip_sample(self) -> bool:
        """Whether it is the short form."""
        return self.form == DIP_SAMPLE

    @property
    def is_open(self) -> bool:
        """Whether it is still to be handed in."""
        return self.state in TO_HAND_IN

    def is_late(self, today: date) -> bool:
        """Whether its deadline has passed and nothing was handed in; what was returned had been (BR-02)."""
        return self.state in NEVER_HANDED_IN and today.isoformat() > self.deadline


@needs(Permission.SEE_REVIEWS)
def review_index(db: Database, actor: Actor) -> list[ReviewEntry]:
    """The reviews that this person may see: what is to be handed in by its deadline, then the rest, newest first.

    Of the children whom one works with, those that were released.
    """
    everything = all_entries(db)
    blind, reads_all = _blind_calibrations(everything, actor), sees_all(actor)
    casework = need_to_know.known_because(db, actor.id, need_to_know.CASEWORK)
    found = [
        one
        for one in everything
        if (reads_all and one.calibration not in blind)
        or (one.reviewer == actor.id and (one.state != CANCELLED or reads_all))
        or (one.state in RELEASED and one.child in casework)
    ]
    newest_first = sorted(found, key=lambda one: one.deadline, reverse=True)
    return [*(one for one in reversed(newest_first) if one.is_open), *(one for one in newest_first if not one.is_open)]


def all_entries(db: Database) -> list[ReviewEntry]:
    """Every review, for rules that have checked already who is asking; no review is read."""
    columns = reviews.columns(db, ["reviewer", *COLUMNS])
    return [
        ReviewEntry(number, int(who), **{name: str(columns[name].get(number, "")) for name in COLUMNS})
        for number, who in columns["reviewer"].items()
    ]


def _blind_calibrations(found: list[ReviewEntry], actor: Actor) -> set[str]:
    """The calibrations in which this person reviews and that are not all handed in."""
    own = {one.calibration for one in found if one.calibration and one.reviewer == actor.id and one.state != CANCELLED}
    return {one.calibration for one in found if one.calibration in own and one.state in NEVER_HANDED_IN}


@needs(Permission.SEE_REVIEWS)
def due_by_child(db: Database, actor: Actor) -> dict[str, str]:
    """The nearest deadline of what this person may see and nobody has handed in, by child."""
    due: dict[str, str] = {}
    for one in review_index(db, actor):
        if one.is_open:
            due.setdefault(one.child, one.deadline)
    return due


@needs(Permission.SEE_REVIEWS)
def review_of(db: Database, _: Actor, entry: ReviewEntry) -> Review | None:
    """The review of an entry that `review_index` gave this person."""
    return reviews.by_id(db, entry.number)
