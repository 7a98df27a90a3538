"""On which items of the tracker an entry may rest: those whose end is known and that answer a family's words."""

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
    theme: str
    entries: int  # that rest on it already


def can_rest_on(found: Item) -> bool:
    """Whether something true can be told of it: it has an end or went into a plan, and is of a review that was sent."""
    ended = found["state"] in CLOSED or found["state"] == MOVED
    return ended and bool(found["voices"]) and not found["held"] and not found["training"]


@needs(Permission.MANAGE_TRACKER)
def offered(db: Database, actor: Actor, index: TrackerIndex) -> list[RestingItem]:
    """What one may write about, those first about which nothing is written yet, then the newest."""
    entries = [one for one in (*index.open_items(db), *index.closed_items(db)) if one.answers and not one.held]
    ended = [one.number for one in entries if one.state in CLOSED or one.state == MOVED]
    sight = sight_of(db, actor)
    found = [one for one in items.by_numbers(db, ended) if can_rest_on(one) and sees(sight, one)]
    shown = sorted((resting_item(db, one) for one in found), key=lambda one: (one.entries, -one.number))
    return shown[:MOST_OFFERED]


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


def resting_item(db: Database, found: Item) -> RestingItem:
    """One item, with what came of it."""
    number = number_of(found)
    return RestingItem(
        number=number,
        action=found["action"],
        state=STATES[found["state"]],
        came_of_it=_came_of_it(found),
        theme=found["theme"],
        entries=len(said_entries.of_item(db, number)),
    )


def _came_of_it(found: Item) -> str:
    if found["state"] in (EFFECTIVE, NOT_EFFECTIVE) and found["judgement"]:
        return found["judgement"]["impact"]
    if found["state"] == MOVED and found["moved"]:
        return f"It goes on in the {PLANS[found['moved']['plan']]}."
    return ""
