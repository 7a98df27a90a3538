"""The course of a meeting: opened, then led over its items by one person whom all follow (BR-51)."""

from collections.abc import Collection, Mapping

from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from storage.store import Database
from tracker import items
from tracker.access import item_for
from tracker.index import entry_of
from tracker.meetings import meetings
from tracker.meetings.attendance import attend
from tracker.meetings.meetings import ENDED, GOING_ON, TrackerMeeting
from tracker.meetings.order import in_order, not_reached
from tracker.meetings.planning import before
from tracker.states import IN_SIGHT

OVER = "This meeting has ended. What is said now stands on the item’s own page."


@needs(Permission.MANAGE_TRACKER)
def open_meeting(db: Database, actor: Actor, number: int, attendance: Mapping[int, str], guests: str = "") -> None:
    """Open it over what is in sight now, led by who opens it; opening it twice is once."""
    found = meetings.meeting(db, number)
    if found["state"] == GOING_ON:
        return
    if found["state"] == ENDED:
        raise Unacceptable(OVER)
    if other := next((one for one in meetings.coming(db) if one["state"] == GOING_ON), None):
        raise Unacceptable(f"The meeting of {other['on']} has not ended. End it first: this one goes on from there.")
    follows = before(db)
    order, carried = _order(db, follows)
    meetings.change(
        db,
        number,
        state=GOING_ON,
        driver=actor.id,
        order=order,
        carried=carried,
        follows=follows,
        opened_at=db.now.isoformat(),
    )
    attend(db, number, attendance, guests)
    audit.record(db, actor, "tracker_meeting.opened", meeting=number, items=len(order))


@needs(Permission.MANAGE_TRACKER)
def lead(db: Database, actor: Actor, number: int) -> None:
    """Take over the screen that all follow: whoever led may be gone."""
    going_on(db, number)
    meetings.change(db, number, driver=actor.id)


@needs(Permission.MANAGE_TRACKER)
def show(db: Database, actor: Actor, number: int, item: int) -> None:
    """Bring an item before all; one that came since the meeting began is put behind the others. Only who leads does."""
    found = led(db, actor, number)
    shown = item_for(db, actor, item)
    if item not in found["order"] and shown["state"] not in IN_SIGHT:
        raise NotFound
    order = found["order"] if item in found["order"] else [*found["order"], item]
    meetings.change(db, number, item=item, order=order, reached=with_one(found["reached"], item))


def going_on(db: Database, number: int) -> TrackerMeeting:
    """A meeting that goes on; `Unacceptable` before it and after it."""
    found = meetings.meeting(db, number)
    if found["state"] != GOING_ON:
        raise Unacceptable(OVER if found["state"] == ENDED else "The meeting has not begun.")
    return found


@needs(Permission.MANAGE_TRACKER)
def led(db: Database, actor: Actor, number: int) -> TrackerMeeting:
    """A meeting that this person leads; `Unacceptable` names who does."""
    found = going_on(db, number)
    if found["driver"] != actor.id:
        raise Unacceptable(f"{name_of(db, found['driver'])} leads the screen now. Take it over first.")
    return found


def _order(db: Database, follows: int) -> tuple[list[int], list[int]]:
    """All that is in sight, and what of it the meeting before did not reach."""
    found = [entry_of(one) for one in items.in_sight(db)]
    last = meetings.meeting(db, follows) if follows else None
    carried = set(not_reached(last["order"], last["reached"]) if last else ())
    names = {number: name_of(db, number) for number in {one.manager for one in found} if number}
    order = [one.number for one in in_order(found, carried, names, london_day(db.now))]
    return order, [number for number in order if number in carried]


def with_one(reached: Collection[int], item: int) -> list[int]:
    """The items that are reached, and this one."""
    return sorted({*reached, item})
