"""What stands in one person's calendar: numbers and days, and no child (a calendar is seen by others)."""

from collections.abc import Iterator
from datetime import date, timedelta

from documents.calendars import CalendarEvent
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews import reviews
from reviews.panel import meetings as panel
from reviews.review_index import all_entries
from reviews.states import CANCELLED, TO_HAND_IN
from storage.documents import number_of, revision_of
from storage.store import Database
from tracker import items
from tracker.index import TrackerIndex
from tracker.items import Item
from tracker.meetings import meetings as monthly
from tracker.states import OPEN, WITHDRAWN

LATELY = timedelta(days=30)  # for which what is over stands as cancelled, so that every reader takes it out


@needs(Permission.SEE_TRACKER)
def own_calendar(db: Database, actor: Actor, index: TrackerIndex, address: str) -> list[CalendarEvent]:
    """Their deadlines, the effects they look at again, their reviews and their meetings. `address` is Heard's."""
    return [
        *_items(db, actor, f"{address}/staff/tracker"),
        *_looks(db, actor, index, f"{address}/staff/tracker"),
        *_reviews(db, actor, f"{address}/staff/reviews"),
        *_panels(db, actor, f"{address}/staff/panel"),
        *_tracker_meetings(db, actor, f"{address}/staff/meeting"),
    ]


def _items(db: Database, actor: Actor, address: str) -> Iterator[CalendarEvent]:
    """What this person owns and has still to do; what was done or ended lately, as cancelled."""
    for one in items.by_owner(db, actor.id):
        if not one["due"] or one["held"]:
            continue
        over = one["state"] != OPEN
        if not over or _is_lately(db, _over_since(one)):
            yield CalendarEvent(
                uid=_uid(db, f"item {number_of(one)} is due"),
                sequence=revision_of(one),
                title=f"Item {number_of(one)} is due",
                starts=date.fromisoformat(one["due"]),
                link=f"{address}/{number_of(one)}",
                cancelled=over,
            )


def _over_since(one: Item) -> str:
    """The day from which its deadline has nothing to say any more; empty where it never had."""
    if one["state"] == WITHDRAWN:
        return ""
    done, moved = one["done"], one["moved"]
    days = (one["closed"], (done["day"] or done["at"]) if done else "", moved["at"] if moved else "")
    return min((london_day(day).isoformat() if "T" in day else day for day in days if day), default="")


def _looks(db: Database, actor: Actor, index: TrackerIndex, address: str) -> Iterator[CalendarEvent]:
    """The days on which the effect of an item is looked at again, for who answers for it and does not own it."""
    for entry in index.open_items(db):
        if entry.again and entry.manager == actor.id != entry.owner:
            yield CalendarEvent(
                uid=_uid(db, f"item {entry.number} again"),
                sequence=revision_of(items.item(db, entry.number)),
                title=f"Look again at the effect of item {entry.number}",
                starts=date.fromisoformat(entry.again),
                link=f"{address}/{entry.number}",
            )


def _reviews(db: Database, actor: Actor, address: str) -> Iterator[CalendarEvent]:
    """The reviews that this person has to hand in; what was handed in or called off lately, as cancelled."""
    for entry in all_entries(db):
        if entry.reviewer != actor.id:
            continue
        over = entry.state not in TO_HAND_IN
        since = entry.submitted or (entry.deadline if entry.state == CANCELLED else "")
        if over and not _is_lately(db, since):
            continue
        found = reviews.by_id(db, entry.number)
        if found is not None:
            yield CalendarEvent(
                uid=_uid(db, f"review {entry.number} is due"),
                sequence=revision_of(found),
                title="A review is due",
                starts=date.fromisoformat(entry.deadline),
                link=f"{address}/{entry.number}",
                cancelled=over,
            )


def _panels(db: Database, actor: Actor, address: str) -> Iterator[CalendarEvent]:
    """The meetings of the panel in which this person sits; one that was called off stands as cancelled."""
    for one in panel.meetings(db):
        if actor.id in one["seats"].values() and _is_lately(db, one["on"]):
            yield CalendarEvent(
                uid=_uid(db, f"panel {number_of(one)}"),
                sequence=revision_of(one),
                title="The panel meets",
                starts=date.fromisoformat(one["on"]),
                link=f"{address}/{number_of(one)}",
                cancelled=one["state"] == panel.CANCELLED,
            )


def _tracker_meetings(db: Database, actor: Actor, address: str) -> Iterator[CalendarEvent]:
    """The monthly meetings, for those who hold them; each on the day on which it is planned now."""
    if not actor.may(Permission.MANAGE_TRACKER):
        return
    for one in (*monthly.coming(db), *monthly.latest_ended(db)):
        if _is_lately(db, one["on"]):
            yield CalendarEvent(
                uid=_uid(db, f"tracker meeting {number_of(one)}"),
                sequence=revision_of(one),
                title="The tracker meeting",
                starts=date.fromisoformat(one["on"]),
                link=f"{address}/{number_of(one)}",
            )


def _is_lately(db: Database, day: str) -> bool:
    """Whether an ISO day is to come, or not long past."""
    return bool(day) and day >= (london_day(db.now) - LATELY).isoformat()


def _uid(db: Database, of: str) -> str:
    """The same for ever, different from every other installation's, and nothing to read out of it."""
    return f"{db.keyed_hash(f'calendar {of}')[:32]}@heard"
