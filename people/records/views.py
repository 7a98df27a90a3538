"""A child's record as those read it who keep it: who it is, who works with it, who is around it, what was changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from language.folding import by_name
from people import contacts
from people.actor import Actor
from people.child_index import ChildEntry, every_entry, fitting
from people.children import NOBODY, Child
from people.contacts import Contact
from people.opt_outs import stopped
from people.permissions import needs
from people.records.access import child_to_keep
from people.records.casework import CaseworkSpell, spells_of
from people.records.events import TouchpointEvent, events_of
from people.records.history import RecordChange, about, history_of_child
from people.roles import Permission
from people.staff import name_of
from storage.documents import number_of
from storage.store import Database

LATEST = 50  # changes that are shown


@dataclass(frozen=True)
class SpellLine:
    """Somebody who works, or has worked, with the child."""

    spell: CaseworkSpell
    name: str


@dataclass(frozen=True)
class RecordView:
    """All of it."""

    child: Child
    worker: str
    manager: str
    spells: list[SpellLine]
    contacts: list[Contact]  # those who are no longer around the child last
    stopped: frozenset[int]  # the contacts who asked us to stop
    events: list[TouchpointEvent]
    changes: list[RecordChange]  # the latest, the last first
    of: Mapping[str, str]  # by record that a change may be of, the contact whose it is
    earlier: int  # changes that are not shown


@needs(Permission.KEEP_RECORDS)
def records_listed(db: Database, _: Actor, wanted: str) -> list[ChildEntry]:
    """Every child whose name, reference or number fits, by name, with the day of birth."""
    found = every_entry(db, {"mosaic_id", "born"})
    return fitting(sorted(found, key=lambda one: by_name(one.name)), wanted)


@needs(Permission.CORRECT_RECORDS)
def record_of(db: Database, actor: Actor, ref: str) -> RecordView:
    """The record; `NotFound` whether there is no such child or this person may not keep it."""
    child = child_to_keep(db, actor, ref)
    around = contacts.ever_of_child(db, ref)
    changes = history_of_child(db, ref)
    return RecordView(
        child=child,
        worker=_name(db, child["worker"]),
        manager=_name(db, child["manager"]),
        spells=[SpellLine(one, _name(db, one["staff"])) for one in reversed(spells_of(db, ref))],
        contacts=sorted(around, key=lambda one: bool(one.get("gone"))),
        stopped=frozenset(number_of(one) for one in around if one["phone"] and stopped(db, one["phone"])),
        events=events_of(db, ref),
        changes=changes[: -LATEST - 1 : -1],
        of={about(contacts.CONTACTS, number_of(one)): one["name"] for one in around},
        earlier=max(0, len(changes) - LATEST),
    )


def _name(db: Database, staff_id: int) -> str:
    return "Nobody" if staff_id == NOBODY else name_of(db, staff_id)
