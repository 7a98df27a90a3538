"""Children: who they are, who works with them, and whether this person may know of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NotRequired, TypedDict, cast

from tinydb import where

from language.folding import by_name
from people import audit, need_to_know
from people.actor import Actor
from people.errors import NotFound
from people.identity import IdentityField
from people.permissions import needs, open_to
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

# `asked` and `heard` are the days of the last request and of the last answer, kept where those are written
CHILDREN = Kind(
    "children",
    indexed=("ref", "name", "mosaic_id", "born", "asked", "heard", "died", "ended.why"),
    unique=("ref",),
)
ASKED: Final = "asked"
HEARD: Final = "heard"


NOBODY: Final = 0  # no worker, or no manager


class Ending(TypedDict):
    """Why we no longer work with a child."""

    why: str  # died, moved, adopted or closed: see `records/endings.py`
    on: str  # an ISO date
    noted: str  # when it was kept


class Child(TypedDict):
    """What is kept of one child: all that BR-01 names."""

    ref: str
    mosaic_id: str
    name: str
    born: str  # an ISO date
    gender: str
    ethnicity: IdentityField
    religion: IdentityField
    additional_needs: IdentityField
    language: NotRequired[str]  # spoken at home
    worker: int  # a staff id, as the next one; NOBODY where there is none
    manager: int
    died: NotRequired[bool]
    ended: NotRequired[Ending | None]
    by_hand: NotRequired[dict[str, str]]  # see `records/sources.py: held_by_hand`
    asked: NotRequired[str]  # the London day of the last request, as the next of the last answer
    heard: NotRequired[str]


class ChildChange(TypedDict, total=False):
    """The fields of a child that change."""

    mosaic_id: str
    name: str
    born: str
    gender: str
    ethnicity: IdentityField
    religion: IdentityField
    additional_needs: IdentityField
    language: str
    worker: int
    manager: int
    died: bool
    ended: Ending | None
    by_hand: dict[str, str]


def by_ref(db: Database, ref: str | None) -> Child | None:
    """The child with this reference, for rules that have checked already who is asking."""
    return cast("Child | None", db.table(CHILDREN).get(where("ref") == ref)) if ref else None


def name_of(db: Database, ref: str | None) -> str:
    """The child's name; empty where nobody is known by the reference."""
    found = by_ref(db, ref)
    return found["name"] if found else ""


def by_number(db: Database, number: int) -> Child | None:
    """One child by the number of its document, for rules that have checked already who is asking."""
    return cast("Child | None", db.table(CHILDREN).get(doc_id=number))


def by_numbers(db: Database, numbers: Iterable[int]) -> list[Child]:
    """The children of these documents, for rules that have checked already who is asking."""
    return cast("list[Child]", db.table(CHILDREN).get(doc_ids=numbers))


def latest(db: Database, what: str, most: int) -> list[Child]:
    """The children that were `ASKED` or `HEARD` last, the last one first; nobody of whom there is no day."""
    found = cast("list[Child]", db.table(CHILDREN).page(by=what, newest_first=True, limit=most))
    return [one for one in found if one.get(what)]


def columns(db: Database, fields: Sequence[str]) -> Mapping[str, Mapping[int, str | float]]:
    """These indexed fields of every child, by field and number, without reading a child."""
    return db.table(CHILDREN).columns(fields)


def dead(db: Database) -> frozenset[str]:
    """The references of the children who have died."""
    found = cast("list[Child]", db.table(CHILDREN).search(Holding("died", True)))
    return frozenset(one["ref"] for one in found)


def ended_as(db: Database, why: str) -> frozenset[str]:
    """The references of the children with whom our work ended so."""
    found = cast("list[Child]", db.table(CHILDREN).search(where("ended")["why"] == why))
    return frozenset(one["ref"] for one in found)


def all_by_ref(db: Database) -> list[Child]:
    """All children, in the order of their references."""
    return cast("list[Child]", db.table(CHILDREN).page(by="ref"))


def prefetch(db: Database, refs: Iterable[str]) -> None:
    """Read these at once, for a long reading verb that asks for them one by one."""
    db.table(CHILDREN).prefetch("ref", refs)


@open_to("the command line and demo data")
def add_child(db: Database, child: Child) -> str:
    """Keep a child, known to the worker and the manager; returns the reference."""
    ref = child["ref"]
    db.table(CHILDREN).insert(child)
    for staff_id, because in (
        (child["worker"], need_to_know.ALLOCATED_WORKER),
        (child["manager"], need_to_know.LINE_MANAGER),
    ):
        if staff_id != NOBODY:
            need_to_know.give(db, staff_id, ref, because)
    audit.record(db, audit.SYSTEM, "child.added", child=ref)
    return ref


@needs(Permission.SEE_CHILDREN)
def child(db: Database, actor: Actor, ref: str) -> Child:
    """One child; `NotFound` whether there is none or the actor may not know of it (ASVS 8.2.2)."""
    found = by_ref(db, ref)
    if found is None or not need_to_know.may_see(db, actor, ref):
        raise NotFound
    return found


def may_reach(db: Database, actor: Actor, ref: str) -> bool:
    """Whether this person may speak of the child: whom they may see, and a caller whomever they call."""
    known = need_to_know.may_see(db, actor, ref) or actor.may(Permission.CALL_ANY_FAMILY)
    return known and db.table(CHILDREN).contains(where("ref") == ref)


@needs(Permission.SEE_CHILDREN)
def children(db: Database, actor: Actor) -> list[Child]:
    """The children that this person may see, by name."""
    if actor.may(Permission.SEE_ALL_CHILDREN):
        found = all_by_ref(db)
    else:
        found = [one for ref in need_to_know.known_children(db, actor) if (one := by_ref(db, ref))]
    return sorted(found, key=lambda one: by_name(one["name"]))


def keep(db: Database, child: Child) -> int:
    """Keep a new child; the number of its document."""
    return db.table(CHILDREN).insert(child)


def change(db: Database, child: Child, fields: ChildChange) -> None:
    """Set fields of a child."""
    db.table(CHILDREN).replace(number_of(child), fields)


def remove(db: Database, child: Child) -> None:
    """Take a child away on whom nothing hangs."""
    db.table(CHILDREN).remove(doc_ids=[number_of(child)])


def note_day(db: Database, ref: str, what: str, day: date) -> None:
    """Keep on the child the last day on which it was `ASKED` or `HEARD`; an earlier one changes nothing."""
    found = db.table(CHILDREN).get(Holding("ref", ref))
    if found is not None and str(found.get(what) or "") < day.isoformat():
        db.table(CHILDREN).amend(found, {what: day.isoformat()})


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day, never typed (BR-02). Someone born on 29 February has a birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
