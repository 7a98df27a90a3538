"""Between the password and the code: somebody whose password was right, and who is not signed in yet."""

import secrets
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, cast

from tinydb import where

from people.errors import SignedOut
from people.second_factors import new_number
from people.staff import member
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

HALF_SESSIONS = Kind("half_sessions", indexed=("key", "staff"), unique=("key",))
HALF_LIFE = timedelta(minutes=10)
MOST_TRIES = 5  # codes; then the password is asked for again


class HalfSession(TypedDict):
    """One browser in which a password was right."""

    key: str  # hashed: the key itself is in the person's browser and nowhere else
    staff: int
    begun: str
    tries: int
    number: str  # that a second factor which is set up here is made of
    challenge: NotRequired[str]  # that a passkey answers, once; none in what was kept before passkeys were


def open_half_session(db: Database, staff_id: int) -> str:
    """A new one; returns its secret key, which opens nothing but the page for the second factor."""
    key = secrets.token_urlsafe(32)
    over = (db.now - HALF_LIFE).isoformat()
    db.table(HALF_SESSIONS).remove((where("staff") == staff_id) & (where("begun") < over))
    kept: HalfSession = {
        "key": _hash(db, key),
        "staff": staff_id,
        "begun": db.now.isoformat(),
        "tries": 0,
        "number": new_number(),
        "challenge": secrets.token_urlsafe(32),
    }
    db.table(HALF_SESSIONS).insert(kept)
    return key


def half_session(db: Database, key: str) -> HalfSession:
    """Its row; `SignedOut` when it never was, is over, had too many tries, or its person was disabled."""
    found = cast("HalfSession | None", db.table(HALF_SESSIONS).get(where("key") == _hash(db, key))) if key else None
    if found is None or found["tries"] >= MOST_TRIES or db.now > datetime.fromisoformat(found["begun"]) + HALF_LIFE:
        raise SignedOut
    person = member(db, found["staff"])
    if person is None or not person["active"]:
        raise SignedOut
    return found


def count_wrong_code(db: Database, half: HalfSession) -> None:
    """One of its few tries is used, and what a passkey would answer is asked anew."""
    changed = {"tries": half["tries"] + 1, "challenge": secrets.token_urlsafe(32)}
    db.table(HALF_SESSIONS).replace(number_of(half), changed)


def end_half_sessions_of(db: Database, staff_id: int) -> None:
    """Whoever is half signed in as this person has to show the password again."""
    db.table(HALF_SESSIONS).remove(where("staff") == staff_id)


def _hash(db: Database, key: str) -> str:
    return db.keyed_hash(f"half session {key[:100]}")
