"""A batch: proposed, shared out evenly, and planned whole or not at all."""

import pytest

from people import need_to_know
from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.roles import Role
from reviews.planning.batch_planning import RowsRefused, drop_batch, plan_batch
from reviews.planning.batches import batch, latest_batches
from reviews.planning.sharing_out import shared_out
from reviews.planning.workload import reviewers
from reviews.review_index import review_index
from reviews.reviews import NOBODY
from storage.store import Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast, Clock
from tests.reviews.judged import joins
from tests.reviews.planning.plans import Plans


def test_children_are_shared_out_evenly(store: Store, cast: Cast, plans: Plans) -> None:
    refs = tuple(plans.more_children(7))
    number = plans.proposes(cast.reviewer, cast.another_reviewer, children=refs)
    given = [row["reviewer"] for row in plans.rows(number)]
    assert sorted((given.count(cast.reviewer.id), given.count(cast.another_reviewer.id))) == [3, 4]
    assert [row["child"] for row in plans.rows(number)] == [*refs]


def test_of_two_with_as_many_who_has_fewer_open_is_next() -> None:
    assert shared_out({"A": [1, 2], "B": [1, 2], "C": [1, 2]}, {1: 5}, NOBODY) == {"A": 2, "B": 1, "C": 2}


def test_whom_only_one_can_review_is_theirs_before_others_are() -> None:
    assert shared_out({"A": [1, 2], "B": [1], "C": []}, {}, NOBODY) == {"A": 2, "B": 1, "C": NOBODY}


def test_nobody_is_given_a_child_they_work_with(store: Store, cast: Cast, plans: Plans) -> None:
    both = joins(store, "Both Roles", Role.SOCIAL_WORKER, Role.REVIEWER)
    store.write_now(need_to_know.give, both.id, CHILD, need_to_know.ALLOCATED_WORKER)
    number = plans.proposes(both, cast.reviewer)
    assert plans.rows(number) == [
        {"child": CHILD, "reviewer": cast.reviewer.id},
        {"child": OTHER_CHILD, "reviewer": both.id},
    ]


def test_a_batch_is_planned_whole(store: Store, cast: Cast, plans: Plans) -> None:
    number = plans.proposes(cast.reviewer, cast.another_reviewer)
    assert store.read(review_index, cast.head) == []
    planned = plans.plans(number)
    assert [plans.review(one)["batch"] for one in planned] == [number, number]
    assert store.read(batch, cast.head, number)["state"] == "planned"
    assert plans.plans(number) == planned  # pressed twice is planned once
    assert len(store.read(review_index, cast.head)) == 2


def test_one_row_that_cannot_be_plans_nothing_and_the_others_are_not_named(
    store: Store, cast: Cast, plans: Plans
) -> None:
    both = joins(store, "Both Roles", Role.SOCIAL_WORKER, Role.REVIEWER)
    store.write_now(need_to_know.give, both.id, OTHER_CHILD, need_to_know.LINE_MANAGER)
    number = plans.proposes(cast.reviewer)
    asked = [{"child": CHILD, "reviewer": cast.reviewer.id}, {"child": OTHER_CHILD, "reviewer": both.id}]
    with pytest.raises(RowsRefused) as refused:
        plans.plans(number, asked)  # type: ignore[arg-type]
    assert [*refused.value.reasons] == [1]
    assert refused.value.reasons[1].startswith("Both Roles works with this child (line manager)")
    assert store.read(review_index, cast.head) == []
    assert store.read(batch, cast.head, number)["state"] == "proposed"


def test_a_reviewer_who_left_meanwhile_is_refused_by_name(store: Store, cast: Cast, plans: Plans) -> None:
    number = plans.proposes(cast.reviewer)
    store.write_now(disable, cast.administrator, cast.reviewer.id)
    with pytest.raises(RowsRefused) as refused:
        plans.plans(number)
    assert set(refused.value.reasons) == {0, 1}
    assert "Peter Lindqvist does not work here any more" in refused.value.reasons[0]


def test_a_child_stands_in_a_batch_once(store: Store, cast: Cast, plans: Plans) -> None:
    assert len(plans.rows(plans.proposes(cast.reviewer, children=(CHILD, CHILD)))) == 1
    number = plans.proposes(cast.reviewer)
    rows = [{"child": CHILD, "reviewer": NOBODY}, {"child": CHILD, "reviewer": cast.reviewer.id}]
    with pytest.raises(RowsRefused) as refused:
        plans.plans(number, rows)  # type: ignore[arg-type]
    assert refused.value.reasons == {1: "Selam Tesfamariam stands here twice. Take one of them out."}


def test_a_batch_can_be_allocated_later(store: Store, cast: Cast, plans: Plans) -> None:
    planned = plans.plans(plans.proposes())
    assert {plans.review(one)["state"] for one in planned} == {"planned"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"children": ()}, "Name the children"),
        ({"children": (CHILD,), "deadline": "2026-05-11"}, "This day is past"),
        ({"theme": " "}, "Write the theme"),
        ({"children": tuple(f"D{one:04}" for one in range(101))}, "These are 101 children"),
    ],
)
def test_what_cannot_be_proposed_is_told(plans: Plans, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(Unacceptable, match=said):
        plans.proposes(**wrong)


def test_a_child_who_is_not_there_is_not_proposed(plans: Plans) -> None:
    with pytest.raises(NotFound):
        plans.proposes(children=("D9999",))


def test_a_batch_of_which_everything_was_left_out_is_not_planned(plans: Plans) -> None:
    with pytest.raises(Unacceptable, match="No child is left"):
        plans.plans(plans.proposes(), [])


def test_a_proposal_that_waited_past_its_deadline_is_not_planned(plans: Plans, clock: Clock) -> None:
    number = plans.proposes()
    clock.forward(days=30)
    with pytest.raises(Unacceptable, match="This day is past"):
        plans.plans(number)


def test_a_dropped_proposal_is_kept_and_plans_nothing(store: Store, cast: Cast, plans: Plans) -> None:
    number = plans.proposes()
    store.write_now(drop_batch, cast.head, number)
    assert [one["state"] for one in store.read(latest_batches, cast.head, 5)] == ["dropped"]
    with pytest.raises(Unacceptable, match="was dropped"):
        plans.plans(number)


def test_nobody_but_a_planner_sees_or_plans_a_batch(store: Store, cast: Cast, plans: Plans) -> None:
    number = plans.proposes()
    with pytest.raises(NotAllowed):
        store.read(batch, cast.reviewer, number)
    with pytest.raises(NotAllowed):
        store.write_now(plan_batch, cast.reviewer, number, [], LIBRARY.review)


def test_the_load_of_each_reviewer_counts_what_is_open_and_late(
    store: Store, cast: Cast, plans: Plans, clock: Clock
) -> None:
    plans.one(cast.reviewer.id)
    plans.one(cast.reviewer.id, child=OTHER_CHILD, deadline="2026-05-13")
    clock.forward(days=3)
    loads = {one.name: one.load for one in store.read(reviewers, cast.head)}
    assert loads["Peter Lindqvist"] == "2 open, 1 late"
    assert loads["Ines Duarte"] == "none open"
    assert "Amina Yusuf" not in loads
