"""The call list: whom to call now, what to read first, who may be called later, and who is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_access import call_of, may_call
from feedback.phone.call_line import CallLine, line_of
from feedback.phone.call_order import CallOrder
from feedback.phone.call_safety import USUAL_HOURS
from feedback.phone.call_standing import CallStanding, sorted_out, standing_of, standings
from feedback.phone.calls_due import CallDue, calls_due, calls_of
from people.actor import Actor
from people.need_to_know import known_children, prefetch
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
    # of each part by its name, with the lines that are not shown
    number: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def is_whole(self) -> bool:
        """Whether every line is shown."""
        return sum(self.number.values()) == len(self.now) + len(self.to_read) + len(self.later) + len(self.left_out)


@needs(Permission.MAKE_CALLS)
def call_list(
    db: Database,
    actor: Actor,
    hours: QuietHours = USUAL_HOURS,
    *,
    most: int | None = None,
    order: CallOrder | None = None,
) -> CallList:
    """The list for this caller: who does not feel safe first, then the oldest. What rests comes back by itself.

    `most` is how many lines of each part are wanted; `number` counts all of them. What is shown is worked out now,
    whatever `order` knew a moment ago.
    """
    if order is None or most is None or not _calls_strangers(actor):
        parts = sorted_out(_standings(db, actor, hours))
        number = {name: len(part) for name, part in parts.items()}
    else:
        known = _theirs_of(db, actor, order, hours)
        number = {name: len(calls) for name, calls in known.items()}
        first = calls_of(db, [one.key for calls in known.values() for one in calls[:most]])
        parts = sorted_out(standings(db, (one for one in first if may_call(db, actor, one)), hours))
    shown = {name: tuple(line_of(db, one, actor) for one in part[:most]) for name, part in parts.items()}
    return CallList(**shown, number={name: max(number[name], len(lines)) for name, lines in shown.items()})


@needs(Permission.MAKE_CALLS)
def calls_to_make(db: Database, actor: Actor, hours: QuietHours, order: CallOrder | None = None) -> int:
    """How many calls this caller may make now: the number beside *Calls*."""
    if order is not None and _calls_strangers(actor):
        return len(_theirs_of(db, actor, order, hours)["now"])
    return len(sorted_out(_standings(db, actor, hours))["now"])


@needs(Permission.MAKE_CALLS)
def call_line(db: Database, actor: Actor, key: str, hours: QuietHours = USUAL_HOURS) -> CallLine:
    """One line; `NotFound` for what is gone, and for a family that this caller may not know of."""
    return line_of(db, standing_of(db, call_of(db, actor, key), hours), actor)


def _standings(db: Database, actor: Actor, hours: QuietHours) -> list[CallStanding]:
    known = None if _calls_strangers(actor) else {*known_children(db, actor)}
    prefetch(db, known or ())
    return standings(db, (one for one in calls_due(db, known) if may_call(db, actor, one)), hours)


def _calls_strangers(actor: Actor) -> bool:
    """Whether this person may call families whom they do not work with."""
    return actor.may(Permission.CALL_ANY_FAMILY) or actor.may(Permission.SEE_ALL_CHILDREN)


def _theirs_of(db: Database, actor: Actor, order: CallOrder, hours: QuietHours) -> Mapping[str, Sequence[CallDue]]:
    known = order.known(db, hours)
    if actor.may(Permission.CALL_ANY_FAMILY):
        return known
    return {name: [one for one in calls if may_call(db, actor, one)] for name, calls in known.items()}
