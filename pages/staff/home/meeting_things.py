"""What the monthly meeting of the tracker asks of one person next: joining it, or updates before it (BR-51)."""

from collections.abc import Iterator
from datetime import date, timedelta

from language import dates
from pages.staff.home.next_things import NextThing
from pages.staff.shell import words
from pages.staff.shell.addresses import tracker_meeting
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker.index import TrackerIndex
from tracker.listing import in_sight_of
from tracker.meetings.meeting_views import coming_meetings
from tracker.meetings.meetings import GOING_ON, TrackerMeeting
from tracker.months import lacks_update

A_WEEK = timedelta(days=7)


@needs(Permission.SEE_TRACKER)
def meeting_things(db: Database, actor: Actor, index: TrackerIndex) -> Iterator[NextThing]:
    """The meeting that goes on or comes within a week, for who holds it and for whose items are to be told of there."""
    today = london_day(db.now)
    own = [one for one in in_sight_of(db, actor, index) if actor.id in (one.owner, one.manager)]
    if not (own or actor.may(Permission.MANAGE_TRACKER)):
        return
    silent = sum(lacks_update(one.updated, today) for one in own)
    for one in coming_meetings(db, actor):
        if one["state"] == GOING_ON or today <= date.fromisoformat(one["on"]) < today + A_WEEK:
            yield to_meet(one, len(own), silent, today)


def to_meet(one: TrackerMeeting, own: int, silent: int, today: date) -> NextThing:
    """A meeting, with how many of one's own items nobody has written to this month."""
    going_on, number = one["state"] == GOING_ON, number_of(one)
    on = date.fromisoformat(one["on"])
    when = "is going on" if going_on else "is today" if on == today else f"is on {dates.day(on, 'en', today)}"
    return NextThing(
        id=f"tracker-meeting-{number}",
        title=f"The tracker meeting {when}",
        why=_of_own(own, silent),
        act="Join the meeting" if going_on else "See the list",
        address=tracker_meeting(number),
    )


def _of_own(own: int, silent: int) -> str:
    if not own:
        return "No item in sight is yours"
    return f"{silent} of your {words.plural(own, 'item', 'items')} without an update this month"
