"""What a home says of the monthly meeting of the tracker (BR-51)."""

import pytest

from pages.staff.home.meeting_things import meeting_things
from people.actor import Actor
from storage.store import Store
from tests.cast import Cast, Clock
from tests.tracker.meetings.met import Met
from tests.tracker.tracked import Tracked
from tracker.index import TrackerIndex
from tracker.updating import update


def told(store: Store, actor: Actor) -> list[tuple[str, str, str]]:
    """Each card's title, why, and what its button says."""
    index = TrackerIndex()
    return [(one.title, one.why, one.act) for one in store.read(lambda db: list(meeting_things(db, actor, index)))]


@pytest.mark.rule("BR-51")
def test_before_the_meeting_each_is_told_what_has_no_update_this_month(store: Store, cast: Cast, clock: Clock) -> None:
    one, _ = Tracked(store, cast), Tracked(store, cast)
    met = Met(store, cast.manager, ahead=10)
    assert told(store, cast.manager) == []
    clock.forward(days=5)
    store.write_now(update, cast.worker, one.number, "Asked the school.")
    for person in (cast.manager, cast.worker):
        said = ("The tracker meeting is on 22 May", "1 of your 2 items without an update this month", "See the list")
        assert told(store, person) == [said]
    assert told(store, cast.head) == [("The tracker meeting is on 22 May", "No item in sight is yours", "See the list")]
    assert told(store, cast.worker_of_another_team) == []
    clock.forward(days=5)
    assert told(store, cast.manager)[0][0] == "The tracker meeting is today"
    met.opens()
    clock.forward(days=1)
    assert told(store, cast.manager)[0][::2] == ("The tracker meeting is going on", "Join the meeting")
    met.ends()
    assert told(store, cast.manager) == []
