"""Signed-in sessions as rows, so that ending one ends it everywhere at once."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NotRequired, ParamSpec, TypedDict, TypeVar, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.errors import SignedOut
from people.permissions import open_to
from people.staff import as_actor, member
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

SESSIONS = Kind("sessions", indexed=("staff", "key"), unique=("key",))
IDLE_LIMIT = timedelta(hours=1)
WHOLE_LIMIT = timedelta(hours=10)
SEEN_STEP = timedelta(minutes=5)
WARN_BEFORE = timedelta(minutes=5)


class Session(TypedDict):
    """One signed-in browser of one person."""

    key: str  # hashed: the key itself is in the person's browser and nowhere else
    staff: int
    begun: str
    seen: str
    ended: bool
    browser: NotRequired[str]  # in words, as its person knows it again


P = ParamSpec("P")
R = TypeVar("R")


def topic_of(session_id: int) -> str:
    """The topic that tells open screens that this session has ended."""
    return f"session:{session_id}"


def sessions_topic(staff_id: int) -> str:
    """The topic that tells a person's screens that their sessions are no longer the same."""
    return f"sessions:{staff_id}"


def open_session(db: Database, staff_id: int, browser: str = "") -> str:
    """A new session for a person who has just shown who they are; returns its secret key (ASVS 7.2.4)."""
    key = secrets.token_urlsafe(32)
    now = db.now.isoformat()
    kept: Session = {
        "key": db.keyed_hash(key),
        "staff": staff_id,
        "begun": now,
        "seen": now,
        "ended": False,
        "browser": browser,
    }
    db.table(SESSIONS).insert(kept)
    audit.record(db, audit.SYSTEM, "session.begun", staff=staff_id)
    db.announce(sessions_topic(staff_id))
    return key


def live_session(db: Database, key: str) -> Session:
    """The session's row; `SignedOut` when it never was, was ended, idled out or grew too old (ASVS 7.3)."""
    session = _of_key(db, key)
    if session is None or session["ended"]:
        raise SignedOut
    if db.now > _end_of(session).at:
        raise SignedOut
    return session


@dataclass(frozen=True)
class End:
    """When a session ends if its person does nothing; `can_stay`: whether doing something puts it off (ASVS 7.3)."""

    at: datetime
    can_stay: bool


def ends(db: Database, key: str) -> End | None:
    """The end of a session that is near (WCAG 2.2.1); None while it is not. `SignedOut` when it has come."""
    end = _end_of(live_session(db, key))
    return end if end.at - db.now <= WARN_BEFORE else None


@open_to("a signed-in browser")
def stay(db: Database, key: str) -> None:
    """Somebody says that they are there: the idle limit counts from now."""
    _note_seen(db, live_session(db, key))


def acting_person(db: Database, key: str) -> Actor:
    """Who acts in this session, with the roles they hold now; `SignedOut` also when the person was disabled."""
    person = member(db, live_session(db, key)["staff"])
    if person is None or not person["active"]:
        raise SignedOut
    return as_actor(person)


@open_to("a signed-in browser")
def seen(db: Database, key: str) -> None:
    """Note that the session is in use; a row is written once in five minutes at most."""
    session = live_session(db, key)
    if db.now - datetime.fromisoformat(session["seen"]) >= SEEN_STEP:
        _note_seen(db, session)


@open_to("a signed-in browser")
def sign_out(db: Database, key: str) -> None:
    """End the session on the server and tell its open screens (ASVS 7.4.1); harmless when it has ended already."""
    session = _of_key(db, key)
    if session is not None and not session["ended"]:
        _end(db, session)


def live_sessions_of(db: Database, staff_id: int) -> list[Session]:
    """The sessions in which this person is signed in, the one used last first; not those that ran out by themselves."""
    open_ones = (where("staff") == staff_id) & (where("ended") == False)  # noqa: E712  # a TinyDB query
    found = cast("list[Session]", db.table(SESSIONS).search(open_ones))
    live = [one for one in found if db.now <= _end_of(one).at]
    return sorted(live, key=lambda one: one["seen"], reverse=True)


def begun_first(db: Database) -> Iterator[Session]:
    """Every session there is a row of, the one begun first at the front."""
    return iter(cast("Iterable[Session]", db.table(SESSIONS)))


def by_id(db: Database, number: int) -> Session | None:
    """One session, for rules that have checked already who is asking."""
    return cast("Session | None", db.table(SESSIONS).get(doc_id=number))


def erase(db: Database, number: int) -> None:
    """Remove a session's row, by the rule of how long it is kept."""
    db.table(SESSIONS).remove(doc_ids=[number])


def end_sessions_of(db: Database, staff_id: int, *, but: int = 0) -> int:
    """End every session of one person, or all but one; how many ended."""
    others = [one for one in live_sessions_of(db, staff_id) if number_of(one) != but]
    for session in others:
        _end(db, session)
    return len(others)


def end_session_of(db: Database, staff_id: int, session_id: int) -> bool:
    """End one session of one person; whether it was theirs and had not ended."""
    found = next((one for one in live_sessions_of(db, staff_id) if number_of(one) == session_id), None)
    if found is not None:
        _end(db, found)
    return found is not None


def end_all_sessions(db: Database) -> None:
    """End every session of everybody."""
    for session in cast("list[Session]", db.table(SESSIONS).search(where("ended") == False)):  # noqa: E712  # a query
        _end(db, session)


def _of_key(db: Database, key: str) -> Session | None:
    return cast("Session | None", db.table(SESSIONS).get(where("key") == db.keyed_hash(key)))


def _note_seen(db: Database, session: Session) -> None:
    db.table(SESSIONS).replace(number_of(session), {"seen": db.now.isoformat()})


def _end_of(session: Session) -> End:
    idle = datetime.fromisoformat(session["seen"]) + IDLE_LIMIT
    whole = datetime.fromisoformat(session["begun"]) + WHOLE_LIMIT
    return End(min(idle, whole), can_stay=idle < whole)


def _end(db: Database, session: Session) -> None:
    db.table(SESSIONS).replace(number_of(session), {"ended": True})
    audit.record(db, audit.SYSTEM, "session.ended", staff=session["staff"])
    db.announce(topic_of(number_of(session)))
    db.announce(sessions_topic(session["staff"]))
