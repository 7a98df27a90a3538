"""A re-audit is proposed after a low final grade, where the setting says so, and shows what was promised."""

from datetime import date

import pytest

from people.errors import NotAllowed
from reviews.moderation.stage_one import finalise
from reviews.planning.planning import cancel
from reviews.planning.re_audits import looked_back_at, re_audits_due
from reviews.planning.rules import PLANNING, PlanningRules
from storage.store import Store
from tests.cast import Cast, Clock
from tests.reviews.judged import Judged
from tests.reviews.planning.plans import Plans

RULES = PlanningRules(re_audit_months=6)


def final(store: Store, cast: Cast, grade: str) -> Judged:
    judged = Judged(store, cast, grade=grade)
    judged.is_passed()
    store.write_now(finalise, cast.head, judged.id, "The panel meets in three months only.")
    return judged


@pytest.mark.parametrize("grade", ["inadequate", "requires_improvement"])
def test_after_a_low_grade_one_is_proposed_so_many_months_later(store: Store, cast: Cast, grade: str) -> None:
    earlier = final(store, cast, grade)
    (due,) = store.read(re_audits_due, cast.head, RULES)
    assert (due.earlier, due.grade, due.due) == (earlier.id, grade, date(2026, 11, 12))


def test_none_is_proposed_unless_it_is_set(store: Store, cast: Cast) -> None:
    final(store, cast, "inadequate")
    assert store.read(re_audits_due, cast.head, PLANNING) == []


def test_after_a_good_grade_none_is_proposed(store: Store, cast: Cast) -> None:
    final(store, cast, "good")
    assert store.read(re_audits_due, cast.head, RULES) == []


def test_one_that_is_planned_is_proposed_no_longer_and_again_once_it_is_cancelled(
    store: Store, cast: Cast, plans: Plans
) -> None:
    earlier = final(store, cast, "inadequate")
    again = plans.one(cast.another_reviewer.id, deadline="2026-11-12", re_audit_of=earlier.id)
    assert store.read(re_audits_due, cast.head, RULES) == []
    store.write_now(cancel, cast.head, again, "Planned by mistake.")
    assert [one.earlier for one in store.read(re_audits_due, cast.head, RULES)] == [earlier.id]


def test_it_shows_its_reviewer_the_final_grades_and_the_promises_of_the_one_before(
    store: Store, cast: Cast, plans: Plans, clock: Clock
) -> None:
    earlier = final(store, cast, "inadequate")
    again = plans.one(cast.another_reviewer.id, deadline="2026-11-12", re_audit_of=earlier.id)
    seen = store.read(looked_back_at, cast.another_reviewer, again)
    assert seen is not None
    assert {one["grade"] for one in seen.final["grades"].values()} == {"inadequate"}
    assert [row["action"] for row in seen.final["recommendations"]["8"]] == ["Ask about her needs", "Ask her school"]
    assert store.read(looked_back_at, cast.head, earlier.id) is None


def test_nobody_but_a_planner_is_told_what_is_proposed(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.read(re_audits_due, cast.reviewer, RULES)
