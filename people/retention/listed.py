"""What will go, and from when: only what stood on the list for the whole notice goes."""

from typing import TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

LISTED = Kind("retention_list", indexed=("rule", "key", "since", "goes"), unique=("key",))


class Listed(TypedDict):
    """One thing on the list, by its number alone."""

    rule: str
    number: int
    key: str  # rule and number, in the order of numbers
    since: str  # from when its time is counted
    days: int  # of the rule, as it stood
    put: str  # when it was put on the list
    goes: str  # not before


def add(db: Database, rule: str, number: int, since: str, days: int, goes: str) -> None:
    """Put a thing on the list."""
    listed: Listed = {
        "rule": rule,
        "number": number,
        "key": _key(rule, number),
        "since": since,
        "days": days,
        "put": db.now.isoformat(),
        "goes": goes,
    }
    db.table(LISTED).insert(listed)


def is_listed(db: Database, rule: str, number: int) -> bool:
    """Whether it stands on the list."""
    return db.table(LISTED).contains(where("key") == _key(rule, number))


def after(db: Database, rule: str, number: int, limit: int) -> list[Listed]:
    """Up to so many of a rule's things with a higher number, in the order of numbers."""
    here = (where("rule") == rule) & (where("key") > _key(rule, number))
    return cast("list[Listed]", db.table(LISTED).page(here, by="key", limit=limit))


def count(db: Database, rule: str) -> int:
    """How many things of a rule stand on the list."""
    return db.table(LISTED).count(where("rule") == rule)


def first(db: Database, rule: str, by: str) -> Listed | None:
    """The thing of a rule whose `since` or `goes` comes first."""
    found = db.table(LISTED).page(where("rule") == rule, by=by, limit=1)
    return cast("Listed", found[0]) if found else None


def strike(db: Database, listed: Listed) -> None:
    """Take a thing off the list."""
    db.table(LISTED).remove(doc_ids=[number_of(listed)])


def _key(rule: str, number: int) -> str:
    return f"{rule} {number:015}"
