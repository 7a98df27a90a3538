"""What a review leaves to the tracker, and when its people see it."""

from collections.abc import Callable

import pytest

from feedback.voices.voices import by_child
from people.errors import NotFound
from reviews.citations import cite
from reviews.moderation.stage_one import finalise
from storage.documents import number_of
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family
from tests.reviews.judged import Judged
from tracker.access import item_for
from tracker.items import Item, by_source


@pytest.fixture
def judged(store: Store, cast: Cast) -> Judged:
    return Judged(store, cast)


def of(judged: Judged) -> list[Item]:
    return judged.store.read(by_source, f"review {judged.id}")


@pytest.mark.rule("BR-10", "BR-50")
def test_its_recommendations_appear_at_its_final_grade(judged: Judged) -> None:
    judged.is_passed()
    assert of(judged) == []
    judged.store.write_now(finalise, judged.cast.head, judged.id, "As agreed.")
    needs, school = of(judged)
    assert (needs["action"], school["action"]) == ("Ask about her needs", "Ask her school")
    assert (needs["owner"], needs["level"], needs["source"]) == (judged.cast.worker.id, "child", "review")
    assert needs["theme"] == "Identity"


def test_until_the_review_is_sent_its_worker_sees_none_of_it(judged: Judged) -> None:
    judged.is_final()
    number = number_of(of(judged)[0])
    with pytest.raises(NotFound):
        judged.store.read(item_for, judged.cast.worker, number)
    assert judged.store.read(item_for, judged.cast.head, number)["held"]


def test_once_it_is_sent_they_do(judged: Judged) -> None:
    judged.is_released()
    number = number_of(of(judged)[0])
    assert not judged.store.read(item_for, judged.cast.worker, number)["held"]


@pytest.mark.rule("BR-54")
def test_words_quoted_beside_the_issue_are_offered_and_never_taken_for_answered(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    a_family().writes("The report came the night before.")
    (voice,) = store.read(by_child, CHILD)
    judged = Judged(store, cast)
    judged.is_written()
    store.write_now(cite, judged.reviewer, judged.id, "6", number_of(voice), "well_or_differently")
    judged.is_final()
    needs, _ = of(judged)
    assert (needs["perhaps"], needs["voices"]) == ([f"{number_of(voice)}/well_or_differently"], [])
