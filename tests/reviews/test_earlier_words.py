"""Prompt 1.10: what this family's earlier words led to, as far as the reviewer may know."""

from collections.abc import Callable

import pytest

from feedback.voices.voices import by_child
from people.errors import NotFound
from reviews.earlier_words import LedTo, earlier_words_led_to
from storage.documents import number_of
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.family import Family
from tests.reviews.judged import Judged
from tests.tracker.tracked import Tracked
from tracker.answered_words import answer_words, words_key
from tracker.items import item


@pytest.fixture
def said(store: Store, cast: Cast, a_family: Callable[..., Family]) -> str:
    """A mother has said something; which words, as items name them."""
    family = a_family()
    family.writes("The report came the night before.")
    (voice,) = store.read(by_child, CHILD)
    question = next(key for key, one in voice["answers"].items() if one["value"] is not None)
    return words_key(number_of(voice), question)


def led_to(store: Store, judged: Judged) -> list[LedTo]:
    return store.read(earlier_words_led_to, judged.reviewer, judged.id)


@pytest.mark.rule("BR-54")
def test_an_item_that_answers_them_stands_beside_the_prompt(store: Store, cast: Cast, said: str) -> None:
    judged = Judged(store, cast)
    assert led_to(store, judged) == []
    one = Tracked(store, cast, answers=(said,))
    (found,) = led_to(store, judged)
    assert number_of(found.item) == one.number
    assert [seen.key for seen in found.words] == [said]


def test_what_only_stood_beside_it_is_not_told_as_its_cause(store: Store, cast: Cast, said: str) -> None:
    judged = Judged(store, cast)
    Tracked(store, cast)
    assert led_to(store, judged) == []


def test_words_of_another_child_cannot_be_answered_by_a_childs_item(store: Store, cast: Cast, said: str) -> None:
    other = Tracked(store, cast, child=OTHER_CHILD, owner=cast.worker_of_another_team)
    with pytest.raises(NotFound):
        store.write_now(answer_words, cast.worker_of_another_team, other.number, said)
    assert store.read(item, other.number)["voices"] == []
