"""Who is at a meeting: here, with apologies, or a guest; somebody says so, it is never assumed."""

from collections.abc import Mapping
from dataclasses import dataclass

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import as_actor, everyone, member
from storage.documents import number_of
from storage.store import Database
from tracker.checked_words import LONGEST_LINE, short
from tracker.index import TrackerIndex
from tracker.meetings import meetings

HERE, AWAY = "here", "away"


@dataclass(frozen=True)
class Attendee:
    """Somebody who may be at the meeting."""

    staff: int
    name: str
    how: str  # `HERE`, `AWAY` or empty


def attend(db: Database, number: int, attendance: Mapping[int, str], guests: str) -> None:
    """Keep who is at a meeting, by staff id; who does not work here is left out."""
    there = {who: how for who, how in attendance.items() if (one := member(db, who)) and one["active"]}
    meetings.change(
        db,
        number,
        present=sorted(who for who, how in there.items() if how == HERE),
        apologies=sorted(who for who, how in there.items() if how == AWAY),
        guests=short(guests, LONGEST_LINE),
    )


@needs(Permission.MANAGE_TRACKER)
def attendees(db: Database, _: Actor, index: TrackerIndex, number: int) -> list[Attendee]:
    """Those who hold the meeting, who own or answer for an item, and who is noted already."""
    noted = _noted(db, number)
    named = {who for one in index.open_items(db) for who in (one.owner, one.manager)} | set(noted)
    there = [one for one in everyone(db) if number_of(one) in named or as_actor(one).may(Permission.MANAGE_TRACKER)]
    return [Attendee(number_of(one), one["name"], noted.get(number_of(one), "")) for one in there]


def _noted(db: Database, number: int) -> dict[int, str]:
    found = meetings.meeting(db, number)
    return dict.fromkeys(found["present"], HERE) | dict.fromkeys(found["apologies"], AWAY)
