"""The state of a review changes by the table of steps alone, and each step leaves a line."""

import ast
from pathlib import Path

import pytest

from people.errors import NotAllowed, Unacceptable
from reviews.states import BEING_WRITTEN, GROUPS, PLANNED, STATES, STEPS
from reviews.steps import take_step, timeline
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged

REVIEWS = Path(__file__).parents[2] / "reviews"


def test_every_state_is_reached_and_every_one_but_the_ends_is_left() -> None:
    reached = {step.after for step in STEPS.values() if step.after} | {PLANNED, *BEING_WRITTEN}
    left = {state for step in STEPS.values() for state in step.before}
    assert reached == set(STATES)
    assert left == set(STATES) - set(GROUPS["ended"][1])


def test_every_state_stands_in_one_group_of_the_list() -> None:
    assert sorted(one for _, states in GROUPS.values() for one in states) == sorted(STATES)


def test_no_other_file_writes_the_state_of_a_review() -> None:
    writing = {
        file.name
        for file in REVIEWS.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "reviews.change"
        and (file.name != "steps.py")
        and any(keyword.arg in ("state", None) for keyword in node.keywords)
    }
    assert writing == set()


def test_the_time_line_tells_who_took_which_step_and_when(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_passed()
    told = [(one["step"], one["by_name"]) for one in store.read(timeline, cast.head, judged.id)]
    assert told == [("begin", "Peter Lindqvist"), ("submit", "Peter Lindqvist"), ("pass", "Helen Marsh")]


def test_a_step_that_was_taken_is_taken_once(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_handed_in()
    assert store.write_now(take_step, judged.reviewer, judged.id, "submit") is False
    assert [one["step"] for one in store.read(timeline, cast.head, judged.id)] == ["begin", "submit"]


def test_a_review_that_has_moved_on_says_who_moved_it_and_changes_nothing(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_passed()
    with pytest.raises(Unacceptable, match=r"passed by the head now \(Helen Marsh, .*\)\. Nothing was changed"):
        store.write_now(take_step, cast.head, judged.id, "return")
    assert judged.state == "passed"


@pytest.mark.parametrize("step", ["pass", "return", "finalise", "send", "close"])
def test_who_does_not_take_a_step_is_refused_it(store: Store, cast: Cast, step: str) -> None:
    judged = Judged(store, cast)
    judged.is_handed_in()
    with pytest.raises(NotAllowed):
        store.write_now(take_step, judged.reviewer, judged.id, step)
