"""Choosing one of many: a field that is typed in offers a few that fit, and what stands in it names one of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from language.folding import EXACT, fit
from pages.staff.shell.screen import Screen
from people import staff, teams
from people.actor import Actor
from people.child_index import ChildEntry, child_index, fitting
from people.children import NOBODY
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import label_of
from people.teams import Team
from storage.documents import number_of
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


@needs(Permission.KEEP_OWN_ACCOUNT)
def people_offered(db: Database, _: Actor, wanted: str) -> list[str]:
    """The first of those who work here and fit."""
    return [label for one in staff.everyone(db) if fit(wanted, label := label_of(one)) is not None][:OFFERED]


@needs(Permission.KEEP_OWN_ACCOUNT)
def chosen_person(db: Database, _: Actor, typed: str, kept: int = NOBODY) -> int:
    """The staff id of whom the words name, `NOBODY` for none; who stands there now is `kept` though they have left."""
    known = staff.everyone(db)
    if not typed.strip() or (kept and (there := staff.member(db, kept)) and typed.strip() == label_of(there)):
        return kept if typed.strip() else NOBODY
    wanted = typed.strip().casefold()
    exact = [one for one in known if wanted in {label_of(one).casefold(), one["name"].casefold()}]
    found = exact or [one for one in known if fit(typed, label_of(one)) == EXACT]
    return number_of(_only(found, "person"))


@needs(Permission.MANAGE_STAFF)
def teams_offered(db: Database, _: Actor, wanted: str) -> list[str]:
    """The first of the teams that there are and that fit."""
    return [label for one in teams.all_teams(db) if fit(wanted, label := team_label(one)) is not None][:OFFERED]


@needs(Permission.MANAGE_STAFF)
def chosen_team(db: Database, _: Actor, typed: str, kept: str = "") -> str:
    """The reference of the team that the words name, empty for none; the one that stands there now may be closed."""
    if not typed.strip() or ((there := teams.by_ref(db, kept)) and typed.strip() == team_label(there)):
        return kept if typed.strip() else ""
    known = teams.all_teams(db)
    said = {team_label(one): one["ref"] for one in known} | {one["ref"]: one["ref"] for one in known}
    fitting_it = [one["ref"] for one in known if fit(typed, team_label(one)) == EXACT]
    return said.get(typed.strip()) or _only(fitting_it, "team")


def team_label(team: Team) -> str:
    """How a team is offered and named in a field: by name and number, for two may share a name."""
    return f"{team['name']}, {team['ref']}"


def _named(entries: list[ChildEntry], typed: str) -> str:
    said = {_label(one): one.ref for one in entries} | {one.ref: one.ref for one in entries}
    ref = said.get(typed.strip()) or said.get(typed.strip().upper())
    return ref or _only([one.ref for one in entries if fit(typed, one.name, one.ref, one.mosaic_id) == EXACT], "child")


def _only(found: Sequence[T], what: str) -> T:
    if not found:
        raise Unacceptable(f"No {what} fits what you typed. Choose one of those that are offered as you type.")
    if len(found) > 1:
        raise Unacceptable(f"More than one {what} fits what you typed. Choose one of those that are offered.")
    return found[0]


def _label(one: ChildEntry) -> str:
    return f"{one.name}, {one.ref}"
