"""The monthly meeting from its planning to the next one: its order, who writes, what it did not reach (BR-51)."""

import pytest

from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.roles import Role
from storage.documents import number_of
from storage.store import Store
from tests.cast import OTHER_CHILD, Cast, Clock
from tests.reviews.judged import joins
from tests.tracker.meetings.met import Met, listed
from tests.tracker.tracked import Tracked, day, new_item
from tracker import items
from tracker.adding import feed
from tracker.due_dates import ask_later
from tracker.finishing import judge, say_done
from tracker.index import TrackerIndex
from tracker.item_view import item_view
from tracker.lines import lines_of
from tracker.meetings.attendance import AWAY, HERE, attendees
from tracker.meetings.ending import end_meeting
from tracker.meetings.meetings import ENDED, GOING_ON, in_month
from tracker.meetings.planning import move_meeting, plan_meeting
from tracker.meetings.records import record_of
from tracker.meetings.sitting import lead, open_meeting, show
from tracker.meetings.writing import give_to, note, note_attendance, within
from tracker.states import EFFECTIVE, WITHDRAWN
from tracker.updating import update


def of_month(store: Store, month: str) -> int:
    found = store.read(in_month, month)
    assert found is not None
    return number_of(found)


@pytest.mark.rule("BR-51")
def test_there_is_one_meeting_a_month(store: Store, cast: Cast) -> None:
    first = store.write_now(plan_meeting, cast.head, "2026-05-20")
    with pytest.raises(Unacceptable, match="May has its meeting already, on 20 May"):
        store.write_now(plan_meeting, cast.manager, "2026-05-28")
    second = store.write_now(plan_meeting, cast.manager, "2026-06-03")
    with pytest.raises(Unacceptable, match="May has its meeting"):
        store.write_now(move_meeting, cast.head, second, "2026-05-21")
    store.write_now(move_meeting, cast.head, first, "2026-05-21")
    store.write_now(move_meeting, cast.head, first, "2026-07-01")
    for when in ("", "tomorrow", "2026-05-11"):
        with pytest.raises(Unacceptable):
            store.write_now(plan_meeting, cast.head, when)
    for nobody in (cast.worker, cast.chair, cast.administrator):
        with pytest.raises(NotAllowed):
            store.write_now(plan_meeting, nobody, "2026-09-01")


@pytest.mark.rule("BR-51")
def test_items_stand_by_who_answers_for_them_overdue_first_and_nobodys_last(
    store: Store, cast: Cast, clock: Clock
) -> None:
    nobodys = store.write_now(
        feed, None, new_item(store, cast.worker, child=None, owner=0, owner_name="A. N. Other"), key="no owner"
    )
    later, late = Tracked(store, cast, due=day(store, 40)), Tracked(store, cast, due=day(store, 2))
    heads = Tracked(store, cast, child=None, owner=cast.head, due=day(store, 50))
    soon = Tracked(store, cast, due=day(store, 30))
    clock.forward(days=5)
    met = Met(store, cast.head)
    wanted = [late.number, soon.number, later.number, heads.number, nobodys]
    assert listed(met.seen_by(cast.head)) == wanted
    assert [one.name for one in met.seen_by(cast.head).groups] == ["Grace Adeyemi", "Helen Marsh", ""]
    met.opens(cast.head)
    assert met.now["order"] == wanted
    first = met.seen_by(cast.head).groups[0].items[0]
    assert (first.overdue, first.no_update, first.reached) == (True, True, False)


@pytest.mark.rule("BR-51")
def test_no_update_this_month_is_a_fact_of_the_calendar(store: Store, cast: Cast, clock: Clock) -> None:
    one = Tracked(store, cast)
    store.write_now(update, cast.worker, one.number, "Asked the school.")
    met = Met(store, cast.head, ahead=25)
    assert met.seen_by(cast.head).no_update == 0
    clock.forward(days=20)  # 1 June
    assert met.seen_by(cast.head).no_update == 1
    met.opens()
    met.says(cast.worker, one.number, "They answered.")
    assert met.seen_by(cast.head).no_update == 0


@pytest.mark.rule("BR-51")
def test_the_leader_brings_up_one_after_another_and_others_follow(store: Store, cast: Cast) -> None:
    first, second = Tracked(store, cast), Tracked(store, cast, due=day(store, 60))
    met = Met(store, cast.manager)
    met.opens(cast.manager)
    live = met.live_for(cast.manager)
    assert (live.previous, live.next, live.leads, live.shown) == (0, first.number, True, None)
    met.shows(first.number)
    live = met.live_for(cast.worker)
    assert live.shown is not None
    assert (live.leads, live.next, live.previous) == (False, second.number, 0)
    with pytest.raises(Unacceptable, match="Grace Adeyemi leads the screen"):
        store.write_now(show, cast.head, met.number, second.number)
    with pytest.raises(NotAllowed):
        store.write_now(lead, cast.worker, met.number)


def test_a_leader_who_is_gone_is_followed_by_whoever_takes_over(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    met = Met(store, cast.manager)
    met.opens()
    met.shows(one.number)
    store.write_now(lead, cast.head, met.number)
    assert met.now["driver"] == cast.head.id
    with pytest.raises(Unacceptable, match="Helen Marsh leads"):
        met.shows(one.number)
    assert met.now["item"] == one.number


def test_an_item_that_one_does_not_see_is_in_nobodys_list_and_before_all_without_a_word(
    store: Store, cast: Cast
) -> None:
    mine = Tracked(store, cast)
    theirs = Tracked(store, cast, child=OTHER_CHILD, owner=cast.worker_of_another_team)
    met = Met(store, cast.head)
    met.opens()
    assert listed(met.seen_by(cast.worker)) == [mine.number]
    met.shows(theirs.number)
    live = met.live_for(cast.worker)
    assert (live.unseen, live.shown, live.listed, live.said) == (True, None, None, [])
    assert live.previous == mine.number
    for stranger in (cast.worker, cast.former_worker):
        with pytest.raises(NotFound):
            store.write_now(within, stranger, met.number, update, theirs.number, "Let me in.")
    with pytest.raises(NotAllowed):
        met.seen_by(cast.administrator)


def test_what_is_held_is_not_there_for_those_who_may_not_see_it(store: Store, cast: Cast) -> None:
    held = store.write_now(feed, None, new_item(store, cast.worker), key="held", held=True)
    met = Met(store, cast.head)
    met.opens()
    assert listed(met.seen_by(cast.head)) == [held]
    assert listed(met.seen_by(cast.worker)) == [] == met.seen_by(cast.worker).walk
    store.write_now(lead, cast.manager, met.number)
    with pytest.raises(NotFound):
        store.write_now(show, cast.manager, met.number, held)


@pytest.mark.rule("BR-51")
def test_what_comes_meanwhile_is_offered_at_the_end_and_what_is_closed_stays(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    met = Met(store, cast.head)
    met.opens()
    new = Tracked(store, cast)
    assert [each.entry.number for each in met.seen_by(cast.head).new] == [new.number]
    assert met.seen_by(cast.head).walk == [one.number, new.number]
    one.is_done()
    store.write_now(judge, cast.head, one.number, EFFECTIVE, "She slept.", "Her words.")
    assert met.seen_by(cast.head).groups[0].items[0].closed
    met.shows(new.number)
    assert met.now["order"] == [one.number, new.number]
    assert met.seen_by(cast.head).new == []


def test_what_an_import_took_back_is_gone_from_the_meeting_and_from_what_it_leaves(store: Store, cast: Cast) -> None:
    one, gone = Tracked(store, cast), Tracked(store, cast)
    met = Met(store, cast.head)
    met.opens()
    met.shows(gone.number)
    store.write_now(lambda db: items.change(db, gone.now, state=WITHDRAWN))
    assert listed(met.seen_by(cast.head)) == [one.number]
    assert met.live_for(cast.head).unseen
    met.ends()
    kept = store.read(record_of, met.number)
    assert kept is not None
    assert [each["item"] for each in kept["items"]] == [one.number]


def test_of_two_who_lead_at_once_the_last_one_leads_and_the_other_is_told(store: Store, cast: Cast) -> None:
    first, second = Tracked(store, cast), Tracked(store, cast)
    met = Met(store, cast.manager)
    met.opens()
    for leader in (cast.head, cast.manager, cast.head):
        store.write_now(lead, leader, met.number)
    store.write_now(show, cast.head, met.number, first.number)
    with pytest.raises(Unacceptable, match="Helen Marsh leads the screen now"):
        store.write_now(show, cast.manager, met.number, second.number)
    store.write_now(show, cast.head, met.number, first.number)  # pressed twice
    assert (met.now["item"], met.now["reached"]) == (first.number, [first.number])


@pytest.mark.rule("BR-51")
def test_the_last_updates_stand_beside_what_the_meeting_before_said(store: Store, cast: Cast, clock: Clock) -> None:
    one = Tracked(store, cast)
    for words in ("First.", "Second.", "Third."):
        clock.forward(minutes=1)
        store.write_now(update, cast.worker, one.number, words)
    met = Met(store, cast.head)
    met.opens()
    met.says(cast.worker, one.number, "In May.")
    met.ends()
    clock.forward(days=30)
    following = Met(store, cast.head)
    following.opens()
    following.shows(one.number)
    following.says(cast.worker, one.number, "In June.")
    live = following.live_for(cast.head)
    told = [[each["words"] for each in lines] for lines in (live.updates, live.last_time, live.said)]
    assert told == [["Second.", "Third."], ["In May."], ["In June."]]


@pytest.mark.rule("BR-51")
def test_two_who_write_at_once_both_stand(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    met = Met(store, cast.head)
    met.opens(cast.head)
    met.says(cast.worker, one.number, "The school has answered.")
    met.says(cast.manager, one.number, "I spoke with the head teacher.")
    assert met.live_for(cast.head).said == []  # nothing is before all
    met.shows(one.number)
    said = met.live_for(cast.head).said
    assert [each["by_name"] for each in said] == ["Amina Yusuf", "Grace Adeyemi"]
    assert {each["meeting"] for each in said} == {met.number}


@pytest.mark.rule("BR-51", "BR-52")
def test_impact_is_asked_of_what_is_done_and_nobody_judges_their_own(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    met = Met(store, cast.head)
    met.opens()
    store.write_now(within, cast.worker, met.number, say_done, one.number, day(store, 0), "Sent to all.")
    with pytest.raises(NotAllowed):
        store.write_now(within, cast.worker, met.number, judge, one.number, EFFECTIVE, "It helped.", "Words.")
    assert store.read(item_view, cast.head, one.number).can_judge
    store.write_now(within, cast.head, met.number, judge, one.number, EFFECTIVE, "It helped.", "Words.")
    told = [each["kind"] for each in store.read(lines_of, one.number) if each.get("meeting") == met.number]
    assert (told, one.now["state"]) == (["done", "judged"], EFFECTIVE)


@pytest.mark.rule("BR-51")
def test_the_next_meeting_begins_where_this_one_ended(store: Store, cast: Cast, clock: Clock) -> None:
    reached, left = Tracked(store, cast, due=day(store, 3)), Tracked(store, cast, due=day(store, 90))
    met = Met(store, cast.head)
    met.opens()
    met.shows(reached.number)
    met.says(cast.manager, reached.number, "We will ask the school by June.")
    met.ends(next_on="2026-06-10")
    clock.forward(days=29)
    following = Met(store, cast.head, number=of_month(store, "2026-06"))
    view = following.seen_by(cast.manager)
    assert [(one.carried, [each.entry.number for each in one.items]) for one in view.groups] == [
        (True, [left.number]),
        (False, [reached.number]),
    ]
    assert view.last_on == day(store, -29)
    following.opens()
    assert (following.now["carried"], following.now["follows"]) == ([left.number], met.number)
    following.shows(reached.number)
    assert [one["words"] for one in following.live_for(cast.head).last_time] == ["We will ask the school by June."]


def test_a_meeting_that_ended_ends_once_and_nothing_is_said_in_it_any_more(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    met = Met(store, cast.head)
    met.opens()
    with pytest.raises(Unacceptable, match="leads the screen"):
        store.write_now(end_meeting, cast.manager, met.number)
    met.ends()
    ended = met.now
    for again in (cast.head, cast.manager):
        store.write_now(end_meeting, again, met.number, "2026-06-30")
    assert met.now == ended
    assert ended["state"] == ENDED
    with pytest.raises(Unacceptable, match="has ended"):
        met.says(cast.worker, one.number, "One more thing.")
    assert one.told == ["made"]
    for late in (lambda: met.opens(), lambda: met.shows(one.number)):
        with pytest.raises(Unacceptable, match="has ended"):
            late()


def test_the_next_one_is_opened_only_once_this_one_has_ended(store: Store, cast: Cast) -> None:
    first, second = Met(store, cast.head), Met(store, cast.head, ahead=30)
    first.opens()
    with pytest.raises(Unacceptable, match="has not ended"):
        second.opens()
    opened = first.now
    store.write_now(open_meeting, cast.manager, first.number, {})
    assert first.now == opened
    assert opened["state"] == GOING_ON


def test_an_owner_who_has_left_is_told_and_the_item_is_given_on_in_the_meeting(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, owner=joins(store, "Ola Brandt", Role.SOCIAL_WORKER))
    store.write_now(disable, cast.administrator, one.owner.id)
    met = Met(store, cast.head)
    met.opens()
    met.shows(one.number)
    shown = met.live_for(cast.head).shown
    assert shown is not None
    assert shown.owner_left
    store.write_now(within, cast.head, met.number, give_to, one.number, cast.worker.id, "Ola has left.")
    (said,) = met.live_for(cast.head).said
    assert (said["kind"], one.now["owner"]) == ("owned", cast.worker.id)


def test_who_is_there_is_said_by_who_leads(store: Store, cast: Cast) -> None:
    Tracked(store, cast)
    met = Met(store, cast.head)
    met.opens(cast.head)
    offered = store.read(attendees, cast.head, TrackerIndex(), met.number)
    assert {cast.worker.id, cast.manager.id, cast.head.id} <= {one.staff for one in offered}
    assert cast.caller.id not in {one.staff for one in offered}
    noted = {cast.head.id: HERE, cast.manager.id: AWAY, cast.worker.id: "", 999: HERE}
    with pytest.raises(Unacceptable):
        store.write_now(note_attendance, cast.manager, met.number, noted, "")
    store.write_now(note_attendance, cast.head, met.number, noted, " The school nurse ")
    assert (met.now["present"], met.now["apologies"]) == ([cast.head.id], [cast.manager.id])
    assert met.now["guests"] == "The school nurse"


def test_what_is_noted_of_the_meeting_stands_beside_what_others_noted(store: Store, cast: Cast) -> None:
    met = Met(store, cast.head)
    met.opens(cast.head, cast.worker)
    store.write_now(note, cast.worker, met.number, "The school was thanked.")
    store.write_now(note, cast.manager, met.number, "The next one begins at nine.")
    assert [one["by_name"] for one in met.now["notes"]] == ["Amina Yusuf", "Grace Adeyemi"]
    for given in (" ", "x" * 4_001):
        with pytest.raises(Unacceptable):
            store.write_now(note, cast.head, met.number, given)
    with pytest.raises(NotAllowed):
        store.write_now(note, joins(store, "Nils Aker", Role.WORKFORCE_LEAD), met.number, "I was not there.")


def test_bad_input_changes_nothing_in_a_meeting(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    met = Met(store, cast.head)
    with pytest.raises(Unacceptable, match="has not begun"):
        met.says(cast.worker, one.number, "Too early.")
    met.opens()
    before = met.now
    for given in (" ", "x" * 4_001):
        with pytest.raises(Unacceptable):
            met.says(cast.worker, one.number, given)
    with pytest.raises(Unacceptable):
        store.write_now(within, cast.worker, met.number, ask_later, one.number, "soon", "Busy.")
    with pytest.raises(NotFound):
        met.shows(999)
    assert (met.now, one.told) == (before, ["made"])
