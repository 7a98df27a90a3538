"""A monthly meeting and its people, for tests that tell its course."""

from people.actor import Actor
from storage.store import Store
from tests.tracker.tracked import day
from tracker.index import TrackerIndex
from tracker.meetings.attendance import HERE
from tracker.meetings.ending import end_meeting
from tracker.meetings.live import Live, live_view
from tracker.meetings.meeting_views import MeetingView, meeting_view
from tracker.meetings.meetings import TrackerMeeting, meeting
from tracker.meetings.planning import plan_meeting
from tracker.meetings.sitting import open_meeting, show
from tracker.meetings.writing import within
from tracker.updating import update


class Met:
    """One meeting, led by one person; each step is a sentence."""

    def __init__(self, store: Store, leads: Actor, ahead: int = 0, number: int = 0) -> None:
        self.store, self.leads = store, leads
        self.number = number or store.write_now(plan_meeting, leads, day(store, ahead))

    @property
    def now(self) -> TrackerMeeting:
        return self.store.read(meeting, self.number)

    def opens(self, *present: Actor) -> None:
        self.store.write_now(open_meeting, self.leads, self.number, {one.id: HERE for one in present})

    def shows(self, item: int) -> None:
        self.store.write_now(show, self.leads, self.number, item)

    def says(self, by: Actor, item: int, words: str) -> None:
        self.store.write_now(within, by, self.number, update, item, words)

    def ends(self, next_on: str = "") -> None:
        self.store.write_now(end_meeting, self.leads, self.number, next_on)

    def seen_by(self, actor: Actor) -> MeetingView:
        return self.store.read(meeting_view, actor, TrackerIndex(), self.number)

    def live_for(self, actor: Actor) -> Live:
        return self.store.read(live_view, actor, TrackerIndex(), self.number)


def listed(view: MeetingView) -> list[int]:
    """The numbers of its items, in their order."""
    return [one.entry.number for group in view.groups for one in group.items]
