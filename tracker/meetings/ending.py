"""The end of a meeting: its items as they stand are kept, and the next one is planned (BR-51)."""

from people import audit
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.items import Item
from tracker.meetings import meetings
from tracker.meetings.meetings import ENDED, TrackerMeeting
from tracker.meetings.planning import next_after, plan_meeting
from tracker.meetings.records import MeetingRecord, RecordedItem, keep
from tracker.meetings.sitting import led
from tracker.months import lacks_update
from tracker.states import IN_SIGHT, WITHDRAWN


@needs(Permission.MANAGE_TRACKER)
def end_meeting(db: Database, actor: Actor, number: int, next_on: str = "") -> None:
    """End it, with the day of the next one where none is planned yet; ending it twice is once."""
    if meetings.meeting(db, number)["state"] == ENDED:
        return
    found = led(db, actor, number)
    if next_on.strip() and next_after(db, found) is None:
        plan_meeting(db, actor, next_on)
    keep(db, _record(db, found))
    meetings.change(db, number, state=ENDED, item=0, ended_at=db.now.isoformat())
    audit.record(db, actor, "tracker_meeting.ended", meeting=number)


def _record(db: Database, found: TrackerMeeting) -> MeetingRecord:
    known = {number_of(one): one for one in items.by_numbers(db, found["order"])}
    coming = next_after(db, found)
    return {
        "meeting": number_of(found),
        "items": [
            _recorded(db, found, known[number]) for number in found["order"] if known[number]["state"] != WITHDRAWN
        ],
        "present": [name_of(db, who) for who in found["present"]],
        "apologies": [name_of(db, who) for who in found["apologies"]],
        "next_on": coming["on"] if coming else "",
    }


def _recorded(db: Database, found: TrackerMeeting, one: Item) -> RecordedItem:
    return {
        "item": number_of(one),
        "level": one["level"],
        "child": one["child"],
        "action": one["action"],
        "owner_name": one["owner_name"],
        "manager": one["manager"],
        "manager_name": name_of(db, one["manager"]) if one["manager"] else "",
        "due": one["due"],
        "first_due": one["first_due"],
        "state": one["state"],
        "reached": number_of(one) in found["reached"],
        "no_update": one["state"] in IN_SIGHT and lacks_update(one["updated"], london_day(found["opened_at"])),
    }
