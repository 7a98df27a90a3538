"""Every change of a record, with what stood before: who, when, and from where it came."""

from collections.abc import Mapping
from typing import Any, TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from storage.kinds import Kind
from storage.store import Database

RECORD_CHANGES = Kind("record_changes", indexed=("about", "child", "source"))


class RecordChange(TypedDict):
    """One change: the fields that it touched, as they were and as they are."""

    at: str
    who: int | str  # a staff id, or SYSTEM
    source: str  # see `sources.py`
    about: str  # kind and number of the record: `children 12`
    child: str | None
    what: str  # the action, as the audit trail names it
    before: dict[str, Any]
    after: dict[str, Any]


def about(kind: Kind, number: int) -> str:
    """How a record is named in its history."""
    return f"{kind.name} {number}"


def changed(
    db: Database,
    actor: Actor | str,
    source: str,
    what: str,
    record: str,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    child: str | None = None,
) -> int:
    """Keep one change and its entry in the trail, which names the fields and none of their values.

    `actor` is who did it, or SYSTEM.
    """
    change: RecordChange = {
        "at": db.now.isoformat(),
        "who": actor.id if isinstance(actor, Actor) else actor,
        "source": source,
        "about": record,
        "child": child,
        "what": what,
        "before": dict(before),
        "after": dict(after),
    }
    number = db.table(RECORD_CHANGES).insert(change)
    fields = sorted({*before, *after})
    audit.record(db, actor, what, child=child, record=record, fields=fields, source=source, change=number)
    return number


def differing(record: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of these fields those that are not so already: as they were, and as they will be."""
    after = {name: value for name, value in fields.items() if record.get(name) != value}
    return {name: record.get(name) for name in after}, after


def history_of(db: Database, record: str) -> list[RecordChange]:
    """The changes of one record, the oldest first, for rules that have checked already who is asking."""
    return cast("list[RecordChange]", db.table(RECORD_CHANGES).search(where("about") == record))


def history_of_child(db: Database, ref: str) -> list[RecordChange]:
    """The changes of a child and of everybody around it, the oldest first."""
    return cast("list[RecordChange]", db.table(RECORD_CHANGES).search(where("child") == ref))


def changes_from(db: Database, source: str) -> list[RecordChange]:
    """What came from one source, the oldest first: a whole bringing-in."""
    return cast("list[RecordChange]", db.table(RECORD_CHANGES).search(where("source") == source))
