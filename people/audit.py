"""The audit trail: written in the transaction of what it tells, each entry sealed with the seal of the one before.

Seals are keyed by the store's secret, which is not in the data: who has only the data cannot make one.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict, cast

import orjson

from people.actor import Actor
from storage.kinds import Kind
from storage.store import Database

AUDIT = Kind("audit", indexed=("child",), lasting=True)


class AuditEntry(TypedDict):
    """One entry of the trail."""

    at: str
    who: int | str  # a staff id, or FAMILY or SYSTEM
    action: str
    child: str | None
    about: dict[str, Any]  # things by id, never a family's words
    previous: str  # the seal of the entry before
    seal: str


FAMILY = "family"
SYSTEM = "system"


def record(db: Database, who: Actor | str, action: str, *, child: str | None = None, **about: Any) -> None:
    """Add one entry. `about` names things by id and never carries a family's words."""
    last = newest(db)
    entry = {
        "at": db.now.isoformat(),
        "who": who.id if isinstance(who, Actor) else who,
        "action": action,
        "child": child,
        "about": about,
        "previous": last["seal"] if last else "",
    }
    db.table(AUDIT).insert({**entry, "seal": _seal(db, entry)})


def newest(db: Database) -> AuditEntry | None:
    """The entry that was added last."""
    return cast("AuditEntry | None", db.table(AUDIT).newest())


def entry(db: Database, number: int) -> AuditEntry | None:
    """The entry of this number."""
    return cast("AuditEntry | None", db.table(AUDIT).get(doc_id=number))


def entries_of(db: Database, *actions: str) -> Iterator[AuditEntry]:
    """Every entry of these actions, the oldest first: the whole trail is read for it."""
    return (one for one in cast("Iterable[AuditEntry]", db.table(AUDIT)) if one["action"] in actions)


def first_broken_entry(db: Database) -> AuditEntry | None:
    """The first entry whose seal does not fit itself or its predecessor; None when the chain is whole (ASVS 16.4).

    Entries of before seals had a key stand at the beginning alone.
    """
    previous, keyed = "", False
    for entry in cast("Iterable[AuditEntry]", db.table(AUDIT)):
        body = {key: value for key, value in entry.items() if key != "seal"}
        keyed = keyed or entry["seal"] != _seal_without_key(body)
        if entry["previous"] != previous or (keyed and entry["seal"] != _seal(db, body)):
            return entry
        previous = entry["seal"]
    return None


def _seal(db: Database, entry: Mapping[str, Any]) -> str:
    return db.keyed_hash(f"audit {_written(entry)}")


def _seal_without_key(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(_written(entry).encode()).hexdigest()


def _written(entry: Mapping[str, Any]) -> str:
    return orjson.dumps(entry, option=orjson.OPT_SORT_KEYS).decode()
