"""Browsers in which somebody has signed in before: a stranger's wrong passwords do not slow the owner there."""

import secrets

from people import staff
from people.staff import by_email, member
from storage.store import Database

MOST_KNOWN = 10  # browsers of one person; the oldest are forgotten


def is_known(db: Database, email: str, shown: str) -> bool:
    """Whether the owner of this address has signed in with the browser that shows this secret."""
    person = by_email(db, email)
    return bool(shown and person and _hash(db, shown) in person.get("browsers", ()))


def remember(db: Database, staff_id: int, shown: str) -> str:
    """Know this browser again for this person; returns the secret that it has to keep, its own where it is known."""
    person = member(db, staff_id)
    known = list(person.get("browsers", ())) if person else []
    if shown and _hash(db, shown) in known:
        return shown
    secret = secrets.token_urlsafe(32)
    staff.change(db, staff_id, browsers=[*known, _hash(db, secret)][-MOST_KNOWN:])
    return secret


def _hash(db: Database, shown: str) -> str:
    return db.keyed_hash(f"known browser {shown[:100]}")
