"""A calibration: blind to each other until all is handed in, and compared afterwards."""

from collections.abc import Callable

import pytest

from pages.staff.home.page import home_content
from pages.staff.reviews.page import listed
from pages.staff.shell.listing import Listing
from pages.staff.shell.staff_settings import StaffSettings
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.roles import Role
from reviews.citations import citations
from reviews.evidence import evidence
from reviews.moderation.stage_view import stage_view
from reviews.planning.batch_planning import RowsRefused
from reviews.planning.calibrations import calibration, others_of
from reviews.planning.planning import allocate, cancel
from reviews.review_index import due_by_child, review_index
from reviews.reviews import REVIEWS, review, reviews
from reviews.section_six import section_six
from reviews.sheet import review_view
from reviews.steps import can_take, take_step, timeline
from reviews.versions import version
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.reviews.judged import Judged, joins
from tests.reviews.planning.plans import Plans

READS: list[Callable[..., object]] = [
    review, review_view, evidence, section_six, citations, timeline, stage_view, others_of,
]  # fmt: skip


class Together:
    """One child with two reviewers, of whom one is a Head and so sees every other review."""

    def __init__(self, store: Store, cast: Cast, plans: Plans) -> None:
        self.store, self.plans = store, plans
        self.head = joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
        first, second = plans.calibrates(cast.reviewer, self.head)
        self.of_reviewer = self._judged(cast, cast.reviewer, first, "good")
        self.of_head = self._judged(cast, self.head, second, "inadequate")
        self.key = str(plans.review(first)["calibration"])

    def _judged(self, cast: Cast, who: Actor, number: int, grade: str) -> Judged:
        judged = Judged(self.store, cast, who, grade)
        self.store.write_now(lambda db: db.table(REVIEWS).replace(judged.id, {"state": "cancelled"}))
        judged.id = number
        return judged


@pytest.fixture
def together(store: Store, cast: Cast, plans: Plans) -> Together:
    return Together(store, cast, plans)


@pytest.mark.parametrize("read", READS, ids=lambda one: one.__name__)
def test_a_head_who_reviews_reads_nothing_of_the_other_until_all_is_handed_in(
    store: Store, cast: Cast, together: Together, read: Callable[..., object]
) -> None:
    together.of_reviewer.is_handed_in()
    with pytest.raises(NotFound):
        store.read(read, together.head, together.of_reviewer.id)
    store.read(read, cast.head, together.of_reviewer.id)  # another Head, who does not review
    together.of_head.is_written()
    store.write_now(lambda db: db.table(REVIEWS).replace(together.of_head.id, {"state": "submitted"}))
    store.read(read, together.head, together.of_reviewer.id)


def test_the_lists_of_who_is_blind_show_their_own_alone(store: Store, cast: Cast, together: Together) -> None:
    together.of_reviewer.is_handed_in()
    own, other = together.of_head.id, together.of_reviewer.id
    settings = StaffSettings(public_url=None, secure_cookies=False, demo=True)
    shown = [one.review.doc_id for one in store.read(listed, together.head, Listing()).part.rows]  # type: ignore[attr-defined]
    assert own in shown
    assert other not in shown
    assert other not in {one.number for one in store.read(review_index, together.head)}
    assert other not in {one.doc_id for one in store.read(reviews, together.head)}  # type: ignore[attr-defined]
    assert store.read(due_by_child, together.head)[CHILD]
    home = store.read(home_content, together.head, settings.hours)
    assert other not in {one.number for one in home.reviews or ()}
    assert f"moderate-{other}" not in {one.id for one in home.next}
    assert store.read(version, cast.head, other, 1) is not None


def test_a_reviewer_sees_that_it_is_one_and_with_whom(store: Store, cast: Cast, together: Together) -> None:
    assert store.read(others_of, cast.reviewer, together.of_reviewer.id) == ["David Mensah"]
    seen = store.read(calibration, cast.reviewer, together.key)
    assert (seen.parts, [one.reviewer for one in seen.waiting]) == ((), ["Peter Lindqvist", "David Mensah"])


def test_nothing_to_compare_is_sent_before_all_is_handed_in(store: Store, cast: Cast, together: Together) -> None:
    together.of_reviewer.is_handed_in()
    for who in (cast.reviewer, together.head, cast.head):
        seen = store.read(calibration, who, together.key)
        assert seen.parts == ()
        assert [one.reviewer for one in seen.waiting] == ["David Mensah"]
        assert "Written." not in repr(seen)


def test_afterwards_the_grades_stand_beside_each_other(store: Store, cast: Cast, together: Together) -> None:
    together.of_reviewer.is_written()
    together.of_reviewer.fills("section_2_grade", "outstanding")
    together.of_reviewer.is_handed_in()
    together.of_head.grade = "good"
    together.of_head.is_written()
    together.of_head.fills("section_1_grade", "requires_improvement")
    together.of_head.fills("section_2_grade", "requires_improvement")
    together.of_head.is_handed_in()
    seen = store.read(calibration, together.head, together.key)
    told = {one.part.id: (one.grades, one.told) for one in seen.parts}
    assert told["1"] == (("Good", "Requires improvement to be good"), "one step apart")
    assert told["2"] == (("Outstanding", "Requires improvement to be good"), "2 steps apart")
    assert told["3"] == (("Good", "Good"), "alike")
    assert seen.parts[0].findings == ("Written.", "Written.")
    assert "6" not in told


def test_nothing_of_it_goes_to_the_panel_or_is_final_before_all_is_handed_in(
    store: Store, cast: Cast, together: Together
) -> None:
    together.of_reviewer.is_passed()
    number = together.of_reviewer.id
    for step in ("list", "finalise"):
        assert not store.read(lambda db, one=step: can_take(db, cast.head, review(db, cast.head, number), one))
        with pytest.raises(Unacceptable, match="not handed in yet"):
            store.write_now(take_step, cast.head, number, step)
    together.of_head.grade = "good"
    together.of_head.is_handed_in()
    assert store.write_now(take_step, cast.head, number, "list")


def test_who_has_no_part_in_it_finds_nothing(store: Store, cast: Cast, together: Together) -> None:
    with pytest.raises(NotFound):
        store.read(calibration, cast.another_reviewer, together.key)
    with pytest.raises(NotFound):
        store.read(calibration, cast.head, "9-D0001")


def test_one_reviewer_alone_is_no_calibration(store: Store, cast: Cast, plans: Plans) -> None:
    with pytest.raises(Unacceptable, match="two reviewers at least"):
        plans.proposes(cast.reviewer, children=(CHILD,), calibration=True)
    number = plans.proposes(cast.reviewer, cast.another_reviewer, children=(CHILD,), calibration=True)
    with pytest.raises(RowsRefused) as refused:
        plans.plans(number, plans.rows(number)[:1])
    assert refused.value.reasons[0].startswith("This child has one reviewer only")


def test_nobody_reviews_a_child_twice_in_one(store: Store, cast: Cast, plans: Plans) -> None:
    number = plans.proposes(cast.reviewer, cast.another_reviewer, children=(CHILD,), calibration=True)
    row = plans.rows(number)[0]
    with pytest.raises(RowsRefused) as refused:
        plans.plans(number, [row, row])
    assert "stands here twice for Peter Lindqvist" in refused.value.reasons[1]
    planned = plans.plans(number)
    with pytest.raises(Unacceptable, match="reviews this child in this calibration already"):
        store.write_now(allocate, cast.head, planned[0], cast.another_reviewer.id)


def test_one_that_is_cancelled_holds_the_others_back_no_longer(store: Store, cast: Cast, together: Together) -> None:
    together.of_head.is_handed_in()
    store.write_now(cancel, cast.head, together.of_reviewer.id, "Ill for long.")
    seen = store.read(calibration, together.head, together.key)
    assert [one.reviewer for one in seen.reviews] == ["David Mensah"]
