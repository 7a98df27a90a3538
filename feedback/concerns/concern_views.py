"""Concerns as a screen shows them: what it is, who has it, what is due and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from feedback.concerns import concerns
from feedback.concerns.concerns import Concern, ConcernAction, ConcernWords, Mark
from feedback.concerns.kinds import ACKNOWLEDGED, ACTED, FIRST, OPEN, STATES, TITLES, acknowledge_by, act_by
from feedback.concerns.responders import called_on
from people import children
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

LATE = {OPEN: "Not acknowledged in time", ACKNOWLEDGED: "No action in time", ACTED: ""}


@dataclass(frozen=True)
class ConcernView:
    """One concern for one person. Times are aware UTC; `late` is the sentence to show, or empty."""

    concern: int
    kind: str
    title: str
    first: str  # what to do before writing anything
    child: str | None
    child_name: str
    named: str  # the child as the raiser named it, where that is nobody whom they may know of
    review: int | None
    voice: int | None
    words: tuple[ConcernWords, ...]
    raised_by: str
    at: datetime
    called_on: tuple[str, ...]  # the names of those who have to answer it by now
    told: tuple[tuple[datetime, tuple[str, ...]], ...]  # who was alerted when, the first ones first
    acknowledge_by: datetime
    act_by: datetime
    acknowledged: Mark | None
    actions: tuple[ConcernAction, ...]
    state: str
    state_words: str
    late: str
    may_answer: bool


@needs(Permission.RAISE_CONCERN)
def concerns_for(db: Database, actor: Actor, *, settled: bool = False) -> list[ConcernView]:
    """What this person raised or is called on for: those not acknowledged first, then the oldest.

    `settled` gives those with an action on record instead, the newest first.
    """
    if settled:
        return _seen(db, actor, concerns.in_state(db, ACTED, newest_first=True))
    waiting = [*concerns.in_state(db, OPEN), *concerns.in_state(db, ACKNOWLEDGED)]
    return _seen(db, actor, waiting)


@needs(Permission.SEE_CHILDREN)
def open_concerns_of(db: Database, actor: Actor, child: str) -> list[ConcernView]:
    """The concerns about a child that are not settled, the oldest first; what was written is for those who answer."""
    child_for(db, actor, child)
    found = concerns.unsettled_of(db, child)
    return [_outside(view_of(db, one, actor.id), one, actor) for one in found if not is_hidden(one, actor)]


def is_hidden(concern: Concern, actor: Actor) -> bool:
    """Whether it is about this person, who is then told nothing of it."""
    return bool(concern["raised_by"] != actor.id and actor.id in concern["recused"])


def waiting_for(db: Database, staff_id: int) -> int:
    """How many concerns wait for this person's acknowledgement: the number on the button of every staff screen."""
    return sum(
        staff_id in {number_of(one) for one in called_on(db, concern)} for concern in concerns.in_state(db, OPEN)
    )


def view_of(db: Database, concern: Concern, staff_id: int) -> ConcernView:
    """One concern, for somebody of whom it was checked that they may see it."""
    raised = datetime.fromisoformat(concern["at"])
    people = called_on(db, concern)
    due = {OPEN: acknowledge_by(raised), ACKNOWLEDGED: act_by(raised), ACTED: None}[concern["state"]]
    return ConcernView(
        concern=number_of(concern),
        kind=concern["kind"],
        title=TITLES[concern["kind"]],
        first=FIRST[concern["kind"]],
        child=concern["child"],
        child_name=children.name_of(db, concern["child"]),
        named=concern.get("named", ""),
        review=concern["review"],
        voice=concern["voice"],
        words=tuple(concern["words"]),
        raised_by=concern["raised_by_name"],
        at=raised,
        called_on=tuple(str(one["name"]) for one in people),
        told=_told(concern),
        acknowledge_by=acknowledge_by(raised),
        act_by=act_by(raised),
        acknowledged=concern["acknowledged"],
        actions=tuple(concern["actions"]),
        state=concern["state"],
        state_words=STATES[concern["state"]],
        late=LATE[concern["state"]] if due and db.now > due else "",
        may_answer=staff_id in {number_of(one) for one in people},
    )


def _outside(one: ConcernView, concern: Concern, actor: Actor) -> ConcernView:
    """Whoever neither raised nor answers it learns that it is there and who has it: not who said what."""
    inside = one.may_answer or concern["raised_by"] == actor.id
    return one if inside else replace(one, words=(), actions=(), raised_by="", named="")


def _told(concern: Concern) -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    by_moment = groupby(concern.get("alerted", []), key=lambda one: str(one["at"]))
    return tuple((datetime.fromisoformat(at), tuple(str(one["name"]) for one in those)) for at, those in by_moment)


def _seen(db: Database, actor: Actor, found: Iterable[Concern]) -> list[ConcernView]:
    made = ((concern, view_of(db, concern, actor.id)) for concern in found)
    return [one for concern, one in made if one.may_answer or concern["raised_by"] == actor.id]
