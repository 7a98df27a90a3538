"""What one should do next about the tracker: what is due or silent, what waits for an answer, what worked."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import islice

from language import dates
from pages.staff.home.next_things import THREE, NextThing
from pages.staff.shell import words
from pages.staff.shell.addresses import TRACKER, tracker_item
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.due_dates import is_overdue
from tracker.index import ItemEntry, TrackerIndex
from tracker.items import Item
from tracker.listing import Today, in_sight_of, today_of
from tracker.months import lacks_update
from tracker.states import DONE, OPEN, TO_JUDGE

SOON = timedelta(days=7)
END_OF_MONTH = 22  # day of the month from which a silent item is told of
LONGEST_TITLE = 90


@needs(Permission.SEE_TRACKER)
def tracker_things(db: Database, actor: Actor, index: TrackerIndex) -> list[Iterable[NextThing]]:
    """The cards of what is one's own to do, then of what one decides about: two kinds, beside those of other work."""
    seen = in_sight_of(db, actor, index)
    theirs = [one for one in seen if one.owner != actor.id] if actor.may(Permission.MANAGE_TRACKER) else []
    theirs.sort(key=lambda one: (one.manager != actor.id, one.due))
    return [_of_owner(db, [one for one in seen if one.owner == actor.id]), _of_manager(db, actor, theirs)]


@needs(Permission.SEE_TRACKER)
def tracker_waiting(db: Database, actor: Actor, index: TrackerIndex) -> tuple[int, int]:
    """How many items wait for an answer and for a word on their effect, of those whom this person decides about."""
    if not actor.may(Permission.MANAGE_TRACKER):
        return (0, 0)
    today = today_of(db)
    theirs = [one for one in in_sight_of(db, actor, index) if one.owner != actor.id]
    asked = sum(bool(set(one.askers) - {actor.id}) for one in theirs)
    return asked, sum(_waits_for_effect(one, actor, today) for one in theirs)


def _of_owner(db: Database, own: list[ItemEntry]) -> list[NextThing]:
    today = london_day(db.now)
    own.sort(key=lambda one: one.due)
    soon = (today + SOON).isoformat()
    silent = [one for one in own if lacks_update(one.updated, today)] if today.day >= END_OF_MONTH else []
    return [
        *_cards(db, (one for one in own if is_overdue(one.state, one.due, today)), _overdue),
        *_cards(db, (one for one in own if one.state == OPEN and today.isoformat() <= one.due <= soon), _soon),
        *([_silent(len(silent), today)] if silent else []),
    ]


def _of_manager(db: Database, actor: Actor, theirs: list[ItemEntry]) -> list[NextThing]:
    today = today_of(db)
    orphaned = sum(one.owner not in today.here for one in theirs)
    return [
        *_cards(db, (one for one in theirs if set(one.askers) - {actor.id}), _answer),
        *_cards(db, (one for one in theirs if _waits_for_effect(one, actor, today)), _judge),
        *([_orphaned(orphaned)] if orphaned else []),
    ]


def _waits_for_effect(one: ItemEntry, actor: Actor, today: Today) -> bool:
    """Whether its effect can be judged by this person now: done by somebody else, or its day has come again."""
    if one.state not in TO_JUDGE or one.done_by == actor.id:
        return False
    return one.again <= today.day.isoformat() if one.again else one.state == DONE


def _cards(db: Database, found: Iterable[ItemEntry], card: Callable[[Item, date], NextThing]) -> list[NextThing]:
    numbers = [one.number for one in islice(found, THREE)]
    there = {number_of(one): one for one in items.by_numbers(db, numbers)}
    return [card(there[number], london_day(db.now)) for number in numbers if number in there]


def _overdue(one: Item, today: date) -> NextThing:
    return NextThing(
        id=f"tracked-{number_of(one)}",
        title=_titled(one),
        why="Yours to do. Say what was done, or ask for a later date",
        act="Open the item",
        address=tracker_item(number_of(one)),
        late=f"late: it was due {_day(one['due'], today)}",
    )


def _soon(one: Item, today: date) -> NextThing:
    return NextThing(
        id=f"tracked-{number_of(one)}",
        title=_titled(one),
        why=f"Yours to do, due {'today' if one['due'] == today.isoformat() else _day(one['due'], today)}",
        act="Open the item",
        address=tracker_item(number_of(one)),
    )


def _silent(number: int, today: date) -> NextThing:
    return NextThing(
        id="tracker-silent",
        title=f"{words.plural(number, 'item', 'items')} without an update in {today:%B}",
        why="Each of yours needs a line every month, also where nothing has moved",
        act="Write the updates",
        address=f"{TRACKER}?view=no_update&mine=yes",
    )


def _answer(one: Item, today: date) -> NextThing:
    later = one["later"]
    asked = later or one["drop"]
    why = f"asks for {_day(later['day'], today)}" if later else "says that it is no longer needed"
    return NextThing(
        id=f"tracked-{number_of(one)}",
        title=_titled(one),
        why=f"{asked['by_name'] if asked else ''} {why}",
        act="Answer",
        address=tracker_item(number_of(one)),
    )


def _judge(one: Item, today: date) -> NextThing:
    done, judged = one["done"], one["judgement"]
    on = f" {_day(done['day'], today)}" if done and done["day"] else ""
    told = f"Done{on}, says {done['by_name']}" if done else "Moved to a plan"
    again = f". To be looked at again {_day(judged['again'], today)}" if judged and judged["again"] else ""
    return NextThing(
        id=f"tracked-{number_of(one)}",
        title=f"Did it work? {_titled(one)}",
        why=f"{told}{again}",
        act="Say what came of it",
        address=tracker_item(number_of(one)),
    )


def _orphaned(number: int) -> NextThing:
    return NextThing(
        id="tracker-orphaned",
        title=f"{words.plural(number, 'item has', 'items have')} no owner who works here",
        why="Their owner has left, or was never known here",
        act="Give them to somebody",
        address=f"{TRACKER}?view=lacking",
    )


def _titled(one: Item) -> str:
    said = one["action"]
    return said if len(said) <= LONGEST_TITLE else f"{said[:LONGEST_TITLE].rstrip()}…"


def _day(iso: str, today: date) -> str:
    return dates.day(date.fromisoformat(iso), "en", today)
