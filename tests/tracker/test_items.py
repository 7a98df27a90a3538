"""An item from its making to its end, and who may do what to it."""

import pytest

from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.roles import Role
from storage.errors import Conflict
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.reviews.judged import joins
from tests.tracker.tracked import Tracked, another_manager, day, new_item
from tracker.access import item_for
from tracker.adding import add_item
from tracker.due_dates import answer_later, ask_later, is_overdue
from tracker.finishing import CANNOT_SAY, FollowUp, answer_drop, ask_to_drop, judge, move, say_done
from tracker.item_view import item_view
from tracker.items import item
from tracker.lines import lines_of
from tracker.states import DONE, EFFECTIVE, MOVED, NOT_EFFECTIVE, NOT_NEEDED, OPEN, SOURCES
from tracker.updating import Described, change_item, reassign, update


@pytest.fixture
def tracked(store: Store, cast: Cast) -> Tracked:
    return Tracked(store, cast)


@pytest.mark.rule("BR-50")
@pytest.mark.parametrize("source", list(SOURCES))
def test_any_qa_process_may_feed_it(store: Store, cast: Cast, source: str) -> None:
    for child in (CHILD, None):
        one = Tracked(store, cast, source=source, child=child).now
        assert (one["source"], one["child"], one["state"]) == (source, child, OPEN)


@pytest.mark.rule("BR-10")
@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("action", " "),
        ("impact", ""),
        ("shown_by", ""),
        ("due", ""),
        ("due", "31/12/2026"),
        ("due", "2020-01-01"),
        ("owner", 0),
        ("owner", 999),
        ("source", "rumour"),
        ("level", "house"),
        ("level", "service"),
        ("theme", "x" * 301),
    ],
)
def test_what_is_lacking_is_said_and_nothing_is_kept(store: Store, cast: Cast, field: str, given: object) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(add_item, cast.head, new_item(store, cast.worker, **{field: given}))


def test_who_sees_it(store: Store, cast: Cast, tracked: Tracked) -> None:
    for person in (cast.worker, cast.manager, cast.head, cast.chair):
        assert store.read(item_for, person, tracked.number)["child"] == CHILD
    for stranger in (cast.worker_of_another_team, cast.former_worker, cast.reviewer, another_manager(store)):
        with pytest.raises(NotFound):
            store.read(item_for, stranger, tracked.number)
    for outside in (cast.caller, cast.administrator):
        with pytest.raises(NotAllowed):
            store.read(item_for, outside, tracked.number)


def test_an_owner_who_does_not_know_the_child_is_not_told_its_name(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, owner=cast.worker_of_another_team)
    assert store.read(item_view, cast.worker_of_another_team, one.number).child_name == ""
    assert store.read(item_view, cast.worker, one.number).child_name == "Selam Tesfamariam"


def test_what_is_for_the_service_is_seen_by_all_who_work_with_the_tracker(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, child=None)
    assert store.read(item_for, cast.worker_of_another_team, one.number)["level"] == "service"


def test_nobody_adds_an_item_about_a_child_whom_they_may_not_see(store: Store, cast: Cast) -> None:
    with pytest.raises(NotFound):
        store.write_now(add_item, another_manager(store), new_item(store, cast.worker))


@pytest.mark.rule("BR-51")
def test_an_update_is_a_line_and_takes_no_other_ones_place(store: Store, cast: Cast, tracked: Tracked) -> None:
    store.write_now(update, cast.worker, tracked.number, "Asked her school.")
    store.write_now(update, cast.manager, tracked.number, "The school has answered.")
    said = [(one["by_name"], one["words"]) for one in store.read(lines_of, tracked.number)][1:]
    assert said == [("Amina Yusuf", "Asked her school."), ("Grace Adeyemi", "The school has answered.")]
    assert tracked.now["updated"] == day(store, 0)


def test_who_may_read_may_not_write_for_that(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, child=None)
    with pytest.raises(NotAllowed):
        store.write_now(update, cast.worker_of_another_team, one.number, "I do not own this.")
    with pytest.raises(NotAllowed):
        store.write_now(update, cast.chair, one.number, "Nor I.")


@pytest.mark.rule("BR-52")
def test_done_and_effective_are_said_by_two(store: Store, cast: Cast, tracked: Tracked) -> None:
    with pytest.raises(Unacceptable, match="not done yet"):
        store.write_now(judge, cast.manager, tracked.number, EFFECTIVE, "She slept.", "Her words.")
    tracked.is_done()
    assert (tracked.now["state"], tracked.now["closed"]) == (DONE, "")
    with pytest.raises(NotAllowed):
        store.write_now(judge, cast.worker, tracked.number, EFFECTIVE, "She slept.", "Her words.")
    for impact, evidence in (("", "Her words."), ("She slept.", " ")):
        with pytest.raises(Unacceptable):
            store.write_now(judge, cast.manager, tracked.number, EFFECTIVE, impact, evidence)
    store.write_now(judge, cast.manager, tracked.number, EFFECTIVE, "She slept.", "Her words.")
    assert (tracked.now["state"], tracked.now["closed"]) == (EFFECTIVE, day(store, 0))
    assert tracked.told == ["made", "done", "judged"]


@pytest.mark.rule("BR-52")
def test_a_manager_who_owns_it_or_said_it_is_done_does_not_say_that_it_worked(store: Store, cast: Cast) -> None:
    own = Tracked(store, cast, owner=cast.manager)
    own.is_done()
    with pytest.raises(NotAllowed):
        store.write_now(judge, cast.manager, own.number, EFFECTIVE, "It helped.", "Records.")
    other = Tracked(store, cast)
    other.is_done(by=cast.manager)
    with pytest.raises(Unacceptable, match="Somebody else"):
        store.write_now(judge, cast.manager, other.number, EFFECTIVE, "It helped.", "Records.")
    store.write_now(judge, cast.head, other.number, EFFECTIVE, "It helped.", "Records.")


def test_of_what_did_not_work_a_follow_up_is_born(store: Store, cast: Cast, tracked: Tracked) -> None:
    tracked.is_done()
    with pytest.raises(Unacceptable, match="follow-up"):
        store.write_now(judge, cast.head, tracked.number, NOT_EFFECTIVE, "They came late again.", "Ten records.")
    assert tracked.now["state"] == DONE
    instead = FollowUp("A standing slot with the school", cast.manager.id, day(store, 20))
    born = store.write_now(
        judge, cast.head, tracked.number, NOT_EFFECTIVE, "They came late again.", "Ten records.", follow_up=instead
    )
    assert born is not None
    after = store.read(item, born)
    assert (after["follows"], after["owner"], after["state"]) == (tracked.number, cast.manager.id, OPEN)
    assert (tracked.now["state"], tracked.now["followed_by"]) == (NOT_EFFECTIVE, born)


def test_what_cannot_be_said_yet_is_looked_at_again(store: Store, cast: Cast, tracked: Tracked) -> None:
    tracked.is_done()
    for again in ("", day(store, 0)):
        with pytest.raises(Unacceptable):
            store.write_now(judge, cast.head, tracked.number, CANNOT_SAY, "Two of ten.", "Records.", again=again)
    store.write_now(judge, cast.head, tracked.number, CANNOT_SAY, "Two of ten.", "Records.", again=day(store, 30))
    judgement = tracked.now["judgement"]
    assert judgement is not None
    assert (tracked.now["state"], judgement["again"]) == (DONE, day(store, 30))
    store.write_now(judge, cast.head, tracked.number, EFFECTIVE, "Nine of ten.", "Records.")
    assert tracked.now["state"] == EFFECTIVE


@pytest.mark.rule("BR-52")
def test_a_later_date_is_asked_for_and_kept_beside_the_first(store: Store, cast: Cast, tracked: Tracked) -> None:
    first = tracked.now["due"]
    for when in ("", first, day(store, -1)):
        with pytest.raises(Unacceptable):
            store.write_now(ask_later, cast.worker, tracked.number, when, "The school is shut.")
    with pytest.raises(Unacceptable):
        store.write_now(ask_later, cast.worker, tracked.number, day(store, 60), " ")
    store.write_now(ask_later, cast.worker, tracked.number, day(store, 60), "The school is shut.")
    assert tracked.now["due"] == first
    with pytest.raises(NotAllowed):
        store.write_now(answer_later, cast.worker, tracked.number, "", given=True)
    store.write_now(answer_later, cast.manager, tracked.number, "", given=True)
    assert (tracked.now["due"], tracked.now["first_due"]) == (day(store, 60), first)
    assert any("The school is shut." in one["words"] for one in store.read(lines_of, tracked.number))


def test_a_date_that_was_refused_stands(store: Store, cast: Cast, tracked: Tracked) -> None:
    store.write_now(ask_later, cast.manager, tracked.number, day(store, 60), "The school is shut.")
    with pytest.raises(NotAllowed):
        store.write_now(answer_later, cast.manager, tracked.number, "", given=True)
    with pytest.raises(Unacceptable):
        store.write_now(answer_later, cast.head, tracked.number, "", given=False)
    store.write_now(answer_later, cast.head, tracked.number, "She moves in June.", given=False)
    assert (tracked.now["due"], tracked.now["later"]) == (day(store, 30), None)


@pytest.mark.rule("BR-52")
def test_no_longer_needed_has_a_reason_and_an_approver(store: Store, cast: Cast, tracked: Tracked) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(ask_to_drop, cast.worker, tracked.number, "")
    store.write_now(ask_to_drop, cast.worker, tracked.number, "She has moved to another school.")
    assert tracked.now["state"] == OPEN
    with pytest.raises(NotAllowed):
        store.write_now(answer_drop, cast.worker, tracked.number, "", approved=True)
    store.write_now(answer_drop, cast.manager, tracked.number, "", approved=True)
    assert (tracked.now["state"], tracked.now["closed"]) == (NOT_NEEDED, day(store, 0))


@pytest.mark.rule("BR-53")
def test_what_moves_to_a_plan_stays_in_sight_until_its_impact_is_known(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, child=None)
    for plan, owner, when in (("other", "Leah Stone", day(store, 90)), ("service_development", "", day(store, 90))):
        with pytest.raises(Unacceptable):
            store.write_now(move, cast.head, one.number, plan, owner, when)
    store.write_now(move, cast.head, one.number, "workforce_development", "Leah Stone", day(store, 90))
    assert (one.now["state"], one.now["closed"]) == (MOVED, "")
    store.write_now(judge, cast.head, one.number, EFFECTIVE, "Workers ask about faith.", "Six of eight notes.")
    assert one.now["state"] == EFFECTIVE
    with pytest.raises(Unacceptable):
        store.write_now(move, cast.head, Tracked(store, cast).number, "service_development", "Leah", day(store, 90))


@pytest.mark.rule("BR-52")
def test_what_is_overdue_is_told_from_its_day(store: Store, cast: Cast, tracked: Tracked) -> None:
    today = store.now.date()
    assert not is_overdue(OPEN, today.isoformat(), today)
    assert is_overdue(OPEN, day(store, -1), today)
    assert not is_overdue(DONE, day(store, -1), today)
    assert not is_overdue(OPEN, "", today)


def test_many_change_hands_with_one_reason_or_none_does(store: Store, cast: Cast) -> None:
    one, other = Tracked(store, cast), Tracked(store, cast, child=OTHER_CHILD)
    with pytest.raises(NotFound):
        store.write_now(reassign, cast.manager, [one.number, 999], cast.manager.id, "She is away.")
    assert one.now["owner"] == cast.worker.id
    with pytest.raises(Unacceptable):
        store.write_now(reassign, cast.manager, [one.number], cast.manager.id, "")
    assert store.write_now(reassign, cast.manager, [one.number, other.number], cast.manager.id, "She is away.") == 2
    assert {one.now["owner_name"], other.now["owner_name"]} == {"Grace Adeyemi"}


def test_an_owner_who_has_left_is_shown_and_gets_nothing_more(store: Store, cast: Cast, tracked: Tracked) -> None:
    store.write_now(disable, cast.administrator, cast.worker.id)
    assert store.read(item_view, cast.head, tracked.number).owner_left
    with pytest.raises(Unacceptable, match="works here"):
        store.write_now(reassign, cast.head, [tracked.number], cast.worker.id, "Back again.")
    assert tracked.now["owner_name"] == "Amina Yusuf"


def test_two_who_change_what_it_is_for_do_not_undo_each_other(store: Store, cast: Cast, tracked: Tracked) -> None:
    revision = tracked.now.revision  # type: ignore[attr-defined]  # it is a document
    mine = Described("Parents come calm", "They say so", "Duty", "Reports")
    store.write_now(change_item, cast.head, tracked.number, revision, mine)
    with pytest.raises(Conflict):
        store.write_now(change_item, cast.manager, tracked.number, revision, Described("Other", "Other", "", ""))
    assert tracked.now["impact"] == "Parents come calm"
    assert any("Parents come prepared" in one["words"] for one in store.read(lines_of, tracked.number))


def test_said_twice_is_once(store: Store, cast: Cast, tracked: Tracked) -> None:
    tracked.is_done()
    tracked.is_done()
    assert tracked.told == ["made", "done"]


def test_what_is_closed_takes_nothing_more(store: Store, cast: Cast, tracked: Tracked) -> None:
    tracked.is_done()
    store.write_now(judge, cast.head, tracked.number, EFFECTIVE, "It helped.", "Records.")
    for verb, given in ((update, ("More",)), (ask_to_drop, ("Why",)), (say_done, (day(store, 0), "Again"))):
        with pytest.raises(Unacceptable):
            store.write_now(verb, cast.worker, tracked.number, *given)


def test_the_workforce_lead_writes_to_what_is_theirs(store: Store, cast: Cast) -> None:
    lead = joins(store, "Leah Stone", Role.WORKFORCE_LEAD)
    one = Tracked(store, cast, owner=lead, child=None)
    store.write_now(update, lead, one.number, "Two courses are booked.")
    assert one.told == ["made", "update"]
