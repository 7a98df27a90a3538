"""A shared phone must not tell: one browser never shows what was said in another."""

from collections.abc import Callable

import pytest

from feedback.voices.conversation_view import Stage
from feedback.voices.errors import NotAnswerable
from storage.store import Store
from tests.family import Family


@pytest.fixture
def mother(a_family: Callable[..., Family]) -> Family:
    family = a_family()
    family.answers("no")
    return family


@pytest.fixture
def stranger(store: Store, mother: Family) -> Family:
    return Family(store, mother.token, "somebody else's browser")


def test_another_browser_is_offered_to_go_on_and_shown_nothing(mother: Family, stranger: Family) -> None:
    view = stranger.sees()
    assert view.stage is Stage.WELCOME
    assert view.begun_elsewhere
    assert view.bubbles == ()


def test_going_on_in_another_browser_begins_at_the_next_question(mother: Family, stranger: Family) -> None:
    stranger.begins()
    view = stranger.sees()
    assert view.position == 2
    assert view.bubbles == ()
    assert not view.can_go_back


def test_another_browser_cannot_walk_back_into_the_answers(mother: Family, stranger: Family) -> None:
    first = mother.sees().bubbles[0].question_id
    stranger.begins()
    stranger.goes_back()
    stranger.changes(first)
    assert stranger.sees().given is None
    assert stranger.sees().position == 2


def test_another_browser_cannot_answer_over_what_was_said(mother: Family, stranger: Family) -> None:
    first = mother.sees().bubbles[0].question_id
    with pytest.raises(NotAnswerable):
        stranger.answers("yes", first)


def test_where_somebody_else_walked_back_to_is_not_where_this_browser_stands(mother: Family, stranger: Family) -> None:
    mother.goes_back()
    stranger.begins()
    assert stranger.sees().position == 2


def test_a_draft_stays_in_the_browser_it_was_typed_in(mother: Family, stranger: Family) -> None:
    mother.speaks("en", draft="only for me")
    stranger.begins()
    assert stranger.sees().draft == ""


def test_a_retry_that_lost_its_cookie_is_one_answer(mother: Family, stranger: Family) -> None:
    first = mother.sees().bubbles[0].question_id
    stranger.answers("no", first)
    assert len(mother.sees().bubbles) == 1
