"""The list of the tracker: filtered, sorted and counted from the index; only the items of its page are read."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from language.folding import by_name, fold
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import everyone
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import Sight, sight_of
from tracker.due_dates import is_overdue
from tracker.index import ItemEntry, TrackerIndex
from tracker.items import NOBODY, Item
from tracker.months import lacks_update
from tracker.states import DONE

PAGE = 50
NO_DAY = "9999"  # after every day
FIELDS = ("owner", "team", "theme", "source", "state")  # what a list can be narrowed to beside its view


@dataclass(frozen=True)
class Today:
    """What depends on the day: overdue, and whether there was an update this month."""

    day: date
    here: frozenset[int]  # who works here


VIEWS: Mapping[str, tuple[str, Callable[[ItemEntry, Today], bool]]] = {
    "open": ("In sight", lambda one, today: True),
    "overdue": ("Overdue", lambda one, today: is_overdue(one.state, one.due, today.day)),
    "no_update": ("No update this month", lambda one, today: lacks_update(one.updated, today.day)),
    "to_judge": ("Done, effect not known", lambda one, today: one.state == DONE),
    "asked": ("Waits for an answer", lambda one, today: one.asked),
    "answers": ("Answers a family’s words", lambda one, today: one.answers),
    "lacking": ("Owner or day missing", lambda one, today: one.owner not in today.here or not one.due),
    "training": ("Training", lambda one, today: one.training),
}
CLOSED = "closed"
SORTS: Mapping[str, Callable[[ItemEntry], Any]] = {
    "number": lambda one: one.number,
    "due": lambda one: (one.due or NO_DAY, one.number),
    "owner": lambda one: (by_name(one.owner_name), one.due or NO_DAY, one.number),
    "state": lambda one: (one.state, one.due or NO_DAY, one.number),
    "updated": lambda one: (one.updated, one.number),
    "theme": lambda one: (by_name(one.theme), one.due or NO_DAY, one.number),
    "source": lambda one: (one.source, one.due or NO_DAY, one.number),
    "closed": lambda one: (one.closed, one.number),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list; `only` narrows by `FIELDS`, `due_from` and `due_to` are ISO days or empty."""

    level: str = ""
    view: str = "open"
    search: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False
    due_from: str = ""
    due_to: str = ""
    sort: str = "due"
    backwards: bool = False
    most: int = PAGE


@dataclass(frozen=True)
class Listed:
    """One page of the list, with the counts of the views and of what it can be narrowed to."""

    items: list[Item]
    total: int
    levels: Mapping[str, int]  # in sight, by level
    views: Mapping[str, int]  # of the level that is asked
    choices: Mapping[str, Mapping[str, int]]  # by field: each value that stands there, with its count
    numbers: list[int]  # all that match, in their order: what j and k walk along


@needs(Permission.SEE_TRACKER)
def tracked(db: Database, actor: Actor, index: TrackerIndex, wanted: Wanted) -> Listed:
    """What this person sees of the tracker, as asked."""
    sight, today = sight_of(db, actor), today_of(db)
    whose = (sight, today, wanted.level)
    counts = index.once(db, ("counts", *whose), lambda: _counted(db, index, *whose))
    base, choices = index.once(
        db,
        ("base", *whose, wanted.view, wanted.sort, wanted.backwards),
        lambda: _base(db, index, sight, today, wanted),
    )
    numbers = [one.number for one in _narrowed(base, wanted, actor)]
    return Listed(
        items=_in_order(db, numbers[: wanted.most]),
        total=len(numbers),
        levels=counts[0],
        views=counts[1],
        choices=choices,
        numbers=numbers,
    )


def _counted(
    db: Database, index: TrackerIndex, sight: Sight, today: Today, level: str
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How many are in sight at each level, and in each view of one."""
    in_sight = _seen(sight, index.open_items(db))
    of_level = [one for one in in_sight if not level or one.level == level]
    views = {name: sum(holds(one, today) for one in of_level) for name, (_, holds) in VIEWS.items()}
    return Counter(one.level for one in in_sight), views


def _base(
    db: Database, index: TrackerIndex, sight: Sight, today: Today, wanted: Wanted
) -> tuple[list[ItemEntry], Mapping[str, Mapping[str, int]]]:
    """A view in its order before it is narrowed, and what it can be narrowed to."""
    closed = wanted.view == CLOSED
    holds = VIEWS.get(wanted.view, VIEWS["open"])[1]
    found = [
        one
        for one in _seen(sight, index.closed_items(db) if closed else index.open_items(db))
        if (not wanted.level or one.level == wanted.level) and (closed or holds(one, today))
    ]
    found.sort(key=SORTS.get(wanted.sort, SORTS["due"]), reverse=wanted.backwards)
    return found, {name: Counter(value for one in found if (value := value_of(one, name))) for name in FIELDS}


@needs(Permission.SEE_TRACKER)
def in_sight_of(db: Database, actor: Actor, index: TrackerIndex) -> list[ItemEntry]:
    """Every item in sight that this person sees: for a home, a meeting, a count. Others are given the same list."""
    sight = sight_of(db, actor)
    return index.once(db, ("in sight", sight), lambda: _seen(sight, index.open_items(db)))


@needs(Permission.SEE_TRACKER)
def own_overdue(db: Database, actor: Actor, index: TrackerIndex) -> int:
    """How many of the items that this person owns are overdue: the number beside the way to the tracker."""
    today = london_day(db.now)
    own = (one for one in index.open_items(db) if one.owner == actor.id and not one.held)
    return sum(is_overdue(one.state, one.due, today) for one in own)


def today_of(db: Database) -> Today:
    """This day, and who works here."""
    return Today(london_day(db.now), frozenset(number_of(one) for one in everyone(db)))


def value_of(one: ItemEntry, name: str) -> str:
    """A field as the address of the list has it; an owner by number, one that is no member of staff by name."""
    if name == "owner":
        return str(one.owner) if one.owner != NOBODY else one.owner_name
    return str(getattr(one, name))


def _seen(sight: Sight, entries: Iterable[ItemEntry]) -> list[ItemEntry]:
    return [one for one in entries if sight.sees(one.level, one.child, one.owner, one.manager, held=one.held)]


def _narrowed(found: list[ItemEntry], wanted: Wanted, actor: Actor) -> list[ItemEntry]:
    """Those that fit what the list is narrowed to; what is not asked costs nothing."""
    if wanted.mine:
        found = [one for one in found if actor.id in (one.owner, one.manager)]
    if wanted.due_from:
        found = [one for one in found if one.due >= wanted.due_from]
    if wanted.due_to:
        found = [one for one in found if one.due <= wanted.due_to]
    for name, value in wanted.only.items():
        if value and name in FIELDS:
            found = [one for one in found if value_of(one, name) == value]
    for word in fold(wanted.search).split():
        found = [one for one in found if word in one.text]
    return found


def _in_order(db: Database, numbers: list[int]) -> list[Item]:
    found = {number_of(one): one for one in items.by_numbers(db, numbers)}
    return [found[number] for number in numbers if number in found]
