"""Need to know: which children a person may see, and because of what."""

from collections.abc import Iterable
from typing import TypedDict, cast

from tinydb import where

from people import former_casework
from people.actor import Actor
from people.deputies import stands_in_for
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

NEED_TO_KNOW = Kind("need_to_know", indexed=("staff", "child", "key"), unique=("key",))
ALLOCATED_WORKER = "allocated worker"
LINE_MANAGER = "line manager"
REVIEWER = "reviewer"  # followed by the number of the review
CASEWORK = frozenset({ALLOCATED_WORKER, LINE_MANAGER})


class NeedToKnow(TypedDict):
    """That one person may see one child, because of one thing."""

    key: str  # all three
    staff: int
    child: str
    because: str


def give(db: Database, staff_id: int, child: str, because: str) -> None:
    """Let a person see a child because of a role in that child's case: `allocated worker`, `reviewer` …"""
    key = f"{staff_id} {child} {because}"
    if not db.table(NEED_TO_KNOW).contains(where("key") == key):
        given: NeedToKnow = {"key": key, "staff": staff_id, "child": child, "because": because}
        db.table(NEED_TO_KNOW).insert(given)


def take(db: Database, staff_id: int, child: str, because: str) -> None:
    """End it: a former worker no longer sees the child."""
    db.table(NEED_TO_KNOW).remove(where("key") == f"{staff_id} {child} {because}")
    if because in CASEWORK:
        former_casework.remember(db, staff_id, child)


def withdraw(db: Database, staff_id: int, child: str, because: str) -> None:
    """It was never so: what gave it is taken back, and nobody is a former worker by it."""
    db.table(NEED_TO_KNOW).remove(where("key") == f"{staff_id} {child} {because}")


def all_of(db: Database, staff_id: int) -> list[NeedToKnow]:
    """All that one person may see by a role in a case."""
    return cast("list[NeedToKnow]", db.table(NEED_TO_KNOW).search(where("staff") == staff_id))


def is_known_to_anybody(db: Database, child: str) -> bool:
    """Whether anybody sees a child by a role in its case."""
    return bool(who_know(db, child))


def has_reason(db: Database, staff_id: int, child: str, because: frozenset[str]) -> bool:
    """Whether a person sees the child because of any of these."""
    return any(staff == staff_id and why in because for staff, why in who_know(db, child))


def known_because(db: Database, staff_id: int, because: frozenset[str]) -> frozenset[str]:
    """The references of the children that a person knows because of any of these."""
    found = cast("list[NeedToKnow]", db.table(NEED_TO_KNOW).search(where("staff") == staff_id))
    return frozenset(one["child"] for one in found if one["because"] in because)


def reasons(db: Database, staff_id: int, child: str) -> frozenset[str]:
    """Because of what a person sees a child, by a role in its case."""
    return frozenset(why for staff, why in who_know(db, child) if staff == staff_id)


def known_of(db: Database, staff_id: int) -> list[tuple[str, str]]:
    """The children that a person knows by their own work, each with what it is because of; for rules that may ask."""
    found = cast("list[NeedToKnow]", db.table(NEED_TO_KNOW).search(where("staff") == staff_id))
    return [(one["child"], one["because"]) for one in found]


def may_see(db: Database, actor: Actor, child: str) -> bool:
    """Whether this person may know that the child is here: by a role in its case, or as who stands in for one."""
    if actor.may(Permission.SEE_ALL_CHILDREN):
        return True
    known_to = {staff for staff, _ in who_know(db, child)}
    return actor.id in known_to or not known_to.isdisjoint(stands_in_for(db, actor.id))


def prefetch(db: Database, children: Iterable[str]) -> None:
    """Read who knows of these at once, for a long reading verb that asks for them one by one."""
    db.table(NEED_TO_KNOW).prefetch("child", children)


def known_children(db: Database, actor: Actor) -> list[str]:
    """The references of the children that this person works with or reviews, or for whose worker they stand in."""
    people = {actor.id, *stands_in_for(db, actor.id)}
    found = cast("list[NeedToKnow]", db.table(NEED_TO_KNOW).search(where("staff").one_of(sorted(people))))
    return sorted({one["child"] for one in found})


def who_know(db: Database, child: str) -> frozenset[tuple[int, str]]:
    """Who knows of one child, and because of what: they are few, and one key of the index finds them."""

    def find() -> frozenset[tuple[int, str]]:
        found = cast("list[NeedToKnow]", db.table(NEED_TO_KNOW).search(where("child") == child))
        return frozenset((one["staff"], one["because"]) for one in found)

    return db.once(("who know", child), find)
