"""The attempts as one sentence that a panel can read."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from feedback.asking.attempts_in_words import story
from feedback.voices.codes import CHANNELS, OUTCOMES
from storage.documents import Document

TODAY = date(2026, 5, 3)


def _tries(*kinds: tuple[str, str], at: str = "2026-05-02T10:00:00+00:00") -> list[Any]:
    return [
        Document({"method": method, "outcome": outcome, "at": at, "request": None}, number)
        for number, (method, outcome) in enumerate(kinds, start=1)
    ]


def test_the_tries_are_told_in_order_with_how_it_ended() -> None:
    tries = _tries(("sms", "delivered"), ("phone", "no_answer"), ("sms", "delivered"), ("letter", "sent"))
    assert story(tries, today=date(2026, 5, 9)) == (
        "2 texts delivered, 1 call not answered, letter sent: nobody answered by 9 May."
    )


def test_an_answer_ends_the_story_with_its_day() -> None:
    tries = _tries(("link", "handed_over"), ("link", "answered"))
    assert story(tries, today=TODAY) == "Link handed over: answered on 2 May."


def test_a_talk_without_any_try_before_it_is_told_too() -> None:
    assert story(_tries(("in_person", "answered")), today=TODAY) == "Answered on 2 May."


def test_who_has_not_finished_has_answered_in_part() -> None:
    assert story(_tries(("sms", "delivered")), today=TODAY, heard=date(2025, 12, 1)) == (
        "1 text delivered: answered in part on 1 December 2025."
    )


def test_where_nobody_tried_it_says_so() -> None:
    assert story([], today=TODAY) == "Nobody has tried to hear them yet."


def test_the_night_of_a_summer_day_counts_as_londons_next() -> None:
    late = _tries(("link", "answered"), at="2026-05-01T23:30:00+00:00")
    assert story(late, today=TODAY) == "Answered on 2 May."


@given(st.lists(st.tuples(st.sampled_from([*CHANNELS]), st.sampled_from([*OUTCOMES])), max_size=12))
def test_every_kind_of_try_can_be_told_and_every_story_is_a_sentence(kinds: list[tuple[str, str]]) -> None:
    told = story(_tries(*kinds), today=TODAY)
    assert told.endswith(".")
    assert "{" not in told
    assert told[0] == told[0].upper()
