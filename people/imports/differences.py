"""Fields that somebody corrected here, and about which a file says a third thing: they wait until a person decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NotRequired, TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.children import CHILDREN, NOBODY
from people.contacts import CONTACTS
from people.errors import NotFound
from people.imports.compared import COMING, Difference, shown, worker_in_words
from people.imports.kept_records import KEPT_RECORDS, Record
from people.permissions import needs
from people.records.casework import PARTS, hand_over, spells_of
from people.records.child_records import correct_child
from people.records.contact_records import correct_contact
from people.records.sources import as_text, from_import
from people.records.staff_records import correct_staff
from people.records.team_records import correct_team
from people.roles import Permission
from people.staff import STAFF
from people.working_days import london_day
from storage.documents import Document, number_of
from storage.kinds import Kind
from storage.store import Database

RECORD_DIFFERENCES = Kind("record_differences", indexed=("key", "at"), unique=("key",))
TOPIC = "record differences"
OURS: Final = "ours"
THEIRS: Final = "theirs"


class WaitingDifference(TypedDict):
    """One that waits; it goes when it is decided, and the history of the record keeps what came of it."""

    key: str  # record and field
    record: str  # kind and number: `children 12`
    named: str
    field: str
    words: str  # the field as a person calls it
    ours: str
    theirs: str
    value: Any  # what the file says, as it would be kept
    brought_by: int
    at: str
    on: NotRequired[str]  # the day from which it counts, where it is about who works with a child


def keep(db: Database, number: int, found: Iterable[Difference]) -> None:
    """Keep what a bringing-in has found; a later file's word takes the place of an earlier one's.

    A worker whom the same files could not bring is nobody to choose, and is told with the rows that are wrong.
    """
    for one in found:
        if one.name in PARTS and one.value == COMING:
            continue
        key = f"{one.record} {one.name}"
        waiting: WaitingDifference = {
            "key": key,
            "record": one.record,
            "named": one.about,
            "field": one.name,
            "words": one.field,
            "ours": one.ours,
            "theirs": one.theirs,
            "value": one.value,
            "brought_by": number,
            "at": db.now.isoformat(),
            "on": one.on,
        }
        known = db.table(RECORD_DIFFERENCES).get(where("key") == key)
        if known is None:
            db.table(RECORD_DIFFERENCES).insert(waiting)
        else:
            db.table(RECORD_DIFFERENCES).replace(number_of(known), waiting)
        db.announce(TOPIC)


def forget_differences(db: Database, number: int) -> None:
    """The files of this bringing-in were taken back: nothing differs because of them."""
    found = cast("list[WaitingDifference]", db.table(RECORD_DIFFERENCES).page(by="at"))
    db.table(RECORD_DIFFERENCES).remove(doc_ids=[number_of(one) for one in found if one["brought_by"] == number])
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def differences_waiting(db: Database, _: Actor) -> list[WaitingDifference]:
    """All that wait and are so still, the oldest first, with what stands here now."""
    found = cast("list[WaitingDifference]", db.table(RECORD_DIFFERENCES).page(by="at"))
    return [now for one in found if (now := _as_it_is(db, one))]


@needs(Permission.BRING_IN_RECORDS)
def decide_difference(db: Database, actor: Actor, number: int, which: str) -> None:
    """Keep `OURS`, so that the same is not asked again, or take `THEIRS`. `Unacceptable` as its verb says."""
    found = cast("WaitingDifference | None", db.table(RECORD_DIFFERENCES).get(doc_id=number))
    if found is None or which not in (OURS, THEIRS):
        raise NotFound
    kind, _, at = found["record"].partition(" ")
    record = KEPT_RECORDS[kind].find(db, int(at))
    if record is not None and which == OURS:
        held = {**record.get("by_hand", {}), found["field"]: as_text(found["value"])}
        KEPT_RECORDS[kind].change(db, record, {"by_hand": held})
    elif record is not None:
        _take_theirs(db, actor, found, record)
    db.table(RECORD_DIFFERENCES).remove(doc_ids=[number])
    audit.record(db, actor, "records.difference_decided", record=found["record"], field=found["field"], kept=which)
    db.announce(TOPIC)


def _as_it_is(db: Database, one: WaitingDifference) -> WaitingDifference | None:
    """None where the record is gone, or says by now what the file says."""
    kind, _, at = one["record"].partition(" ")
    record = KEPT_RECORDS[kind].find(db, int(at))
    ours = record.get(one["field"]) if record else None
    if record is None or ours == one["value"]:
        return None
    words = worker_in_words(db, int(ours or NOBODY)) if one["field"] in PARTS else shown(ours, one["field"])
    return cast("WaitingDifference", Document({**one, "ours": words}, doc_id=number_of(one)))


def _take_theirs(db: Database, actor: Actor, found: WaitingDifference, record: Record) -> None:
    kind, _, at = found["record"].partition(" ")
    fields, source = {found["field"]: found["value"]}, from_import(found["brought_by"])
    if found["field"] in PARTS:
        on = _from(db, found, record["ref"])
        hand_over(db, actor, record["ref"], found["field"], found["value"], on, source=source)
    elif kind == CHILDREN.name:
        correct_child(db, actor, record["ref"], fields, source=source)
    elif kind == CONTACTS.name:
        correct_contact(db, actor, int(at), fields, source=source)
    elif kind == STAFF.name:
        correct_staff(db, actor, int(at), fields, source=source)
    else:
        correct_team(db, actor, record["ref"], fields, source=source)


def _from(db: Database, found: WaitingDifference, ref: str) -> date:
    """The day of the file, and none before the one whom somebody chose here began."""
    on = found.get("on") or london_day(db.now).isoformat()
    going_on = [one["since"] or "" for one in spells_of(db, ref) if one["part"] == found["field"] and not one["until"]]
    return date.fromisoformat(max([on, *going_on]))
