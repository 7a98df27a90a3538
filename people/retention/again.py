"""What had gone and came back with an older backup: it goes again as soon as nothing keeps it."""

from collections.abc import Iterable
from typing import cast

from tinydb import where

from people.retention.erasures import Gone
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

ERASE_AGAIN = Kind("erase_again", indexed=("key",), unique=("key",))


class ToErase(Gone):
    """One thing that had gone."""

    key: str
    rule: str
    asked: bool  # a family had asked


def add(db: Database, rule: str, things: Iterable[Gone], *, asked: bool) -> None:
    """Let these go again; what waits already waits once."""
    for one in things:
        key = f"{rule} {one['number']} {one['made']}"
        if not db.table(ERASE_AGAIN).contains(where("key") == key):
            kept: ToErase = {"key": key, "rule": rule, "asked": asked, "number": one["number"], "made": one["made"]}
            db.table(ERASE_AGAIN).insert(kept)


def after(db: Database, key: str, limit: int) -> list[ToErase]:
    """Up to so many of those that wait, in the order of their keys."""
    return cast("list[ToErase]", db.table(ERASE_AGAIN).page(where("key") > key, by="key", limit=limit))


def waiting(db: Database) -> int:
    """How many wait, for something keeps them."""
    return len(db.table(ERASE_AGAIN))


def strike(db: Database, one: ToErase) -> None:
    """It has gone, or was not there."""
    db.table(ERASE_AGAIN).remove(doc_ids=[number_of(one)])
