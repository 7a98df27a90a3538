"""Taking a step: the one way in which the state of a review changes, and the time line that it leaves."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypedDict, Unpack, cast

from tinydb import where

from language import dates
from people import audit
from people.actor import Actor
from people.errors import NotAllowed, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews import reviews
from reviews.moderators import moderates
from reviews.reviews import Review, ReviewChange, review, waits_for_others
from reviews.states import STATES, STEPS, Step, Who
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

REVIEW_STEPS = Kind("review_steps", indexed=("review", "step"), lasting=True)

MAKES_KNOWN = frozenset({"list", "finalise"})  # what others read from then on, beside the review itself
AUDITED: Mapping[str, str] = {
    "submit": "review.submitted",
    "sample": "review.submitted",
}  # the name in the trail, where it is older than the table


class StepTaken(TypedDict):
    """One line of a review's time line."""

    review: int
    step: str
    before: str
    after: str
    by: int
    by_name: str
    at: str
    day: str  # the day that was given, where the step has one; else empty
    note: str


RULES: Mapping[Who, Callable[[Database, Actor, Review], bool]] = {
    Who.PLANNER: lambda db, actor, review: actor.may(Permission.PLAN_REVIEWS),
    Who.REVIEWER: lambda db, actor, review: actor.id == review["reviewer"],
    Who.MODERATOR: moderates,
    Who.PANEL_PLANNER: lambda db, actor, review: actor.may(Permission.PLAN_PANEL),
    Who.PANEL: lambda db, actor, review: actor.may(Permission.SIT_ON_PANEL),
    Who.HEAD: lambda db, actor, review: actor.may(Permission.COMPLETE_HEAD_BOX),
    Who.PROGRAM: lambda db, actor, review: False,  # nobody presses it
}


def take_step(
    db: Database,
    actor: Actor,
    review_id: int,
    name: str,
    *,
    day: str = "",
    note: str = "",
    **changed: Unpack[ReviewChange],
) -> bool:
    """Take a step and put it on the time line; False where it was taken already, so that sent twice is once.

    `NotAllowed` for who does not take it; `Unacceptable`, saying who was first, where the review has moved on.
    """
    found, step = review(db, actor, review_id), STEPS[name]
    if not RULES[step.who](db, actor, found):
        raise NotAllowed(name)
    if found["state"] == step.after and step.after not in step.before:
        return False
    check_can(db, found, step)
    changed["state"] = step.after or found["state"]
    reviews.change(db, review_id, **changed)
    keep_step(db, found, step, by=actor.id, by_name=actor.name, day=day, note=note)
    audit.record(db, actor, AUDITED.get(name, f"review.{name}"), child=found["child"], review=review_id)
    return True


def keep_step(db: Database, found: Review, step: Step, *, by: int, by_name: str, day: str = "", note: str = "") -> None:
    """Put a step on the time line of a review, as it was found before; for what nobody presses (0 is the program)."""
    taken: StepTaken = {
        "review": number_of(found),
        "step": step.name,
        "before": found["state"],
        "after": step.after or found["state"],
        "by": by,
        "by_name": by_name,
        "at": db.now.isoformat(),
        "day": day,
        "note": note,
    }
    db.table(REVIEW_STEPS).insert(taken)
    for topic in ("reviews", f"review:{taken['review']}", f"child:{found['child']}"):
        db.announce(topic)


def check_can(db: Database, found: Review, step: Step) -> None:
    """`Unacceptable` where a review is not in a state from which this step goes, or others are still blind to it."""
    if found["state"] in step.before:
        if step.name in MAKES_KNOWN and waits_for_others(db, found):
            raise Unacceptable("Another review of this calibration is not handed in yet. This comes after it.")
        return
    last = last_step(db, number_of(found))
    who = f" ({last['by_name']}, {dates.moment(datetime.fromisoformat(last['at']), 'en', db.now)})" if last else ""
    now = STATES[found["state"]].lower()
    raise Unacceptable(f"The review has moved on: it is {now} now{who}. Nothing was changed.")


def can_take(db: Database, actor: Actor, found: Review, name: str) -> bool:
    """Whether this person may take this step now: what no screen offers otherwise."""
    step = STEPS[name]
    held = name in MAKES_KNOWN and waits_for_others(db, found)
    return found["state"] in step.before and not held and RULES[step.who](db, actor, found)


@needs(Permission.SEE_REVIEWS)
def timeline(db: Database, actor: Actor, review_id: int) -> list[StepTaken]:
    """Every step that a review has taken, the first first."""
    review(db, actor, review_id)
    return _steps(db, review_id)


def last_step(db: Database, review_id: int, name: str = "") -> StepTaken | None:
    """The step that was taken last, or the last of this name."""
    found = [one for one in _steps(db, review_id) if name in ("", one["step"])]
    return found[-1] if found else None


def erase_notes(db: Database, review_id: int, on: str) -> None:
    """Take what was noted at its steps away; the steps stay."""
    for one in _steps(db, review_id):
        if one["note"]:
            db.table(REVIEW_STEPS).replace(number_of(one), {"note": on})


def _steps(db: Database, review_id: int) -> list[StepTaken]:
    found = cast("list[StepTaken]", db.table(REVIEW_STEPS).search(where("review") == review_id))
    return sorted(found, key=lambda one: datetime.fromisoformat(one["at"]))
