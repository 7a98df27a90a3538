"""Who works with a child, and from when to when: a hand-over ends what the one before could see, that day."""

from datetime import date
from typing import Any, Final, Literal, TypedDict, cast

from tinydb import where

from people import children, former_casework, need_to_know, staff
from people.actor import Actor
from people.children import CHILDREN, NOBODY, Child
from people.errors import Unacceptable
from people.permissions import needs
from people.records.access import child_to_keep
from people.records.checked import past_day
from people.records.history import about, changed
from people.records.sources import HAND, held_by_hand
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

CASEWORK_SPELLS = Kind("casework_spells", indexed=("child", "staff"))
Part = Literal["worker", "manager"]
WORKER: Final = "worker"
MANAGER: Final = "manager"
PARTS: Final[tuple[Part, ...]] = ("worker", "manager")
BECAUSE = {WORKER: need_to_know.ALLOCATED_WORKER, MANAGER: need_to_know.LINE_MANAGER}


class CaseworkSpell(TypedDict):
    """That one person worked with one child; both days are ISO dates."""

    child: str
    staff: int
    part: str
    since: str | None  # None where nobody knows
    until: str | None  # None while it goes on


def spells_of(db: Database, ref: str) -> list[CaseworkSpell]:
    """Who has worked with a child, the first first, for rules that have checked already who is asking."""
    found = cast("list[CaseworkSpell]", db.table(CASEWORK_SPELLS).search(where("child") == ref))
    return sorted(found, key=lambda one: one["since"] or "")


@needs(Permission.HAND_OVER)
def hand_over(db: Database, actor: Actor, ref: str, part: Part, staff_id: int, on: date, *, source: str = HAND) -> bool:
    """Say who is the child's worker or manager from this day; `NOBODY` for none. Whether anything changed.

    The one before no longer sees the child from that moment, unless another role in the case lets them.
    """
    child = child_to_keep(db, actor, ref)
    if part not in PARTS:
        raise Unacceptable("Say which of the two.")
    day = past_day(on, london_day(db.now))
    if staff_id != NOBODY:
        person = staff.member(db, staff_id)
        if person is None or not person["active"]:
            raise Unacceptable("Choose somebody who works here.")
    before = child[part]
    if before == staff_id:
        return False
    _end_spell(db, ref, part, before, day)
    if staff_id != NOBODY:
        db.table(CASEWORK_SPELLS).insert(_spell(ref, staff_id, part, day.isoformat(), None))
        need_to_know.give(db, staff_id, ref, BECAUSE[part])
    was: dict[str, Any] = {part: before}
    children.change(db, child, {**_changed_part(part, staff_id), "by_hand": held_by_hand(child, was, source)})
    record, now = about(CHILDREN, number_of(child)), {part: staff_id, "on": day.isoformat()}
    changed(db, actor, source, "child.handed_over", record, before=was, after=now, child=ref)
    db.announce(f"child:{ref}")
    return True


@needs(Permission.BRING_IN_RECORDS)
def keep_past_spell(
    db: Database,
    actor: Actor,
    ref: str,
    part: Part,
    staff_id: int,
    since: date | None,
    until: date,
    *,
    source: str = HAND,
) -> bool:
    """Keep that somebody worked with a child once, so that nobody judges their own work; whether that is news."""
    child_to_keep(db, actor, ref)
    ended = past_day(until, london_day(db.now)).isoformat()
    begun = since.isoformat() if since else None
    spell = _spell(ref, staff_id, part, begun, ended)
    if any(dict(one) == dict(spell) for one in spells_of(db, ref)):
        return False
    record = about(CASEWORK_SPELLS, db.table(CASEWORK_SPELLS).insert(spell))
    former_casework.remember(db, staff_id, ref)
    changed(db, actor, source, "casework.added", record, before={}, after=spell, child=ref)
    return True


def spell_by_number(db: Database, number: int) -> CaseworkSpell | None:
    """One spell."""
    return cast("CaseworkSpell | None", db.table(CASEWORK_SPELLS).get(doc_id=number))


def spells_with(db: Database, staff_id: int) -> list[CaseworkSpell]:
    """With whom somebody has worked."""
    return cast("list[CaseworkSpell]", db.table(CASEWORK_SPELLS).search(where("staff") == staff_id))


def drop_spell(db: Database, spell: CaseworkSpell, at: str) -> None:
    """It was never so; `at` is the moment at which it was kept."""
    db.table(CASEWORK_SPELLS).remove(doc_ids=[number_of(spell)])
    former_casework.was_mistaken(db, spell["staff"], spell["child"], at)


def undo_hand_over(db: Database, child: Child, part: Part, before: int, on: str, at: str) -> bool:
    """The hand-over of that day, kept at that moment, was never so: spells and sight as before it.

    False where somebody has handed over since, and then nothing changes.
    """
    ref, now = child["ref"], child[part]
    spells = [one for one in spells_of(db, ref) if one["part"] == part]
    begun = [one for one in spells if one["until"] is None]
    ended = [one for one in spells if (one["staff"], one["until"]) == (before, on)]
    if [(one["staff"], one["since"]) for one in begun] != ([(now, on)] if now != NOBODY else []):
        return False
    if before != NOBODY and not ended:
        return False
    db.table(CASEWORK_SPELLS).remove(doc_ids=[number_of(one) for one in begun])
    if now != NOBODY:
        need_to_know.withdraw(db, now, ref, BECAUSE[part])
    if before != NOBODY:
        db.table(CASEWORK_SPELLS).replace(number_of(ended[-1]), {"until": None})
        need_to_know.give(db, before, ref, BECAUSE[part])
        former_casework.was_mistaken(db, before, ref, at)
    children.change(db, child, _changed_part(part, before))
    return True


def begin_spell(db: Database, child: Child, part: Part, since: date | None) -> None:
    """Keep from when the one who stands on the child has worked with it: for a record that was just made."""
    if child[part] != NOBODY:
        day = since.isoformat() if since else None
        db.table(CASEWORK_SPELLS).insert(_spell(child["ref"], child[part], part, day, None))


def end_casework(db: Database, actor: Actor, child: Child, on: date, *, source: str) -> None:
    """Nobody works with the child any more from this day."""
    for part in PARTS:
        if child[part] != NOBODY:
            hand_over(db, actor, child["ref"], part, NOBODY, on, source=source)


def _end_spell(db: Database, ref: str, part: Part, staff_id: int, day: date) -> None:
    if staff_id == NOBODY:
        return
    ended = day.isoformat()
    going_on = [one for one in spells_of(db, ref) if one["part"] == part and one["until"] is None]
    for one in going_on:
        db.table(CASEWORK_SPELLS).replace(number_of(one), {"until": ended})
    if not going_on:  # of before spells were kept
        db.table(CASEWORK_SPELLS).insert(_spell(ref, staff_id, part, None, ended))
    need_to_know.take(db, staff_id, ref, BECAUSE[part])


def _spell(ref: str, staff_id: int, part: Part, since: str | None, until: str | None) -> CaseworkSpell:
    return {"child": ref, "staff": staff_id, "part": part, "since": since, "until": until}


def _changed_part(part: Part, staff_id: int) -> children.ChildChange:
    return {"worker": staff_id} if part == WORKER else {"manager": staff_id}
