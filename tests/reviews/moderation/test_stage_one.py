"""Stage 1: each review is checked by the Head, who never moderates their own, and passed or returned (BR-40)."""

import pytest

from people.errors import NotAllowed, Unacceptable
from people.roles import Role
from reviews.final_grades import final_of
from reviews.moderation.records import CHECKS, of_review
from reviews.moderation.stage_one import Looked, finalise, pass_review, return_review
from reviews.moderation.stage_view import stage_view
from reviews.versions import versions
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged, joins

WHOLE = Looked(checks=tuple(CHECKS), comments={}, grade="good")


@pytest.fixture
def handed(store: Store, cast: Cast) -> Judged:
    judged = Judged(store, cast)
    judged.is_handed_in()
    return judged


@pytest.mark.rule("BR-40")
def test_it_passes_with_all_four_checks_and_the_heads_own_view(store: Store, cast: Cast, handed: Judged) -> None:
    with pytest.raises(Unacceptable, match="check also: The evidence is accurate"):
        store.write_now(pass_review, cast.head, handed.id, Looked(checks=(), comments={}, grade="good"))
    with pytest.raises(Unacceptable, match="Choose the grade"):
        store.write_now(pass_review, cast.head, handed.id, Looked(checks=tuple(CHECKS), comments={}))
    assert handed.state == "submitted"
    store.write_now(pass_review, cast.head, handed.id, WHOLE)
    assert handed.state == "passed"
    (look,) = store.read(of_review, handed.id)
    assert (look["grade"], look["version"], look["outcome"]) == ("good", 1, "passed")


@pytest.mark.rule("BR-47")
def test_a_view_that_differs_needs_its_reason_and_stands_beside_the_reviewers_grade(
    store: Store, cast: Cast, handed: Judged
) -> None:
    differs = Looked(checks=tuple(CHECKS), comments={}, grade="outstanding")
    with pytest.raises(Unacceptable, match=r"The reviewer’s grade is Good\. Write why yours differs"):
        store.write_now(pass_review, cast.head, handed.id, differs)
    handed.is_passed(grade="outstanding")
    assert store.read(versions, handed.id)[0]["values"]["section_7_grade"] == "good"
    assert store.read(of_review, handed.id)[0]["grade"] == "outstanding"


@pytest.mark.rule("BR-40", "BR-47")
def test_a_returned_review_says_what_and_why_and_shows_what_changed_since(
    store: Store, cast: Cast, handed: Judged
) -> None:
    with pytest.raises(Unacceptable, match="Write what the reviewer should change"):
        store.write_now(return_review, cast.head, handed.id, Looked(checks=(), comments={"1": "  "}))
    said = Looked(checks=("complete",), comments={"1": "Say where the chronology is."}, words="Nearly there.")
    store.write_now(return_review, cast.head, handed.id, said)
    handed.fills("section_1_findings", "The chronology is on page 3.")
    seen = store.read(stage_view, handed.reviewer, handed.id)
    assert seen.returned is not None
    assert seen.returned["comments"] == {"1": "Say where the chronology is."}
    assert [(one.question.id, one.before, one.now) for one in seen.changed] == [
        ("section_1_findings", "Written.", "The chronology is on page 3.")
    ]
    handed.is_handed_in()
    kept = store.read(versions, handed.id)
    assert [one["values"]["section_1_findings"] for one in kept] == ["Written.", "The chronology is on page 3."]
    assert store.read(stage_view, cast.head, handed.id).returned is None


def test_the_heads_own_review_goes_to_the_head_of_social_care(store: Store, cast: Cast) -> None:
    other = joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
    own = Judged(store, cast, reviewer=cast.head)
    own.is_handed_in()
    with pytest.raises(NotAllowed):
        store.write_now(pass_review, cast.head, own.id, WHOLE)
    own.is_passed(by=other)
    assert own.state == "passed"


def test_the_other_head_does_not_moderate_what_is_not_theirs_to(store: Store, cast: Cast, handed: Judged) -> None:
    other = joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
    with pytest.raises(NotAllowed):
        store.write_now(pass_review, other, handed.id, WHOLE)


def test_what_both_agree_on_becomes_final_without_a_panel(store: Store, cast: Cast, handed: Judged) -> None:
    handed.is_passed()
    store.write_now(finalise, cast.head, handed.id)
    final = store.read(final_of, handed.id)
    assert final is not None
    overall = final["grades"]["7"]
    assert (overall["grade"], overall["source"], final["meeting"]) == ("good", "reviewer", None)
    assert [row["action"] for row in final["recommendations"]["8"]] == ["Ask about her needs", "Ask her school"]


def test_a_difference_between_head_and_reviewer_is_for_the_panel(store: Store, cast: Cast, handed: Judged) -> None:
    assert handed.is_passed(grade="outstanding") == "grade"
    with pytest.raises(Unacceptable, match="List it for the panel"):
        store.write_now(finalise, cast.head, handed.id)


def test_the_rule_lists_one_in_five_of_the_rest_and_all_that_stand_out(store: Store, cast: Cast) -> None:
    why = [Judged(store, cast).is_passed() for _ in range(5)]
    assert why == ["", "", "", "", "one_in"]
    assert Judged(store, cast, grade="inadequate").is_passed() == "grade"
    assert Judged(store, cast).is_passed(grade="requires_improvement") == "differs"
