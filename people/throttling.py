"""How often something may be tried: counted in the store before it is tried, so that no crowd and no second process
gets past, and slower for each while there is a crowd, so that nobody closes a door to everybody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TypedDict, cast

from tinydb import where

from people.errors import Throttled
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

TRIES = Kind("tries", indexed=("key", "until"), unique=("key",))
MOST_CLEARED = 20  # counts whose time is over that each new count clears away
_HOUSEHOLD = 64  # bits of an IPv6 address that one household or phone shares


class Tries(TypedDict):
    """How often one source has tried one thing."""

    key: str  # hashed
    count: int
    until: str


@dataclass(frozen=True)
class Limit:
    """`each`: tries of one source in a span. While all sources together made more than `crowd` tries at one thing in
    `crowd_within`, a source has `in_crowd` tries: a guesser with many networks is slow, and the door stays open."""

    name: str
    each: int
    within: timedelta
    crowd: int
    crowd_within: timedelta
    in_crowd: int


def take(db: Database, limit: Limit, source: str, thing: str = "") -> None:
    """Count one try of a source at a thing; `Throttled` when it is one too many. In one unit of work with the try."""
    everybody = _count(db, limit, "everybody", thing)
    most = limit.in_crowd if everybody and everybody["count"] >= limit.crowd else limit.each
    own = _count(db, limit, source, thing)
    if own and own["count"] >= most:
        raise Throttled(max(1, round((datetime.fromisoformat(own["until"]) - db.now).total_seconds())))
    _clear(db)
    _add(db, limit, source, thing, own, limit.within)
    _add(db, limit, "everybody", thing, everybody, limit.crowd_within)


def give_back(db: Database, limit: Limit, source: str, thing: str = "") -> None:
    """Take back what was counted: what was right is no guess."""
    for one in (source, "everybody"):
        if kept := _count(db, limit, one, thing):
            db.table(TRIES).replace(number_of(kept), {"count": max(0, kept["count"] - 1)})


def network_of(address: str) -> str:
    """What counts as one network: an IPv4 address, or the first half of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, _HOUSEHOLD), strict=False))


def _count(db: Database, limit: Limit, source: str, thing: str) -> Tries | None:
    kept = cast("Tries | None", db.table(TRIES).get(where("key") == _key(db, limit, source, thing)))
    return kept if kept and kept["until"] > db.now.isoformat() else None


def _add(db: Database, limit: Limit, source: str, thing: str, kept: Tries | None, span: timedelta) -> None:
    if kept:
        db.table(TRIES).replace(number_of(kept), {"count": kept["count"] + 1})
        return
    key = _key(db, limit, source, thing)
    db.table(TRIES).remove(where("key") == key)
    first: Tries = {"key": key, "count": 1, "until": (db.now + span).isoformat()}
    db.table(TRIES).insert(first)


def _clear(db: Database) -> None:
    over = db.table(TRIES).page(where("until") <= db.now.isoformat(), by="until", limit=MOST_CLEARED)
    if over:
        db.table(TRIES).remove(doc_ids=[one.doc_id for one in over])


def _key(db: Database, limit: Limit, source: str, thing: str) -> str:
    """Who tries what: known again, and never written down."""
    return db.keyed_hash(f"{limit.name} {source} {thing}")
