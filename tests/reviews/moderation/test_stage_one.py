"""Stage 1: each review is checked by the Head, who never moderates their own, and passed or returned (BR-40)."""

import pytest

from people.errors import NotAllowed, Unacceptable
from people.roles import Role
from reviews.final_grades import final_of
from reviews.moderation.known import known_for_checks
from reviews.moderation.records import CHECKS, of_review
from reviews.moderation.stage_one import Lacking, Looked, finalise, pass_review, return_review
from reviews.moderation.stage_view import stage_view
from reviews.sheet import review_view
from reviews.steps import last_step
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


@pytest.mark.rule("BR-40")
def test_pressed_twice_is_once(store: Store, cast: Cast, handed: Judged) -> None:
    assert store.write_now(pass_review, cast.head, handed.id, WHOLE) == ""
    assert store.write_now(pass_review, cast.head, handed.id, WHOLE) == ""
    assert len(store.read(of_review, handed.id)) == 1


@pytest.mark.rule("BR-40")
def test_of_two_heads_the_second_is_told_who_was_first(store: Store, cast: Cast, handed: Judged) -> None:
    deputy = joins(store, "Una Reyes", Role.HEAD_OF_SAFEGUARDING)
    store.write_now(pass_review, cast.head, handed.id, WHOLE)
    for verb in (pass_review, return_review):
        with pytest.raises(Unacceptable, match=r"passed by the head now \(Helen Marsh"):
            store.write_now(
                verb, deputy, handed.id, Looked(checks=tuple(CHECKS), comments={}, words="No.", grade="good")
            )
    assert handed.state == "passed"
    assert len(store.read(of_review, handed.id)) == 1


@pytest.mark.rule("BR-40")
def test_every_fault_is_named_at_once_by_its_field(store: Store, cast: Cast, handed: Judged) -> None:
    long = Looked(checks=(), comments={"2": "x" * 5_001}, grade="")
    with pytest.raises(Lacking) as lacking:
        store.write_now(pass_review, cast.head, handed.id, long)
    assert set(lacking.value.faults) == {"checks", "grade", "comment-2"}
    with pytest.raises(Lacking, match="5000 characters"):
        store.write_now(return_review, cast.head, handed.id, long)
    assert handed.state == "submitted"


@pytest.mark.rule("BR-40")
def test_what_the_rule_lists_needs_a_reason_to_do_without_the_panel(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast, grade="inadequate")
    assert judged.is_passed() == "grade"
    with pytest.raises(Unacceptable, match="Write why it does without"):
        store.write_now(finalise, cast.head, judged.id)
    store.write_now(finalise, cast.head, judged.id, "The panel met last week on the same child.")
    last = store.read(last_step, judged.id)
    assert last is not None
    assert (last["step"], last["note"]) == ("finalise", "The panel met last week on the same child.")


@pytest.mark.rule("BR-40")
def test_the_app_says_what_it_knows_beside_each_check(store: Store, cast: Cast, handed: Judged) -> None:
    known = known_for_checks(store.read(review_view, cast.head, handed.id))
    assert set(known) == set(CHECKS)
    assert known["complete"] == ["Nothing is missing."]
    assert known["issues"] == ["No issue is marked, no section is below Good, and no standard is less than met."]
    assert known["recommendations"] == ["Child recommendations: 2.", "Service recommendations: 0."]
    low = Judged(store, cast, grade="inadequate")
    low.is_handed_in()
    said = known_for_checks(store.read(review_view, cast.head, low.id))["issues"]
    assert said[0].startswith("Sections below Good: 1 (Inadequate), 2 (Inadequate)")
