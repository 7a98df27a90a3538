"""What a meeting said and decided, from what is stored: the same each time it is read (BR-51)."""

from dataclasses import dataclass

from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker import items, lines
from tracker.access import sees, sight_of
from tracker.lines import Line
from tracker.meetings import meetings
from tracker.meetings.meetings import TrackerMeeting
from tracker.meetings.records import RecordedItem, record_of


@dataclass(frozen=True)
class Discussed:
    """One item that the meeting came to, with what was said of it there."""

    item: RecordedItem
    said: list[Line]


@dataclass(frozen=True)
class Minutes:
    """The minutes, as far as one person sees the items."""

    meeting: TrackerMeeting
    present: list[str]
    apologies: list[str]
    wrote: list[str]  # in it, without being noted as here
    discussed: list[Discussed]
    no_update: list[RecordedItem]
    not_reached: list[RecordedItem]
    next_on: str
    everything: bool  # whether this person sees the whole tracker


def children_in(found: Minutes) -> list[str]:
    """The children whose items stand in the minutes."""
    items = (*(one.item for one in found.discussed), *found.no_update, *found.not_reached)
    return sorted({one["child"] for one in items if one["child"]})


@needs(Permission.SEE_TRACKER)
def minutes(db: Database, actor: Actor, number: int) -> Minutes:
    """`Unacceptable` before the meeting has ended."""
    found, record = meetings.meeting(db, number), record_of(db, number)
    if record is None:
        raise Unacceptable("The meeting has not ended, so there are no minutes of it yet.")
    sight = sight_of(db, actor)
    known = items.by_numbers(db, [one["item"] for one in record["items"]])
    theirs = {number_of(one) for one in known if sees(sight, one)}
    listed = [one for one in record["items"] if one["item"] in theirs]
    said = [one for one in lines.of_meeting(db, number) if one["item"] in theirs]
    return Minutes(
        meeting=found,
        present=record["present"],
        apologies=record["apologies"],
        wrote=sorted({one["by_name"] for one in said if one["by"] not in found["present"]}),
        discussed=[
            Discussed(one, [line for line in said if line["item"] == one["item"]]) for one in listed if one["reached"]
        ],
        no_update=[one for one in listed if one["no_update"]],
        not_reached=[one for one in listed if not one["reached"]],
        next_on=record["next_on"],
        everything=sight.everything,
    )
