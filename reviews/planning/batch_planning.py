"""Planning a batch that was proposed: all of its reviews or none, and each row that cannot be is told why."""

from collections.abc import Sequence

from forms.schema import Form
from people import audit, children
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import member, name_of
from reviews.planning import batches
from reviews.planning.batches import DROPPED, PLANNED, PROPOSED, Batch, BatchRow, batch
from reviews.planning.conflicts import why_not
from reviews.planning.proposing import deadline_ahead
from reviews.reviews import NOBODY, ReviewLinks, of_batch, plan_review
from storage.documents import number_of
from storage.store import Database

TOGETHER = 2  # reviewers of one child at least, where they are compared


class RowsRefused(Unacceptable):
    """Rows that cannot be planned; `reasons` says why, by the place of the row, from 0."""

    def __init__(self, reasons: dict[int, str]) -> None:
        super().__init__("Nothing is planned yet. Look at the rows that are marked.")
        self.reasons = reasons


@needs(Permission.PLAN_REVIEWS)
def plan_batch(db: Database, actor: Actor, number: int, rows: Sequence[BatchRow], form: Form) -> list[int]:
    """Plan these rows of a proposal, all or none; planned twice is once. `RowsRefused` names what stands in the way."""
    found = batch(db, actor, number)
    if found["state"] != PROPOSED:
        return _planned_before(db, found)
    if not rows:
        raise Unacceptable("No child is left in this batch. Keep one at least, or drop the batch.")
    deadline_ahead(db, found["deadline"])
    if reasons := refusals(db, found, rows):
        raise RowsRefused(reasons)
    planned = [_plan(db, actor, number, found, row, form) for row in rows]
    batches.change(db, number, state=PLANNED, rows=[*rows])
    audit.record(db, actor, "reviews.planned", batch=number, reviews=planned)
    return planned


def refusals(db: Database, found: Batch, rows: Sequence[BatchRow]) -> dict[int, str]:
    """Why rows cannot be planned as they stand, by their place."""
    reasons: dict[int, str] = {}
    seen: set[tuple[str, int]] = set()
    for place, row in enumerate(rows):
        person = member(db, row["reviewer"]) if row["reviewer"] != NOBODY else None
        key = (row["child"], row["reviewer"] if found["calibration"] else NOBODY)
        if key in seen:
            twice = f" for {name_of(db, row['reviewer'])}" if found["calibration"] and person else ""
            reasons[place] = f"{children.name_of(db, row['child'])} stands here twice{twice}. Take one of them out."
        elif person is None and (row["reviewer"] != NOBODY or found["calibration"]):
            reasons[place] = "Choose who reviews."
        elif person and (reason := why_not(db, person, row["child"])):
            reasons[place] = reason
        seen.add(key)
    return reasons | _alone(found, rows, reasons)


@needs(Permission.PLAN_REVIEWS)
def drop_batch(db: Database, actor: Actor, number: int) -> None:
    """Let a proposal go. It is kept, so that nobody can draw until a sample suits them without its being seen."""
    if batch(db, actor, number)["state"] == PROPOSED:
        batches.change(db, number, state=DROPPED)
        audit.record(db, actor, "reviews.dropped", batch=number)


def _alone(found: Batch, rows: Sequence[BatchRow], reasons: dict[int, str]) -> dict[int, str]:
    """In a calibration a child with one reviewer is compared with nobody."""
    if not found["calibration"]:
        return {}
    named = [row["child"] for row in rows]
    return {
        place: "This child has one reviewer only, who is compared with nobody. Add another one, or take it out."
        for place, ref in enumerate(named)
        if named.count(ref) < TOGETHER and place not in reasons
    }


def _plan(db: Database, actor: Actor, number: int, found: Batch, row: BatchRow, form: Form) -> int:
    links: ReviewLinks = {"batch": number}
    if found["calibration"]:
        links["calibration"] = f"{number}-{row['child']}"
    given = {"theme": found["theme"], "deadline": found["deadline"]}
    return plan_review(db, actor, child=row["child"], reviewer=row["reviewer"], form=form, links=links, **given)


def _planned_before(db: Database, found: Batch) -> list[int]:
    if found["state"] == DROPPED:
        raise Unacceptable("This batch was dropped. Begin a new one.")
    return [number_of(one) for one in of_batch(db, number_of(found))]
