"""Who sees what of stage 1: the Head's view of the grade is the moderator's alone until the panel has met (BR-43)."""

import pytest

from people.actor import Actor
from people.errors import NotFound
from people.roles import Role
from reviews.moderation.after_pass import after_pass
from reviews.moderation.stage_one import finalise
from reviews.moderation.stage_view import stage_view
from reviews.panel.planning import list_review, plan_meeting
from reviews.panel.sitting import open_meeting
from reviews.steps import timeline
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged, joins, seated

OUTSTANDING = "outstanding"


@pytest.fixture
def passed(store: Store, cast: Cast) -> Judged:
    """A review of which the Head sees the grade otherwise than its reviewer."""
    judged = Judged(store, cast)
    judged.is_passed(grade=OUTSTANDING)
    return judged


def sees(store: Store, actor: Actor, judged: Judged) -> list[str]:
    return [one["grade"] for one in store.read(stage_view, actor, judged.id).looks]


@pytest.mark.rule("BR-43", "BR-47")
def test_the_heads_view_is_seen_by_nobody_else_before_the_meeting_opens(
    store: Store, cast: Cast, passed: Judged
) -> None:
    seats = seated(store, cast)
    others = [one for one in (*seats.values(), cast.reviewer) if one.id != cast.head.id]
    assert sees(store, cast.head, passed) == [OUTSTANDING]
    assert [sees(store, one, passed) for one in others] == [[]] * 5
    number = store.write_now(
        plan_meeting, cast.head, on="2026-05-20", seats={role: one.id for role, one in seats.items()}
    )
    store.write_now(list_review, cast.head, number, passed.id)
    assert [sees(store, one, passed) for one in others] == [[]] * 5
    present = [one.id for one in seats.values()]
    store.write_now(open_meeting, cast.chair, number, present, "Nobody had the time.")
    assert [sees(store, one, passed) for one in others] == [[OUTSTANDING]] * 5


@pytest.mark.rule("BR-43")
def test_nothing_on_the_time_line_says_what_the_head_thought(store: Store, cast: Cast, passed: Judged) -> None:
    assert [one["note"] for one in store.read(timeline, cast.chair, passed.id)] == ["", "", ""]


@pytest.mark.rule("BR-43")
def test_who_plans_the_panel_lists_it_and_is_not_told_why_the_rule_does(
    store: Store, cast: Cast, passed: Judged
) -> None:
    other = joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
    for_other, for_head = store.read(after_pass, other, passed.id), store.read(after_pass, cast.head, passed.id)
    assert for_other is not None
    assert for_head is not None
    assert (for_other.lists, for_other.finalises, for_other.why_listed, for_other.differs) == (True, False, "", False)
    assert (for_head.finalises, for_head.differs, bool(for_head.why_listed)) == (False, True, True)
    assert store.read(after_pass, cast.reviewer, passed.id) is None


@pytest.mark.rule("BR-40")
def test_what_was_asked_is_the_reviewers_at_once_and_the_panels_later(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_returned(s1="Say where.")
    seen = store.read(stage_view, cast.reviewer, judged.id)
    assert seen.asked is not None
    assert seen.asked["comments"] == {"1": "Say where."}
    assert store.read(stage_view, cast.chair, judged.id).looks == []
    with pytest.raises(NotFound):
        store.read(stage_view, cast.another_reviewer, judged.id)


@pytest.mark.rule("BR-47")
def test_once_final_the_heads_view_stands_open(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_passed()
    assert sees(store, cast.reviewer, judged) == []
    store.write_now(finalise, cast.head, judged.id)
    assert sees(store, cast.reviewer, judged) == ["good"]
    assert sees(store, cast.chair, judged) == ["good"]
