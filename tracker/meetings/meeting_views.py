"""A meeting as one person sees it: the list of its items by who answers for them, never one that is not theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import Sight, sight_of
from tracker.due_dates import is_overdue
from tracker.index import ItemEntry, TrackerIndex, entry_of
from tracker.meetings import meetings
from tracker.meetings.meetings import ENDED, PLANNED, TrackerMeeting
from tracker.meetings.order import grouped, in_order, not_reached
from tracker.meetings.planning import before, next_after
from tracker.months import lacks_update
from tracker.states import IN_SIGHT, WITHDRAWN


@dataclass(frozen=True)
class ListedItem:
    """One item of the list."""

    entry: ItemEntry
    reached: bool
    overdue: bool
    no_update: bool  # in this calendar month (BR-51)

    @property
    def closed(self) -> bool:
        """Whether it was closed meanwhile."""
        return self.entry.state not in IN_SIGHT


@dataclass(frozen=True)
class ItemGroup:
    """The items of one manager, as they follow on one another."""

    manager: int
    name: str  # empty where nobody answers for them
    carried: bool  # from the meeting before, which did not reach them
    items: list[ListedItem]

    @property
    def left(self) -> int:
        """How many are not reached yet."""
        return sum(not one.reached for one in self.items)

    @property
    def first(self) -> int:
        """The first that is not reached, else the first of all."""
        return next((one.entry.number for one in self.items if not one.reached), self.items[0].entry.number)

    def has(self, item: int) -> bool:
        """Whether an item is among them."""
        return any(one.entry.number == item for one in self.items)


@dataclass(frozen=True)
class MeetingView:
    """One meeting, for one person."""

    meeting: TrackerMeeting
    number: int
    last_on: str  # the day of the meeting before; empty for the first
    groups: list[ItemGroup]
    new: list[ListedItem]  # in sight since the meeting began, and not on its list
    manages: bool

    @property
    def children(self) -> set[str]:
        """The children whose items are listed."""
        listed = (one for group in self.groups for one in group.items)
        return {one.entry.child for one in (*listed, *self.new) if one.entry.child}

    @property
    def walk(self) -> list[int]:
        """What j and k go along: the list, then what came since."""
        return [one.entry.number for group in self.groups for one in group.items] + [
            one.entry.number for one in self.new
        ]

    @property
    def no_update(self) -> int:
        """How many have no update this month."""
        return sum(one.no_update for group in self.groups for one in group.items)

    @property
    def left(self) -> int:
        """How many are not reached yet."""
        return sum(group.left for group in self.groups)


@needs(Permission.SEE_TRACKER)
def meeting_view(db: Database, actor: Actor, index: TrackerIndex, number: int) -> MeetingView:
    """Before it, what its list would be; from its opening on, the list as it was put then, and what came since."""
    found, sight = meetings.meeting(db, number), sight_of(db, actor)
    here = {one.number: one for one in index.open_items(db)}
    follows = before(db) if found["state"] == PLANNED else found["follows"]
    last = meetings.meeting(db, follows) if follows else None
    if found["state"] == PLANNED:
        carried = set(not_reached(last["order"], last["reached"]) if last else ())
        listed, new = _to_come(db, [one for one in here.values() if _sees(sight, one)], carried), []
    else:
        carried = set(found["carried"])
        listed = [one for one in _known(db, here, found["order"]) if _sees(sight, one)]
        others = set(here) - set(found["order"]) if found["state"] != ENDED else set()
        new = [one for number, one in sorted(here.items()) if number in others and _sees(sight, one)]
    as_listed = _listing(found, london_day(db.now))
    return MeetingView(
        meeting=found,
        number=number,
        last_on=last["on"] if last else "",
        groups=[
            ItemGroup(manager, name_of(db, manager) if manager else "", was, [as_listed(one) for one in ones])
            for was, manager, ones in grouped(listed, carried)
        ],
        new=[as_listed(one) for one in new],
        manages=actor.may(Permission.MANAGE_TRACKER),
    )


@needs(Permission.SEE_TRACKER)
def meeting_for(db: Database, _: Actor, number: int) -> TrackerMeeting:
    """A meeting without its items."""
    return meetings.meeting(db, number)


@needs(Permission.SEE_TRACKER)
def coming_meetings(db: Database, _: Actor) -> list[TrackerMeeting]:
    """What is planned or going on, the next first."""
    return meetings.coming(db)


@needs(Permission.SEE_TRACKER)
def past_meetings(db: Database, _: Actor, most: int) -> list[TrackerMeeting]:
    """Those that were held, the latest first."""
    return meetings.latest_ended(db, most)


@needs(Permission.SEE_TRACKER)
def next_meeting(db: Database, _: Actor, number: int) -> TrackerMeeting | None:
    """The meeting that is planned after this one."""
    return next_after(db, meetings.meeting(db, number))


def _to_come(db: Database, found: list[ItemEntry], carried: set[int]) -> list[ItemEntry]:
    names = {number: name_of(db, number) for number in {one.manager for one in found} if number}
    return in_order(found, carried, names, london_day(db.now))


def _known(db: Database, here: dict[int, ItemEntry], order: list[int]) -> list[ItemEntry]:
    """The entries of a list in its order; what was closed meanwhile is read."""
    gone = items.by_numbers(db, [number for number in order if number not in here])
    known = here | {number_of(one): entry_of(one) for one in gone}
    return [known[number] for number in order if number in known]


def _sees(sight: Sight, one: ItemEntry) -> bool:
    return one.state != WITHDRAWN and sight.sees(one.level, one.child, one.owner, one.manager, held=one.held)


def _listing(found: TrackerMeeting, today: date) -> Callable[[ItemEntry], ListedItem]:
    reached = set(found["reached"])

    def listed(one: ItemEntry) -> ListedItem:
        return ListedItem(
            entry=one,
            reached=one.number in reached,
            overdue=is_overdue(one.state, one.due, today),
            no_update=one.state in IN_SIGHT and lacks_update(one.updated, today),
        )

    return listed
