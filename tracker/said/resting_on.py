"""On which items of the tracker an entry may rest: those whose end is known and that answer a family's words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import item_for, sees, sight_of
from tracker.index import TrackerIndex
from tracker.items import Item
from tracker.said import said_entries
from tracker.states import CLOSED, EFFECTIVE, MOVED, NOT_EFFECTIVE, PLANS, STATES

MOST_OFFERED = 60


@dataclass(frozen=True)
class RestingItem:
    """An item as the screens show it beside an entry."""

    number: int
    action: str
    state: str
    came_of_it: str  # what somebody found of its effect, or where it went; empty where nobody has said
    entries: int  # that rest on it


def can_rest_on(found: Item) -> bool:
    """Whether something true can be told of it: it has an end or went into a plan, and is of a review that was sent."""
    ended = found["state"] in CLOSED or found["state"] == MOVED
    return ended and bool(found["voices"]) and not found["held"]


@needs(Permission.MANAGE_TRACKER)
def offered(db: Database, actor: Actor, index: TrackerIndex) -> list[RestingItem]:
    """What one may write about, those first about which nothing is written yet, then the newest."""
    sight, written = sight_of(db, actor), _written_about(db)
    entries = (*index.open_items(db), *index.closed_items(db))
    ended = [one for one in entries if one.answers and (one.state in CLOSED or one.state == MOVED) and not one.held]
    seen = [one for one in ended if sight.sees(one.level, one.child, one.owner, one.manager, held=one.held)]
    numbers = sorted((one.number for one in seen), key=lambda number: (written[number], -number))[:MOST_OFFERED]
    found = {number_of(one): one for one in items.by_numbers(db, numbers)}
    return [resting_item(found[number], written[number]) for number in numbers]


@needs(Permission.MANAGE_TRACKER)
def seen_items(db: Database, actor: Actor, numbers: Iterable[int]) -> list[Item]:
    """Those of these items that this person sees."""
    sight = sight_of(db, actor)
    return [one for one in items.by_numbers(db, numbers) if sees(sight, one)]


@needs(Permission.MANAGE_TRACKER)
def checked_items(db: Database, actor: Actor, numbers: Iterable[int]) -> list[int]:
    """The items that were chosen; `Unacceptable` where there is none, or one of which nothing can be told yet."""
    chosen = sorted(set(numbers))
    if not chosen:
        raise Unacceptable("Choose at least one item of the tracker that it rests on.")
    for number in chosen:
        try:
            found = item_for(db, actor, number)
        except NotFound:
            raise Unacceptable("One of these items is not yours to see. Choose again.") from None
        check_can_rest_on(found)
    return chosen


def check_can_rest_on(found: Item) -> None:
    """`Unacceptable` says why nothing can be told of it yet."""
    if not can_rest_on(found):
        raise Unacceptable(
            f"Nothing can be told of item {number_of(found)} yet: it is not closed or moved, "
            "or it answers no family’s words."
        )


def resting_item(found: Item, entries: int) -> RestingItem:
    """One item, with what came of it."""
    return RestingItem(number_of(found), found["action"], STATES[found["state"]], _came_of_it(found), entries)


def _written_about(db: Database) -> Counter[int]:
    """How many entries rest on each item."""
    return Counter(number for one in said_entries.everything(db) for number in one["items"])


def _came_of_it(found: Item) -> str:
    if found["state"] in (EFFECTIVE, NOT_EFFECTIVE) and found["judgement"]:
        return found["judgement"]["impact"]
    if found["state"] == MOVED and found["moved"]:
        return f"It goes on in the {PLANS[found['moved']['plan']]}."
    return ""
