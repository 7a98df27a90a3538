"""The audit trail: written in the transaction of what it tells, each entry sealed with the seal of the one before.

Seals are keyed by the store's secret, which is not in the data: who has only the data cannot make one.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, TypedDict, cast

import orjson
from tinydb import where
from tinydb.queries import QueryInstance

from people.actor import Actor
from storage.kinds import Kind
from storage.store import Database

AUDIT = Kind("audit", indexed=("child", "who", "action", "at"), lasting=True)


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


@dataclass(frozen=True)
class AuditSearch:
    """What is looked for in the trail: `since` and `until` are moments (UTC, ISO 8601), the second not included."""

    who: int | str | None = None
    child: str = ""
    action: str = ""
    since: str = ""
    until: str = ""


def found_entries(
    db: Database, search: AuditSearch, most: int, *, before: int = 0, only: Collection[str] | None = None
) -> list[AuditEntry]:
    """At most so many entries, the newest first, from before that number on.

    With `only`, those of these actions that are of no child, and none else.
    """
    edge = db.table(AUDIT).get(doc_id=before) if before else None
    found = db.table(AUDIT).page(_condition(search, only), by="at", newest_first=True, limit=most, after=edge)
    return cast("list[AuditEntry]", found)


def _condition(search: AuditSearch, only: Collection[str] | None) -> QueryInstance:
    asked: list[QueryInstance] = [
        where(field) == wanted
        for field, wanted in (("who", search.who), ("child", search.child or None), ("action", search.action or None))
        if wanted is not None
    ]
    if only is not None:
        asked += [where("child") == None, where("action").one_of(list(only))]  # noqa: E711  # a query, not a test
    if search.until:
        asked.append(where("at") < search.until)
    asked.append(where("at") >= search.since)  # last: of ways that leave as many, the first is taken
    return reduce(and_, asked)


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
