"""The private address of one's calendar: made, shown once, replaced and revoked; only a keyed hash of it is kept."""

import re
import secrets
from datetime import timedelta
from typing import TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.permissions import needs, open_to
from people.roles import Permission
from people.staff import as_actor, member
from people.throttling import Limit, give_back, take
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

CALENDAR_ADDRESSES = Kind("calendar_addresses", indexed=("staff", "secret"), unique=("staff", "secret"))
BYTES = 16  # 128 bits
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
_TEN_MINUTES, _HOUR = timedelta(minutes=10), timedelta(hours=1)
GUESSES = Limit("calendars", each=20, within=_TEN_MINUTES, crowd=1000, crowd_within=_HOUR, in_crowd=5)
READINGS = Limit("one calendar", each=60, within=_HOUR, crowd=60, crowd_within=_HOUR, in_crowd=60)


class CalendarAddress(TypedDict):
    """That a person has one."""

    staff: int
    secret: str  # hashed: the address itself is in their calendar and nowhere else
    made: str


@needs(Permission.SEE_TRACKER)
def make_calendar_address(db: Database, actor: Actor) -> str:
    """A new address, in the place of the one before, which ends; returns its secret part, this once."""
    _remove(db, actor.id)
    secret = secrets.token_urlsafe(BYTES)
    kept: CalendarAddress = {"staff": actor.id, "secret": db.keyed_hash(secret), "made": db.now.isoformat()}
    db.table(CALENDAR_ADDRESSES).insert(kept)
    audit.record(db, actor, "calendar.made")
    db.announce(topic_of(actor.id))
    return secret


@needs(Permission.SEE_TRACKER)
def revoke_calendar_address(db: Database, actor: Actor) -> None:
    """End the address; to revoke none is nothing."""
    if _remove(db, actor.id):
        audit.record(db, actor, "calendar.revoked")
        db.announce(topic_of(actor.id))


@needs(Permission.SEE_TRACKER)
def calendar_address(db: Database, actor: Actor) -> CalendarAddress | None:
    """This person's, if they have one."""
    return _of(db, "staff", actor.id)


@open_to("a program that subscribes to a calendar")
def subscriber(db: Database, secret: str, network: str) -> Actor | None:
    """Whose calendar has this address; None whether it never was, was revoked, or its person has left.

    `Throttled` where one network guesses, or one calendar is read again and again.
    """
    take(db, GUESSES, network)
    found = _of(db, "secret", db.keyed_hash(secret)) if _SECRET.fullmatch(secret) else None
    person = member(db, found["staff"]) if found else None
    if found is None or person is None or not person["active"]:
        return None  # and no error: the try stays counted
    give_back(db, GUESSES, network)
    take(db, READINGS, str(number_of(found)), str(number_of(found)))
    return as_actor(person)


def topic_of(staff: int) -> str:
    """The topic that tells the screen of this person that their address has changed."""
    return f"calendar:{staff}"


def _of(db: Database, field: str, value: int | str) -> CalendarAddress | None:
    return cast("CalendarAddress | None", db.table(CALENDAR_ADDRESSES).get(where(field) == value))


def _remove(db: Database, staff: int) -> list[int]:
    return db.table(CALENDAR_ADDRESSES).remove(where("staff") == staff)
