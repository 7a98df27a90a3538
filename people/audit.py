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
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

AUDIT = Kind("audit", indexed=("child", "who", "action", "at"), lasting=True)


class AuditEntry(TypedDict):
    """One entry of the trail."""

    at: str  # empty in one that was ended
    who: int | str  # a staff id, or FAMILY or SYSTEM
    action: str
    child: str | list[str] | None  # several where a list showed something of each
    about: dict[str, Any]  # things by id, never a family's words
    previous: str  # the seal of the entry before
    seal: str


FAMILY = "family"
SYSTEM = "system"
ENDED = "audit.ended"  # what an old entry is once its content has gone; number and seals stay
_EMPTY: Mapping[str, Any] = {"at": "", "who": SYSTEM, "action": ENDED, "child": None, "about": {}}
_SEALS_ENDED = "seals_ended"
_EARLIEST = "0"  # before every moment and after none: whoever looks for entries finds none that was ended


def record(db: Database, who: Actor | str, action: str, *, child: str | list[str] | None = None, **about: Any) -> None:
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
        for field, wanted in (("who", search.who), ("action", search.action or None))
        if wanted is not None
    ]
    if search.child:
        asked.append((where("child") == search.child) | where("child").any([search.child]))
    if only is not None:
        asked += [where("child") == None, where("action").one_of(list(only))]  # noqa: E711  # a query, not a test
    if search.until:
        asked.append(where("at") < search.until)
    asked.append(where("at") >= (search.since or _EARLIEST))  # last: of ways that leave as many, the first is taken
    return reduce(and_, asked)


def first_broken_entry(db: Database) -> AuditEntry | None:
    """The first entry whose seal does not fit itself or its predecessor; None when the chain is whole (ASVS 16.4).

    Entries of before seals had a key stand at the beginning alone. One without content is whole only where a later,
    sealed entry says that it was ended, with its seal.
    """
    previous, keyed, ended = "", False, dict[int, str]()  # seals by number: there may be very many
    for one in cast("Iterable[AuditEntry]", db.table(AUDIT)):
        if one["previous"] != previous:
            return one
        previous = one["seal"]
        if _EMPTY.items() <= one.items():
            ended[number_of(one)] = one["seal"]
            continue
        body = {key: value for key, value in one.items() if key != "seal"}
        keyed = keyed or one["seal"] != _seal_without_key(body)
        if (keyed and one["seal"] != _seal(db, body)) or not _accounts_for(db, one, ended):
            return one
    return entry(db, next(iter(ended))) if ended else None


def kept_between(db: Database, first: str, last: str, limit: int) -> list[AuditEntry]:
    """Up to so many of those that have their content, between two moments, both included; the oldest first."""
    between = (where("at") >= max(first, _EARLIEST)) & (where("at") <= last)
    return cast("list[AuditEntry]", db.table(AUDIT).page(between, by="at", limit=limit))


def end(db: Database, number: int) -> None:
    """Take away what an old entry tells; its number and its seals stay, so that the chain is still one."""
    db.table(AUDIT).replace(number, _EMPTY)


def endings(db: Database, numbers: Collection[int]) -> dict[str, Any]:
    """What the entry that tells of ended ones has to carry: up to where, with which head, and a hash of their seals."""
    found = [one for number in numbers if (one := entry(db, number)) is not None]
    head = max(found, key=number_of)
    seals = {number_of(one): one["seal"] for one in found}
    return {"up_to": number_of(head), "head": head["seal"], _SEALS_ENDED: _seals_of(db, seals)}


def _accounts_for(db: Database, entry: AuditEntry, ended: dict[int, str]) -> bool:
    """Whether an entry that tells of ended ones tells of these; they are accounted for from then on."""
    if _SEALS_ENDED not in entry["about"]:
        return True
    found = {number: seal for number in entry["about"]["numbers"] if (seal := ended.pop(number, ""))}
    return len(found) == len(entry["about"]["numbers"]) and _seals_of(db, found) == entry["about"][_SEALS_ENDED]


def _seals_of(db: Database, seals: Mapping[int, str]) -> str:
    return db.keyed_hash("ended " + " ".join(f"{number} {seals[number]}" for number in sorted(seals)))


def _seal(db: Database, entry: Mapping[str, Any]) -> str:
    return db.keyed_hash(f"audit {_written(entry)}")


def _seal_without_key(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(_written(entry).encode()).hexdigest()


def _written(entry: Mapping[str, Any]) -> str:
    return orjson.dumps(entry, option=orjson.OPT_SORT_KEYS).decode()
