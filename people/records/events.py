"""What happened to a child that a family is asked about: conferences, reviews, closures, transfers, each once."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, cast

from tinydb import where

from forms.vocabulary import TOUCHPOINTS
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.records.access import child_to_keep
from people.records.checked import past_day
from people.records.history import about, changed
from people.records.sources import HAND
from people.roles import Permission
from people.working_days import london_day
from storage.kinds import Kind
from storage.store import Database

TOUCHPOINT_EVENTS = Kind("touchpoint_events", indexed=("child", "on", "key"), unique=("key",))


class TouchpointEvent(TypedDict):
    """That something happened."""

    child: str
    touchpoint: str
    on: str  # an ISO date
    key: str  # the same each time that the same thing is brought in
    source: str
    noted: str


def by_number(db: Database, number: int) -> TouchpointEvent | None:
    """One event, for rules that have checked already who is asking."""
    return cast("TouchpointEvent | None", db.table(TOUCHPOINT_EVENTS).get(doc_id=number))


def newest_number(db: Database) -> int:
    """The number of the event that was noted last, 0 for none: another one tells that something was noted since."""
    newest = db.table(TOUCHPOINT_EVENTS).newest()
    return newest.doc_id if newest else 0


def prefetch(db: Database, children: Iterable[str]) -> None:
    """Read those of these children at once, for a long reading verb that asks for them one by one."""
    db.table(TOUCHPOINT_EVENTS).prefetch("child", children)


def prefetch_numbers(db: Database, numbers: Iterable[int]) -> None:
    """The same by their numbers."""
    db.table(TOUCHPOINT_EVENTS).prefetch_numbers(numbers)


def events_of(db: Database, ref: str) -> list[TouchpointEvent]:
    """What happened to a child, the last first, for rules that have checked already who is asking."""
    found = cast("list[TouchpointEvent]", db.table(TOUCHPOINT_EVENTS).search(where("child") == ref))
    return sorted(found, key=lambda one: one["on"], reverse=True)


def event_by_number(db: Database, number: int) -> TouchpointEvent | None:
    """One event."""
    return cast("TouchpointEvent | None", db.table(TOUCHPOINT_EVENTS).get(doc_id=number))


def drop_event(db: Database, number: int) -> None:
    """It did not happen."""
    db.table(TOUCHPOINT_EVENTS).remove(doc_ids=[number])


def events_since(db: Database, day: date) -> list[TouchpointEvent]:
    """What happened on and after a day, of every child, the first first."""
    found = db.table(TOUCHPOINT_EVENTS).search(where("on") >= day.isoformat())
    return sorted(cast("list[TouchpointEvent]", found), key=lambda one: one["on"])


@needs(Permission.CORRECT_RECORDS)
def note_event(
    db: Database, actor: Actor, ref: str, touchpoint: str, on: date, *, key: str = "", source: str = HAND
) -> int | None:
    """Keep that something happened; None where it is known already. `key` is a file's own number for it."""
    child_to_keep(db, actor, ref)
    if touchpoint not in TOUCHPOINTS:
        raise Unacceptable("Say what it was.")
    day = past_day(on, london_day(db.now)).isoformat()
    known_by = f"{ref} {touchpoint} {key or day}"
    if db.table(TOUCHPOINT_EVENTS).contains(where("key") == known_by):
        return None
    event: TouchpointEvent = {
        "child": ref,
        "touchpoint": touchpoint,
        "on": day,
        "key": known_by,
        "source": source,
        "noted": db.now.isoformat(),
    }
    number = db.table(TOUCHPOINT_EVENTS).insert(event)
    record = about(TOUCHPOINT_EVENTS, number)
    changed(db, actor, source, "event.noted", record, before={}, after={"touchpoint": touchpoint, "on": day}, child=ref)
    db.announce(f"child:{ref}")
    return number
