"""The list of a meeting: a review stands on one list, in an order that can be changed (BR-44)."""

import pytest

from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.roles import Role
from reviews.panel.agenda import agenda
from reviews.panel.meeting_views import meeting_view
from reviews.panel.ordering import move_review
from reviews.panel.planning import cancel_meeting, list_review, unlist_review
from reviews.panel.waiting import BY_RULE, waiting_reviews
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged
from tests.reviews.panel.conftest import Panel, planned


def order(store: Store, number: int) -> list[int]:
    return [one["review"] for one in store.read(agenda, number)]


def more(store: Store, cast: Cast, number: int, how_many: int = 1) -> list[int]:
    """More reviews on the list."""
    added = []
    for _ in range(how_many):
        judged = Judged(store, cast)
        judged.is_passed()
        store.write_now(list_review, cast.head, number, judged.id)
        added.append(judged.id)
    return added


def test_a_review_stands_on_one_list_at_a_time(store: Store, cast: Cast, panel: Panel) -> None:
    other = planned(store, cast, panel.seats)
    with pytest.raises(Unacceptable, match="another meeting"):
        store.write_now(list_review, cast.head, other, panel.judged.id)
    store.write_now(list_review, cast.head, panel.number, panel.judged.id)  # sent twice is once
    assert (order(store, panel.number), order(store, other)) == ([panel.judged.id], [])


def test_a_review_is_taken_off_the_list_that_it_is_on_and_no_other(store: Store, cast: Cast, panel: Panel) -> None:
    other = planned(store, cast, panel.seats)
    with pytest.raises(NotFound):
        store.write_now(unlist_review, cast.head, other, panel.judged.id, "A mistake.")
    with pytest.raises(Unacceptable, match="Write why"):
        store.write_now(unlist_review, cast.head, panel.number, panel.judged.id, " ")
    assert panel.judged.state == "listed"
    store.write_now(unlist_review, cast.head, panel.number, panel.judged.id, "It can wait.")
    store.write_now(list_review, cast.head, other, panel.judged.id)
    assert order(store, other) == [panel.judged.id]


def test_the_order_is_changed_one_place_at_a_time(store: Store, cast: Cast, panel: Panel) -> None:
    second, third = more(store, cast, panel.number, 2)
    store.write_now(move_review, cast.head, panel.number, third, up=True)
    assert order(store, panel.number) == [panel.judged.id, third, second]
    store.write_now(move_review, cast.head, panel.number, panel.judged.id, up=True)  # it is the first
    store.write_now(move_review, cast.head, panel.number, panel.judged.id, up=False)
    assert order(store, panel.number) == [third, panel.judged.id, second]


@pytest.mark.rule("BR-44")
def test_more_than_the_meeting_has_time_for_draws_a_warning(store: Store, cast: Cast, panel: Panel) -> None:
    more(store, cast, panel.number, 3)
    assert not store.read(meeting_view, cast.head, panel.number).too_long
    more(store, cast, panel.number)
    view = store.read(meeting_view, cast.head, panel.number)
    assert (view.minutes, view.too_long) == (100, True)


def test_a_meeting_that_confirmed_a_review_is_closed_and_not_cancelled(store: Store, cast: Cast, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    panel.confirms()
    with pytest.raises(Unacceptable, match="has confirmed a review"):
        store.write_now(cancel_meeting, cast.head, panel.number, "Enough for today.")


@pytest.mark.rule("BR-43")
def test_why_the_rule_lists_a_review_is_told_to_who_passed_it_alone(
    store: Store, cast: Cast, seats: dict[Role, Actor]
) -> None:
    judged = Judged(store, cast)
    judged.is_passed(grade="requires_improvement")
    (to_the_head,) = store.read(waiting_reviews, cast.head)
    (to_another,) = store.read(waiting_reviews, seats[Role.HEAD_OF_SOCIAL_CARE])
    assert to_the_head.why == "the Head and the reviewer differ on the grade"
    assert to_another.why == BY_RULE


def test_who_neither_plans_nor_sits_sees_their_own_review_alone(store: Store, cast: Cast, panel: Panel) -> None:
    more(store, cast, panel.number)
    own = Judged(store, cast, reviewer=cast.another_reviewer)
    own.is_passed()
    store.write_now(list_review, cast.head, panel.number, own.id)
    seen = store.read(meeting_view, cast.another_reviewer, panel.number)
    assert [one.number for one in seen.listed] == [own.id]
    store.write_now(unlist_review, cast.head, panel.number, own.id, "Another time.")
    with pytest.raises(NotFound):
        store.read(meeting_view, cast.another_reviewer, panel.number)
