"""The children of a list, found, sorted and counted from the index: only those of the page that is drawn are read."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from language.folding import EXACT, NEAR, by_name, fit
from people import children, need_to_know
from people.actor import Actor
from people.children import Child
from people.need_to_know import may_see
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

FACTS = ("mosaic_id", "born", "asked", "heard")


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
def child_index(db: Database, actor: Actor, facts: Collection[str] = ()) -> list[ChildEntry]:
    """The children that this person may see, by name, with these of `FACTS`; a handful of statements in all."""
    found = every_entry(db, facts) if actor.may(Permission.SEE_ALL_CHILDREN) else _known(db, actor)
    return sorted(found, key=lambda one: by_name(one.name))


@needs(Permission.SEE_CHILDREN)
def entries_of(db: Database, actor: Actor, refs: Iterable[str]) -> dict[str, ChildEntry]:
    """The entries of some children, by reference; of those whom this person may see."""
    wanted = [*refs]
    children.prefetch(db, wanted)
    need_to_know.prefetch(db, wanted)
    found = (one for ref in wanted if may_see(db, actor, ref) and (one := children.by_ref(db, ref)))
    return {one["ref"]: _entry(one) for one in found}


@needs(Permission.SEE_CHILDREN)
def latest(db: Database, actor: Actor, what: Literal["asked", "heard"], most: int) -> list[ChildEntry]:
    """The children of whom something happened last that this person may see; `what` is `ASKED` or `HEARD`."""
    if not actor.may(Permission.SEE_ALL_CHILDREN):
        return sorted_by(_known(db, actor), lambda one: str(getattr(one, what)), downward=True)[:most]
    return [_entry(one) for one in children.latest(db, what, most)]


def every_entry(db: Database, facts: Collection[str]) -> list[ChildEntry]:
    """All children with these of `FACTS`, for rules that have checked already who is asking."""
    more = children.columns(db, ["name", "ref", *facts])
    names, refs = more["name"], more["ref"]
    if not facts:
        return [ChildEntry(number, str(ref), str(names.get(number, ""))) for number, ref in refs.items()]
    return [
        ChildEntry(
            number, str(ref), str(names.get(number, "")), **{fact: _text(more[fact].get(number, "")) for fact in facts}
        )
        for number, ref in refs.items()
    ]


def _known(db: Database, actor: Actor) -> list[ChildEntry]:
    refs = need_to_know.known_children(db, actor)
    children.prefetch(db, refs)
    return [_entry(one) for ref in refs if (one := children.by_ref(db, ref))]


def _entry(child: Child) -> ChildEntry:
    days = (child.get("asked", ""), child.get("heard", ""))
    return ChildEntry(
        number_of(child), child["ref"], child["name"], child.get("mosaic_id", ""), child.get("born", ""), *days
    )


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
def children_of(db: Database, _: Actor, entries: Collection[ChildEntry]) -> list[Child]:
    """The children of entries that `child_index` gave this person, in their order."""
    found = {number_of(one): one for one in children.by_numbers(db, [entry.number for entry in entries])}
    return [found[entry.number] for entry in entries if entry.number in found]


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.0f}"
