"""The children of a list, found, sorted and counted from the index: only those of the page that is drawn are read."""

from collections.abc import Callable
from dataclasses import dataclass

from language.folding import EXACT, NEAR, by_name, fit
from people import children, need_to_know
from people.actor import Actor
from people.children import Child
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

COLUMNS = ("ref", "name", "mosaic_id", "born", "asked", "heard")


@dataclass(frozen=True)
class ChildEntry:
    """What the index knows of a child; empty where nothing is recorded."""

    number: int
    ref: str
    name: str
    mosaic_id: str = ""
    born: str = ""
    asked: str = ""  # the days of the last request and of the last answer
    heard: str = ""


@needs(Permission.SEE_CHILDREN)
def child_index(db: Database, actor: Actor) -> list[ChildEntry]:
    """The children that this person may see, by name; a handful of statements however many there are."""
    columns = {name: children.column(db, name) for name in COLUMNS}
    refs = columns["ref"]
    if not actor.may(Permission.SEE_ALL_CHILDREN):
        known = set(need_to_know.known_children(db, actor))
        refs = {number: ref for number, ref in refs.items() if ref in known}
    found = [ChildEntry(number, **{name: _text(columns[name].get(number, "")) for name in COLUMNS}) for number in refs]
    return sorted(found, key=lambda one: by_name(one.name))


def fitting(entries: list[ChildEntry], wanted: str) -> list[ChildEntry]:
    """Those whose name, reference or Mosaic number holds each of the words, then near spellings, in their order."""
    if not wanted.strip():
        return entries
    fits = [(fit(wanted, one.name, one.ref, one.mosaic_id), one) for one in entries]
    return [one for kind in (EXACT, NEAR) for fitting, one in fits if fitting == kind]


def sorted_by(entries: list[ChildEntry], key: Callable[[ChildEntry], str], *, downward: bool) -> list[ChildEntry]:
    """In the order of a fact; those of whom it is not known stand last either way."""
    known = [one for one in entries if key(one)]
    return sorted(known, key=key, reverse=downward) + [one for one in entries if not key(one)]


@needs(Permission.SEE_CHILDREN)
def child_of(db: Database, _: Actor, entry: ChildEntry) -> Child | None:
    """The child of an entry that `child_index` gave this person."""
    return children.by_number(db, entry.number)


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.0f}"
