"""Nobody reviews their own work, nor a child for whom they have another role."""

from collections.abc import Callable

import pytest

from people import need_to_know
from people.actor import Actor
from people.errors import Unacceptable
from people.roles import Role
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.reviews.judged import joins
from tests.reviews.planning.plans import Plans


def works(store: Store, who: Actor, because: str) -> None:
    store.write_now(need_to_know.give, who.id, CHILD, because)


def worked(store: Store, who: Actor, because: str) -> None:
    works(store, who, because)
    store.write_now(need_to_know.take, who.id, CHILD, because)


@pytest.mark.parametrize(
    ("role", "how", "said"),
    [
        ("allocated worker", works, r"Both Roles works with this child \(allocated worker\)"),
        ("line manager", works, r"Both Roles works with this child \(line manager\)"),
        ("allocated worker", worked, "Both Roles worked with this child before"),
        ("line manager", worked, "Both Roles worked with this child before"),
        ("conference chair", works, r"Both Roles has another role for this child \(conference chair\)"),
    ],
)
def test_a_conflict_is_told_by_name_with_its_reason(
    store: Store, cast: Cast, plans: Plans, role: str, how: Callable[[Store, Actor, str], None], said: str
) -> None:
    both = joins(store, "Both Roles", Role.SOCIAL_WORKER, Role.REVIEWER)
    how(store, both, role)
    with pytest.raises(Unacceptable, match=said):
        plans.one(both.id)


def test_who_reviewed_the_child_before_may_do_so_again(store: Store, cast: Cast, plans: Plans) -> None:
    worked(store, cast.reviewer, f"{need_to_know.REVIEWER} 7")
    assert plans.one(cast.reviewer.id)


def test_who_does_not_review_is_told_so(store: Store, cast: Cast, plans: Plans) -> None:
    with pytest.raises(Unacceptable, match="Sam Whitlow does not review"):
        plans.one(cast.caller.id)
