"""Drawing a sample of children at random, in a way that anybody can repeat by hand."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from feedback.voices import requests
from people import children, need_to_know
from people.actor import Actor
from people.child_index import child_index
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day, months_later
from reviews.review_index import all_entries
from reviews.states import CANCELLED
from storage.store import Database

MOST = 100  # children in one batch
LONGEST_SEED = 40


@dataclass(frozen=True)
class SampleFilters:
    """Which children a sample is drawn from; an empty field leaves none out. Nobody who has died is among them."""

    worker: int = 0  # staff ids
    manager: int = 0
    touchpoint: str = ""  # asked after it within the last six months
    not_reviewed_months: int = 0  # none handed in within so many months
    without_open: bool = True  # none open now


@needs(Permission.PLAN_REVIEWS)
def population(db: Database, actor: Actor, filters: SampleFilters) -> list[str]:
    """The references of the children that a sample is drawn from, in their order; from the index alone."""
    found = {one.ref for one in child_index(db, actor)} - children.dead(db)
    for staff, because in (
        (filters.worker, need_to_know.ALLOCATED_WORKER),
        (filters.manager, need_to_know.LINE_MANAGER),
    ):
        if staff:
            found &= need_to_know.known_because(db, staff, frozenset({because}))
    if filters.touchpoint:
        found &= requests.children_asked_after(db, filters.touchpoint, months_later(london_day(db.now), -6))
    return sorted(found - _reviewed(db, filters))


def _reviewed(db: Database, filters: SampleFilters) -> set[str]:
    since = months_later(london_day(db.now), -filters.not_reviewed_months).isoformat()
    return {
        one.child
        for one in all_entries(db)
        if (filters.without_open and one.is_open)
        or (filters.not_reviewed_months and one.state != CANCELLED and one.submitted >= since)
    }


def new_seed() -> str:
    """A seed that nobody chose."""
    return f"{secrets.randbelow(10**8):08}"


def drawn(found: Iterable[str], seed: str, wanted: int) -> list[str]:
    """So many of them: those whose SHA-256 of “seed reference” is the smallest, which any computer works out alike."""
    return sorted(sorted(found, key=lambda ref: sha256(f"{seed} {ref}".encode()).hexdigest())[:wanted])


def check_wanted(wanted: int, found: int) -> None:
    """`Unacceptable` where so many cannot be drawn."""
    if not 1 <= wanted <= MOST:
        raise Unacceptable(f"Write how many children to draw: 1 to {MOST}.")
    if wanted > found:
        there = "No child fits" if not found else f"Only {found} {'child fits' if found == 1 else 'children fit'}"
        raise Unacceptable(f"{there} these filters, so {wanted} cannot be drawn. Draw fewer, or take a filter away.")
