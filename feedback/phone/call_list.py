"""The call list: whom to call now, what to read first, who may be called later, and who is left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_access import call_of, may_call
from feedback.phone.call_line import CallLine, line_of
from feedback.phone.call_records import kept_call
from feedback.phone.call_safety import USUAL_HOURS, SafeToCall
from feedback.phone.calls_due import calls_due
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database


@dataclass(frozen=True)
class CallList:
    """`now` holds those alone of whom it is known that it is safe. In `to_read` a person has to read and judge."""

    now: tuple[CallLine, ...]
    to_read: tuple[CallLine, ...]
    later: tuple[CallLine, ...]
    left_out: tuple[CallLine, ...]


@needs(Permission.MAKE_CALLS)
def call_list(db: Database, actor: Actor, hours: QuietHours = USUAL_HOURS) -> CallList:
    """The list for this caller: who does not feel safe first, then the oldest. What rests comes back by itself."""
    wanted = (one for one in calls_due(db) if may_call(db, actor, one) and not kept_call(db, one.key)["done"])
    return _sorted_out([line_of(db, one, actor, hours) for one in wanted])


@needs(Permission.MAKE_CALLS)
def call_line(db: Database, actor: Actor, key: str, hours: QuietHours = USUAL_HOURS) -> CallLine:
    """One line; `NotFound` for what is gone, and for a family that this caller may not know of."""
    return line_of(db, call_of(db, actor, key), actor, hours)


def _sorted_out(lines: list[CallLine]) -> CallList:
    to_call = [one for one in lines if not one.left_out]
    at_hand = [one for one in to_call if not one.rests]
    return CallList(
        now=_in_order(one for one in at_hand if one.safety.state is SafeToCall.NOW),
        to_read=_in_order(one for one in at_hand if one.safety.state is SafeToCall.READ),
        later=tuple(sorted((one for one in to_call if _is_later(one)), key=_from_when)),
        left_out=_in_order(one for one in lines if one.left_out),
    )


def _is_later(line: CallLine) -> bool:
    return line.rests or line.safety.state is SafeToCall.LATER


def _in_order(lines: Iterable[CallLine]) -> tuple[CallLine, ...]:
    return tuple(sorted(lines, key=lambda line: (not line.alarms, line.since)))


def _from_when(line: CallLine) -> str:
    return line.later.isoformat() if line.later else "~"  # behind all that have a time
