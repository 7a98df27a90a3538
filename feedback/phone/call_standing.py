"""Where a call stands in the list: whether it is safe, whether it rests, what stands in its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from feedback.asking.obstacles import Obstacle
from feedback.messages import outbox
from feedback.messages.quiet_hours import QuietHours
from feedback.phone import call_records
from feedback.phone.call_obstacles import in_the_way
from feedback.phone.call_records import call_record
from feedback.phone.call_safety import SafeToCall, Safety
from feedback.phone.calls_due import CallDue
from feedback.phone.unsafe_calls import safety_of
from feedback.voices import attempts
from feedback.voices.items_to_read import alarms_of
from people import children, opt_outs
from storage.documents import number_of
from storage.store import Database

LET_BY = timedelta(minutes=1)


@dataclass(frozen=True)
class CallStanding:
    """What is known of one call at this moment, short of what a line of the list says beside it."""

    due: CallDue
    safety: Safety
    rests: datetime | None  # until when, where it was put off
    later: datetime | None  # from when it may be made, as far as that is known: it has rested, and it is safe by then
    obstacles: tuple[Obstacle, ...]
    alarms: tuple[str, ...]  # why whoever asked for a call wants it, as far as their answers say

    @property
    def is_later(self) -> bool:
        """Whether it may be made at a later moment, and not now."""
        return self.rests is not None or self.safety.state is SafeToCall.LATER


def standing_of(db: Database, one: CallDue, hours: QuietHours) -> CallStanding:
    """Where a call stands now."""
    safety, rests = safety_of(db, one, hours), _rests(call_record(db, one.key), db.now)
    return CallStanding(
        due=one,
        safety=safety,
        rests=rests,
        later=safety.opens if rests is None else safety_of(db, one, hours, at=rests).opens or rests,
        obstacles=in_the_way(db, one),
        alarms=alarms_of(one.voice) if one.item and one.voice else (),
    )


def standings(db: Database, calls: Iterable[CallDue], hours: QuietHours) -> list[CallStanding]:
    """The same for many, read with few statements where the unit of work remembers what it reads."""
    found = [*calls]
    call_records.prefetch(db, (one.key for one in found))
    children.prefetch(db, (one.child for one in found if one.child))
    phones = (one.contact["phone"] for one in found if one.contact)
    opt_outs.prefetch(db, (phone for phone in phones if phone))
    asked = [number_of(one.request) for one in found if one.request]
    attempts.prefetch(db, requests=asked, voices=(number_of(one.voice) for one in found if one.item and one.voice))
    outbox.prefetch_by_request(db, asked)
    return [standing_of(db, one, hours) for one in found if not call_record(db, one.key)["done"]]


def _rests(kept: Mapping[str, Any], now: datetime) -> datetime | None:
    rests = datetime.fromisoformat(kept["rests_until"]) if kept["rests_until"] else None
    return rests if rests is not None and rests > now + LET_BY else None


def sorted_out(found: list[CallStanding]) -> dict[str, list[CallStanding]]:
    """The parts of the list: who may be called now, what a person reads first, who is called later, who is not."""
    to_call = [one for one in found if not one.obstacles]
    at_hand = [one for one in to_call if one.rests is None]
    return {
        "now": _in_order(one for one in at_hand if one.safety.state is SafeToCall.NOW),
        "to_read": _in_order(one for one in at_hand if one.safety.state is SafeToCall.READ),
        "later": sorted((one for one in to_call if one.is_later), key=_from_when),
        "left_out": _in_order(one for one in found if one.obstacles),
    }


def _in_order(found: Iterable[CallStanding]) -> list[CallStanding]:
    return sorted(found, key=lambda one: (not one.alarms, one.due.since))


def _from_when(one: CallStanding) -> tuple[bool, str]:
    return not one.alarms, one.later.isoformat() if one.later else "~"  # behind all that have a time
