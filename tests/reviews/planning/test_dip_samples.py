"""A dip sample: a short form that ends when it is handed in."""

import pytest

from people.errors import NotAllowed
from reviews.filling import fill
from reviews.handing_in import Unfinished, hand_in, still_missing
from reviews.reviews import review
from reviews.sheet import review_view
from reviews.steps import can_take, take_step, timeline
from reviews.versions import version
from storage.store import Store
from tests.cast import LIBRARY, Cast
from tests.reviews.judged import ROW
from tests.reviews.planning.plans import Plans


@pytest.fixture
def dip(cast: Cast, plans: Plans) -> int:
    return plans.one(cast.reviewer.id, form=LIBRARY.get("dip_sample"))


def is_written(store: Store, cast: Cast, dip: int) -> None:
    for question in LIBRARY.get("dip_sample").parts[1].questions:
        raw = "evidenced" if question.options() else "The plan is of last month."
        store.write_now(fill, cast.reviewer, dip, question.id, raw, 0)
    row = {key: value for key, value in ROW.items() if key != "type"}
    store.write_now(fill, cast.reviewer, dip, "recommendations", [row], 0)


def test_it_is_handed_in_whole_and_ends_there(store: Store, cast: Cast, dip: int) -> None:
    with pytest.raises(Unfinished):
        store.write_now(hand_in, cast.reviewer, dip)
    is_written(store, cast, dip)
    assert store.read(still_missing, cast.reviewer, dip) == []
    store.write_now(hand_in, cast.reviewer, dip)
    found = store.read(review, cast.head, dip)
    assert (found["state"], found["submitted"]) == ("sampled", "2026-05-12")
    assert [one["step"] for one in store.read(timeline, cast.head, dip)] == ["begin", "sample"]
    assert store.read(version, cast.head, dip, 1) is not None
    assert store.read(review_view, cast.reviewer, dip).writable == frozenset()


def test_neither_stage_takes_it(store: Store, cast: Cast, dip: int) -> None:
    is_written(store, cast, dip)
    store.write_now(hand_in, cast.reviewer, dip)
    found = store.read(review, cast.head, dip)
    steps = ("pass", "return", "list", "finalise", "send")
    assert not any(store.read(can_take, cast.head, found, step) for step in steps)
    with pytest.raises(NotAllowed):
        store.write_now(take_step, cast.head, dip, "pass")


def test_a_child_whose_identity_is_not_recorded_needs_a_recommendation_here_too(
    store: Store, cast: Cast, dip: int
) -> None:
    lacking = [one.what for one in store.read(still_missing, cast.reviewer, dip)]
    assert any(one.startswith("A recommendation: additional needs") for one in lacking)


def test_nobody_else_hands_it_in(store: Store, cast: Cast, dip: int) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(hand_in, cast.head, dip)
