"""The call list: whom to call now, who rests until later, and who is left out with the reason."""

from dataclasses import dataclass
from datetime import datetime

from feedback.calls.kept import kept_call
from feedback.calls.line import Line, line_of
from feedback.calls.wanted import wanted_calls
from feedback.calls.whom import call_of, may_call
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database


@dataclass(frozen=True)
class CallList:
    """Whom to call now, who rests until later, and who is left out and why."""

    now: tuple[Line, ...]
    later: tuple[Line, ...]
    left_out: tuple[Line, ...]


@needs(Permission.MAKE_CALLS)
def call_list(db: Database, actor: Actor) -> CallList:
    """The list for this caller: first where it is safe now, then the oldest. A line that rests comes back by itself."""
    lines = [line_of(db, one) for one in wanted_calls(db) if may_call(db, actor, one)]
    lines = sorted((one for one in lines if not kept_call(db, one.key)["done"]), key=_rank)
    to_call = [one for one in lines if not one.left_out]
    return CallList(
        now=tuple(one for one in to_call if not one.rests_until),
        later=tuple(sorted((one for one in to_call if one.rests_until), key=lambda one: str(one.rests_until))),
        left_out=tuple(one for one in lines if one.left_out),
    )


@needs(Permission.MAKE_CALLS)
def call_line(db: Database, actor: Actor, key: str) -> Line:
    """One line; `NotFound` for what is gone, and for a family that this caller may not know of."""
    return line_of(db, call_of(db, actor, key))


def _rank(line: Line) -> tuple[int, datetime]:
    return ({True: 0, None: 1, False: 2}[line.safe_now], line.since)
