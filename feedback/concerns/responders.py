"""Who is called on for a concern at a given moment: first the named people, then those above them (BR-25, BR-30)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from feedback.concerns.concerns import Concern
from feedback.concerns.kinds import ACKNOWLEDGE_WITHIN, AT_RISK
from people.duty import duty_managers
from people.roles import Permission, Role
from people.staff import StaffMember, as_actor, everyone, with_role
from people.working_days import working_days_later
from storage.documents import number_of
from storage.store import Database

DEPUTY = Role.HEAD_OF_SOCIAL_CARE  # of the Head of Safeguarding & QA; the framework names none

Level = tuple[StaffMember, ...]


def called_on(db: Database, concern: Concern) -> Level:
    """Everybody who is called on by now: while nobody acknowledges it, each working day the next ones are too.

    It is worked out whenever somebody looks, so no timer has to have run.
    """
    until = db.now
    if concern["acknowledged"]:
        until = datetime.fromisoformat(concern["acknowledged"]["at"])
    return tuple(chain.from_iterable(_reached(levels(db, concern), concern, until)))


def levels(db: Database, concern: Concern) -> tuple[Level, ...]:
    """The named people, then who is next. Nobody stands twice; whom it is about and who raised it, not at all."""
    away = {*concern["recused"], concern["raised_by"]}
    heads = with_role(db, Role.HEAD_OF_SAFEGUARDING)
    own = any(number_of(head) in away for head in heads)
    found = tuple(_new_ones(_chain(db, concern["kind"], heads, own=own), away))
    return found or (_anybody(db, away),)


def _chain(db: Database, kind: str, heads: list[StaffMember], *, own: bool) -> Iterator[list[StaffMember]]:
    """The order of the rules. A head who raised it, wrote the review or is its subject is passed over (BR-25)."""
    directors = with_role(db, Role.ASSISTANT_DIRECTOR)
    first = directors if own else heads
    if kind == AT_RISK:
        yield [*duty_managers(db), *first]
        yield [] if own else with_role(db, DEPUTY)
    else:
        yield first if own else [*first, *with_role(db, DEPUTY)]
    yield directors
    yield with_role(db, Role.EXECUTIVE_DIRECTOR) if own else []


def _new_ones(found: Iterable[list[StaffMember]], away: set[int]) -> Iterator[Level]:
    seen = set(away)
    for people in found:
        fresh = tuple(one for one in people if number_of(one) not in seen)
        seen.update(number_of(one) for one in fresh)
        if fresh:
            yield fresh


def _reached(found: tuple[Level, ...], concern: Concern, until: datetime) -> Iterator[Level]:
    raised = datetime.fromisoformat(concern["at"])
    for step, level in enumerate(found):
        if step == 0 or working_days_later(raised, step * ACKNOWLEDGE_WITHIN) < until:
            yield level


def _anybody(db: Database, away: set[int]) -> Level:
    """Where no role is filled, everybody who may answer: a concern never falls on no one."""
    may = (one for one in everyone(db) if as_actor(one).may(Permission.ANSWER_CONCERN))
    return tuple(one for one in may if number_of(one) not in away)
