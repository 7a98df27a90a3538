"""The Lead's list: training needs by theme, without the child that they came from (BR-11)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from language.folding import by_name, fold
from people import staff
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import sees, sight_of
from tracker.due_dates import is_overdue
from tracker.index import TrackerIndex
from tracker.items import Item
from tracker.lines import PLANNED, lines_of
from tracker.nameless import named_in
from tracker.states import DONE, MOVED, OPEN, PLANS, SERVICE, SOURCES, STATES
from tracker.training.looks import seen_up_to


@dataclass(frozen=True)
class TrainingPlan:
    """What is planned about a need, as somebody wrote it."""

    words: str
    by_name: str
    at: str


@dataclass(frozen=True)
class TrainingNeed:
    """One item as the Lead reads it: neither the child nor anybody around the child stands in it."""

    number: int
    action: str  # empty where its words name somebody around the child
    source: str
    team: str
    owner_name: str
    state: str
    due: str
    overdue: bool
    plans: list[TrainingPlan]
    is_new: bool  # since this person last looked
    opens: bool  # whether this person may read the item itself
    can_move: bool


@dataclass(frozen=True)
class TrainingTheme:
    """The needs of one theme, the earliest day first."""

    title: str  # empty where none was given
    needs: list[TrainingNeed]
    sources: Mapping[str, int]
    teams: Mapping[str, int]


@needs(Permission.PLAN_TRAINING)
def training_themes(db: Database, actor: Actor, index: TrackerIndex) -> list[TrainingTheme]:
    """Every need in sight by theme, the theme with most needs first; what is held waits for its review to be sent."""
    seen, sight = seen_up_to(db, actor.id), sight_of(db, actor)
    by_theme: dict[str, list[tuple[Item, TrainingNeed]]] = {}
    for one in items.by_numbers(db, _numbers(index, db)):
        need = _need(db, actor, one, is_new=number_of(one) > seen, opens=sees(sight, one))
        by_theme.setdefault(fold(one["theme"]), []).append((one, need))
    themes = [_theme(found) for found in by_theme.values()]
    return sorted(themes, key=lambda one: (not one.title, -len(one.needs), by_name(one.title)))


@needs(Permission.PLAN_TRAINING)
def new_training_needs(db: Database, actor: Actor, index: TrackerIndex) -> int:
    """How many have come since this person last looked."""
    seen = seen_up_to(db, actor.id)
    return sum(number > seen for number in _numbers(index, db))


def _numbers(index: TrackerIndex, db: Database) -> Iterable[int]:
    return [one.number for one in index.open_items(db) if one.training and not one.held]


def _theme(found: list[tuple[Item, TrainingNeed]]) -> TrainingTheme:
    shown = sorted((need for _, need in found), key=lambda one: (not one.due, one.due, one.number))
    return TrainingTheme(
        title=found[0][0]["theme"].strip(),
        needs=shown,
        sources=Counter(one.source for one in shown),
        teams=Counter(one.team for one in shown if one.team),
    )


def _need(db: Database, actor: Actor, one: Item, *, is_new: bool, opens: bool) -> TrainingNeed:
    manages = actor.may(Permission.MANAGE_TRACKER)
    return TrainingNeed(
        number=number_of(one),
        action="" if _names_family(db, one) else one["action"],
        source=SOURCES[one["source"]],
        team=one["team"],
        owner_name=one["owner_name"],
        state=f"{PLANS[one['moved']['plan']]}, {one['moved']['owner']}" if one["moved"] else STATES[one["state"]],
        due=one["moved"]["day"] if one["moved"] and one["state"] == MOVED else one["due"],
        overdue=is_overdue(one["state"], one["due"], london_day(db.now)),
        plans=[
            TrainingPlan(line["words"], line["by_name"], line["at"])
            for line in lines_of(db, number_of(one))
            if line["kind"] == PLANNED
        ],
        is_new=is_new,
        opens=opens,
        can_move=manages and opens and one["level"] == SERVICE and one["state"] in (OPEN, DONE),
    )


def _names_family(db: Database, one: Item) -> bool:
    """Whether its words name the child or somebody around the child; that a colleague is named is no secret here."""
    if one["child"] is None:
        return False
    colleagues = {person["name"] for person in staff.everyone(db)}
    return any(name not in colleagues for name in named_in(db, one["action"], [one["child"]]))
