"""Children: who they are, who works with them, and whether this person may know of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tinydb import where

from language.folding import by_name
from people import audit, need_to_know
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs, open_to
from people.roles import Permission
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database
from storage.table import Document

# `asked` and `heard` are the days of the last request and of the last answer, kept where those are written
CHILDREN = Kind("children", indexed=("ref", "name", "mosaic_id", "born", "asked", "heard"), unique=("ref",))
ASKED, HEARD = "asked", "heard"


@open_to("the command line and demo data")
def add_child(db: Database, fields: Mapping[str, Any]) -> str:
    """Keep a child with all that BR-01 names; `worker` and `manager` are staff ids, `born` is an ISO date."""
    db.table(CHILDREN).insert(dict(fields))
    ref = str(fields["ref"])
    need_to_know.give(db, fields["worker"], ref, need_to_know.ALLOCATED_WORKER)
    need_to_know.give(db, fields["manager"], ref, need_to_know.LINE_MANAGER)
    audit.record(db, audit.SYSTEM, "child.added", child=ref)
    return ref


@needs(Permission.SEE_CHILDREN)
def child(db: Database, actor: Actor, ref: str) -> Document:
    """One child; `NotFound` whether there is none or the actor may not know of it (ASVS 8.2.2)."""
    found = db.table(CHILDREN).get(where("ref") == ref)
    if found is None or not need_to_know.may_see(db, actor, ref):
        raise NotFound
    return found


def may_reach(db: Database, actor: Actor, ref: str) -> bool:
    """Whether this person may speak of the child: whom they may see, and a caller whomever they call."""
    known = need_to_know.may_see(db, actor, ref) or actor.may(Permission.CALL_ANY_FAMILY)
    return known and db.table(CHILDREN).contains(where("ref") == ref)


@needs(Permission.SEE_CHILDREN)
def children(db: Database, actor: Actor) -> list[Document]:
    """The children that this person may see, by name."""
    if actor.may(Permission.SEE_ALL_CHILDREN):
        found = db.table(CHILDREN).page(by="ref")
    else:
        known = need_to_know.known_children(db, actor)
        found = [one for ref in known if (one := db.table(CHILDREN).get(where("ref") == ref))]
    return sorted(found, key=lambda one: by_name(one["name"]))


def note_day(db: Database, ref: str, what: str, day: date) -> None:
    """Keep on the child the last day on which it was `ASKED` or `HEARD`; an earlier one changes nothing."""
    found = db.table(CHILDREN).get(Holding("ref", ref))
    if found is not None and str(found.get(what) or "") < day.isoformat():
        db.table(CHILDREN).amend(found, {what: day.isoformat()})


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day, never typed (BR-02). Someone born on 29 February has a birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
