"""One review: planned with or without a reviewer, given to another one, moved, cancelled."""

import pytest

from people import need_to_know
from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.need_to_know import may_see
from reviews.filling import fill
from reviews.planning.planning import allocate, cancel, move_deadline
from reviews.review_index import review_index
from reviews.reviews import NOBODY, REVIEWS, review
from reviews.steps import timeline
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.reviews.planning.plans import Plans

FINDINGS = "section_1_findings"


def told(store: Store, cast: Cast, review_id: int) -> list[tuple[str, str]]:
    return [(one["step"], one["note"]) for one in store.read(timeline, cast.head, review_id)]


@pytest.mark.rule("BR-01")
def test_a_review_is_planned_without_a_reviewer_and_allocated_later(store: Store, cast: Cast, plans: Plans) -> None:
    planned = plans.one(NOBODY)
    assert plans.review(planned)["state"] == "planned"
    assert not store.read(may_see, cast.reviewer, CHILD)
    store.write_now(allocate, cast.head, planned, cast.reviewer.id)
    assert plans.review(planned)["state"] == "allocated"
    assert store.read(may_see, cast.reviewer, CHILD)
    assert told(store, cast, planned) == [("allocate", "To Peter Lindqvist")]


def test_who_gave_a_review_away_knows_of_the_child_no_longer(store: Store, cast: Cast, plans: Plans) -> None:
    planned = plans.one(cast.reviewer.id)
    store.write_now(allocate, cast.head, planned, cast.another_reviewer.id)
    assert not store.read(may_see, cast.reviewer, CHILD)
    assert store.read(may_see, cast.another_reviewer, CHILD)
    assert told(store, cast, planned) == [("allocate", "To Ines Duarte, who takes it over from Peter Lindqvist")]
    with pytest.raises(NotFound):
        store.read(review, cast.reviewer, planned)


def test_who_keeps_another_review_of_the_child_still_knows_of_it(store: Store, cast: Cast, plans: Plans) -> None:
    plans.one(cast.reviewer.id)
    store.write_now(allocate, cast.head, plans.one(cast.reviewer.id), cast.another_reviewer.id)
    assert store.read(may_see, cast.reviewer, CHILD)


def test_a_review_that_was_begun_is_not_given_to_another(store: Store, cast: Cast, plans: Plans) -> None:
    planned = plans.one(cast.reviewer.id)
    store.write_now(fill, cast.reviewer, planned, FINDINGS, "A clear history.", 0)
    with pytest.raises(Unacceptable, match=r"it is in progress now \(Peter Lindqvist"):
        store.write_now(allocate, cast.head, planned, cast.another_reviewer.id)
    assert plans.review(planned)["reviewer"] == cast.reviewer.id


def test_nobody_but_a_planner_changes_a_plan(store: Store, cast: Cast, plans: Plans) -> None:
    planned = plans.one(cast.reviewer.id)
    with pytest.raises(NotAllowed):
        store.write_now(allocate, cast.reviewer, planned, cast.another_reviewer.id)
    with pytest.raises(NotAllowed):
        store.write_now(move_deadline, cast.reviewer, planned, "2026-06-30", "I am on leave.")


@pytest.mark.parametrize("deadline", ["2026-05-11", "soon", ""])
def test_a_deadline_lies_ahead(store: Store, cast: Cast, plans: Plans, deadline: str) -> None:
    with pytest.raises(Unacceptable):
        plans.one(cast.reviewer.id, deadline=deadline)
    assert store.read(review_index, cast.head) == []


def test_a_new_deadline_keeps_the_old_one_and_why(store: Store, cast: Cast, plans: Plans) -> None:
    planned = plans.one(cast.reviewer.id)
    with pytest.raises(Unacceptable, match="Write why"):
        store.write_now(move_deadline, cast.head, planned, "2026-06-30", "  ")
    store.write_now(move_deadline, cast.head, planned, "2026-06-30", "The worker is ill.")
    assert plans.review(planned)["deadline"] == "2026-06-30"
    assert told(store, cast, planned) == [("new_deadline", "The worker is ill. (it was 29 May)")]
    assert plans.review(planned)["state"] == "allocated"


def test_a_cancelled_review_says_why_and_is_its_reviewers_business_no_longer(
    store: Store, cast: Cast, plans: Plans
) -> None:
    planned = plans.one(cast.reviewer.id)
    store.write_now(cancel, cast.head, planned, "The family has moved away.")
    assert told(store, cast, planned) == [("cancel", "The family has moved away.")]
    assert not store.read(may_see, cast.reviewer, CHILD)
    assert store.read(review_index, cast.reviewer) == []
    with pytest.raises(NotFound):
        store.read(review, cast.reviewer, planned)
    with pytest.raises(NotFound):
        store.write_now(fill, cast.reviewer, planned, FINDINGS, "Too late.", 0)
    store.write_now(cancel, cast.head, planned, "Twice is once.")
    assert len(told(store, cast, planned)) == 1


def test_who_has_left_meanwhile_is_given_nothing(store: Store, cast: Cast, plans: Plans) -> None:
    store.write_now(disable, cast.administrator, cast.reviewer.id)
    with pytest.raises(Unacceptable, match="Peter Lindqvist does not work here any more"):
        plans.one(cast.reviewer.id)
    with pytest.raises(Unacceptable, match="Peter Lindqvist does not work here any more"):
        store.write_now(allocate, cast.head, plans.one(NOBODY), cast.reviewer.id)


def test_a_theme_of_three_hundred_signs_from_the_right_is_kept_whole(store: Store, cast: Cast, plans: Plans) -> None:
    theme = "هوية " * 60
    planned = plans.one(NOBODY, theme=theme)
    assert plans.review(planned)["theme"] == theme.strip()
    with pytest.raises(Unacceptable, match="under 300"):
        plans.one(NOBODY, theme="x" * 301)


def test_a_re_audit_is_of_the_same_child(store: Store, cast: Cast, plans: Plans) -> None:
    earlier = plans.one(cast.reviewer.id)
    with pytest.raises(Unacceptable, match="another child"):
        plans.one(cast.reviewer.id, child=OTHER_CHILD, re_audit_of=earlier)


def test_a_reviews_own_need_to_know_is_no_conflict_at_the_next_one(store: Store, cast: Cast, plans: Plans) -> None:
    plans.one(cast.reviewer.id)
    assert store.read(need_to_know.has_reason, cast.reviewer.id, CHILD, need_to_know.CASEWORK) is False
    assert store.read(lambda db: len(db.table(REVIEWS))) == 1
    plans.one(cast.reviewer.id)
    assert store.read(lambda db: len(db.table(REVIEWS))) == 2
