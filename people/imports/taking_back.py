"""Takes a bringing-in back with one press: the last change first, some at a time; what others have built on stays."""

from collections.abc import Sequence
from datetime import datetime

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.imports import imports
from people.imports.bringing import TOPIC
from people.imports.differences import forget_differences
from people.imports.gone_waiting import forget_gone
from people.imports.imports import (
    DONE,
    MOST_TOLD,
    RETURNED,
    RETURNING,
    RUNNING,
    STANDS_STILL,
    STOPPED,
    RecordImport,
)
from people.imports.undoing import Hanging, undo
from people.permissions import needs
from people.records.history import RecordChange, changed, changes_from
from people.records.sources import from_import, taking_back
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

NOTHING = "There is nothing to take back."
MOVING = "It is still on its way. Wait until it is done."


def can_be_taken_back(found: RecordImport, now: datetime) -> bool:
    """Whether it is done, or stands still half-way, there or back."""
    if found["state"] in (DONE, STOPPED):
        return bool(found["new"] or found["changed"])
    still = now - datetime.fromisoformat(found["moved"]) > STANDS_STILL
    return still and found["state"] in (RUNNING, RETURNING)


@needs(Permission.BRING_IN_RECORDS)
def start_back(db: Database, actor: Actor, number: int) -> None:
    """Begin to take it back. `Unacceptable` where there is nothing."""
    found = imports.by_id(db, number)
    if not can_be_taken_back(found, db.now):
        raise Unacceptable(MOVING if found["state"] in (RUNNING, RETURNING) else NOTHING)
    imports.change(db, found, state=RETURNING, steps=0, next=0, moved=db.now.isoformat(), left=[], back=0)
    audit.record(db, actor, "records.import_taken_back", number=number)
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def look_back(db: Database, _: Actor, number: int) -> list[RecordChange]:
    """Its changes, the last first; what of them is undone already comes to nothing."""
    changes = changes_from(db, from_import(number))[::-1]
    imports.change(db, imports.by_id(db, number), steps=len(changes), next=0, moved=db.now.isoformat(), left=[])
    return changes


@needs(Permission.BRING_IN_RECORDS)
def take_some_back(db: Database, actor: Actor, number: int, changes: Sequence[RecordChange], hangs: Hanging) -> None:
    """Undo these changes, all or none; `hangs` says what of the floors above hangs on what was added."""
    found = imports.by_id(db, number)
    back, left = found.get("back", 0), list(found.get("left", []))
    for one in changes:
        undone = undo(db, one, hangs)
        if undone.before or undone.after:
            before, after = undone.before, undone.after
            source, child = taking_back(number), one["child"]
            changed(db, actor, source, "record.taken_back", one["about"], before=before, after=after, child=child)
            back += 1
        if undone.stays:
            left.append(undone.stays)
        for topic in ("staff", "teams") if one["child"] is None else (f"child:{one['child']}",):
            db.announce(topic)
    taken = found["next"] + len(changes)
    imports.change(db, found, next=taken, moved=db.now.isoformat(), back=back, left=left[:MOST_TOLD])
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def finish_back(db: Database, actor: Actor, number: int) -> None:
    """All of it was looked at."""
    found = imports.by_id(db, number)
    imports.change(db, found, state=RETURNED, ended=db.now.isoformat())
    forget_gone(db, number)
    forget_differences(db, number)
    back, left = found.get("back", 0), len(found.get("left", []))
    audit.record(db, actor, "records.import_back", number=number_of(found), back=back, left=left)
    db.announce(TOPIC)
