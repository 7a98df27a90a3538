"""One moment of a meeting that goes on: the item before all, what was said of it, and what this person may do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from storage.store import Database
from tracker import items
from tracker.access import may_update, sees, sight_of
from tracker.index import TrackerIndex
from tracker.item_view import ItemView, item_view
from tracker.items import Item
from tracker.lines import PROGRESS, Line
from tracker.meetings.meeting_views import ListedItem, MeetingView, meeting_view
from tracker.states import IN_SIGHT

LATEST = 2  # updates


@dataclass(frozen=True)
class Live:
    """One moment of the meeting, for one person."""

    view: MeetingView
    shown: ItemView | None  # None where nothing is before all, or nothing that this person sees
    listed: ListedItem | None
    is_carried: bool
    updates: list[Line]  # the last two that neither this meeting nor the one before has
    last_time: list[Line]  # what the meeting before agreed
    said: list[Line]  # in this meeting
    previous: int
    next: int
    driver: str
    leads: bool
    minutes: int  # since it was opened

    @property
    def unseen(self) -> bool:
        """Whether an item is before all that this person does not see."""
        return self.shown is None and self.view.meeting["item"] != 0


@needs(Permission.SEE_TRACKER)
def live_view(db: Database, actor: Actor, index: TrackerIndex, number: int) -> Live:
    """The open meeting as this person follows it."""
    view = meeting_view(db, actor, index, number)
    found = view.meeting
    shown = _shown(db, actor, found["item"])
    lines = shown.lines if shown else []
    follows = found["follows"]
    before, after = _beside(view)
    every = [one for group in view.groups for one in group.items]
    return Live(
        view=view,
        shown=shown,
        listed=next((one for one in every if one.entry.number == found["item"]), None),
        is_carried=found["item"] in found["carried"],
        updates=_updates(lines, {number, follows}),
        last_time=[one for one in lines if follows and one.get("meeting") == follows],
        said=[one for one in lines if one.get("meeting") == number],
        previous=before,
        next=after,
        driver=name_of(db, found["driver"]),
        leads=view.manages and found["driver"] == actor.id,
        minutes=_minutes(db.now, found["opened_at"]),
    )


@needs(Permission.SEE_TRACKER)
def items_to_write(db: Database, actor: Actor, numbers: Collection[int]) -> list[Item]:
    """Those of these items to which this person may write now."""
    sight = sight_of(db, actor)
    found = [one for one in items.by_numbers(db, numbers) if sees(sight, one) and may_update(actor, one)]
    return [one for one in found if one["state"] in IN_SIGHT]


def _updates(lines: list[Line], meetings: set[int]) -> list[Line]:
    return [one for one in lines if one["kind"] in PROGRESS and one.get("meeting", -1) not in meetings][-LATEST:]


def _shown(db: Database, actor: Actor, item: int) -> ItemView | None:
    if not item:
        return None
    try:
        return item_view(db, actor, item)
    except NotFound:
        return None


def _beside(view: MeetingView) -> tuple[int, int]:
    """What stands before and after the item before all, of what this person sees; 0 for nothing."""
    walk, now = view.walk, view.meeting["item"]
    places = {item: place for place, item in enumerate(dict.fromkeys([*view.meeting["order"], *walk]))}
    here = places.get(now, -1)
    earlier = [item for item in walk if places[item] < here]
    later = [item for item in walk if places[item] > here]
    return (earlier[-1] if earlier else 0), (later[0] if later else 0)


def _minutes(now: datetime, opened: str) -> int:
    return max(0, int((now - datetime.fromisoformat(opened)).total_seconds() // 60))
