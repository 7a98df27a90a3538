from typing import Any

import pytest

from feedback.asking.requests import ask, requests_for
from feedback.voices import attempts
from feedback.voices.attempts import log_attempt
from feedback.voices.errors import CannotAsk
from people.errors import NotAllowed, NotFound
from storage.store import Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast

GOOD: dict[str, Any] = {
    "child": CHILD,
    "touchpoint": "conference",
    "audience": "parent_carer",
    "language": "ti",
    "channel": "link",
    "form": LIBRARY.find("conference", "parent_carer"),
}


def test_asking_by_link_is_on_record_as_made_with_a_date_and_a_method(store: Store, cast: Cast) -> None:
    store.write_now(ask, cast.worker, **GOOD)
    attempt = store.read(attempts.by_child, CHILD)[0]
    assert (attempt["method"], attempt["outcome"], attempt["at"][:10]) == ("link", "made", "2026-05-12")


@pytest.mark.parametrize(
    "wrong",
    [
        {"touchpoint": "tea"},
        {"audience": "dog"},
        {"language": "xx"},
        {"channel": "pigeon"},
        {"channel": "sms"},
        {"form": None},
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_nothing_is_kept(
    store: Store, cast: Cast, wrong: dict[str, Any]
) -> None:
    with pytest.raises(CannotAsk) as refused:
        store.write_now(ask, cast.worker, **{**GOOD, **wrong})
    assert "Choose" in str(refused.value)
    assert store.read(requests_for, cast.worker, CHILD) == []


def test_nobody_asks_about_a_child_they_need_not_know_of(store: Store, cast: Cast) -> None:
    with pytest.raises(NotFound):
        store.write_now(ask, cast.worker, **{**GOOD, "child": OTHER_CHILD})


def test_the_boards_chair_does_not_ask(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(ask, cast.chair, **GOOD)


def test_a_call_without_an_answer_is_logged_and_stands_in_the_order_of_time(store: Store, cast: Cast) -> None:
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer", "No message left.")
    assert [one["outcome"] for one in store.read(attempts.by_child, CHILD)] == ["no_answer"]


def test_an_attempt_without_a_method_is_refused(store: Store, cast: Cast) -> None:
    with pytest.raises(CannotAsk):
        store.write_now(log_attempt, cast.worker, CHILD, "", "no_answer")
