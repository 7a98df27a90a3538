"""Choosing one of many: a field that is typed in offers a few that fit, and what stands in it names one of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from language.folding import EXACT, fit
from pages.staff.shell.screen import Screen
from people.actor import Actor
from people.child_index import ChildEntry, child_index, fitting
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

T = TypeVar("T")

OFFERED = 8
LONGEST = 100
SHOWN = 60  # signs of a line that is told back


def offer(screen: Screen, field: str, fits: Callable[[Database, Actor, str], list[str]]) -> None:
    """Offer under the field of this id what fits what is typed."""

    async def find(data: Mapping[str, Any]) -> None:
        found = await screen.fetch(fits, str(data.get("wanted", ""))[:LONGEST])
        screen.script("offer", field, found)

    screen.on(f"find-{field}", find)


@needs(Permission.SEE_CHILDREN)
def children_offered(db: Database, actor: Actor, wanted: str) -> list[str]:
    """The first of the children that this person may see and that fit."""
    return [_label(one) for one in fitting(child_index(db, actor, ("mosaic_id",)), wanted)[:OFFERED]]


@needs(Permission.SEE_CHILDREN)
def chosen_child(db: Database, actor: Actor, typed: str) -> str:
    """The reference of the child that is named: as it was offered, by its reference, or by words that fit it alone."""
    return _named(child_index(db, actor, ("mosaic_id",)), typed)


@needs(Permission.SEE_CHILDREN)
def chosen_children(db: Database, actor: Actor, lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The references of the children that these lines name, and what is wrong with the others."""
    entries = child_index(db, actor, ("mosaic_id",))
    refs: list[str] = []
    troubles: list[str] = []
    for place, line in enumerate(lines, start=1):
        try:
            ref = _named(entries, line)
        except Unacceptable as trouble:
            troubles.append(f"Line {place}, “{line[:SHOWN]}”: {trouble}")
            continue
        if ref in refs:
            troubles.append(f"Line {place}, “{line[:SHOWN]}”: this child stands above already. Take one of them out.")
        refs.append(ref)
    return refs, troubles


def _named(entries: list[ChildEntry], typed: str) -> str:
    said = {_label(one): one.ref for one in entries} | {one.ref: one.ref for one in entries}
    ref = said.get(typed.strip()) or said.get(typed.strip().upper())
    return ref or _only([one.ref for one in entries if fit(typed, one.name, one.ref, one.mosaic_id) == EXACT], "child")


def _only(found: list[T], what: str) -> T:
    if not found:
        raise Unacceptable(f"No {what} fits what you typed. Choose one of those that are offered as you type.")
    if len(found) > 1:
        raise Unacceptable(f"More than one {what} fits what you typed. Choose one of those that are offered.")
    return found[0]


def _label(one: ChildEntry) -> str:
    return f"{one.name}, {one.ref}"
