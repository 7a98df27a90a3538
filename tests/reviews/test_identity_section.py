"""Section 4 asks all that the framework asks about identity, racism and supervision, and none of it may be left out."""

import pytest

from reviews.filling import fill
from reviews.handing_in import Unfinished, hand_in, still_missing
from reviews.sheet import review_view
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged


@pytest.fixture
def judged(store: Store, cast: Cast) -> Judged:
    judged = Judged(store, cast)
    judged.is_written()
    return judged


def is_needed(judged: Judged, *questions: str) -> None:
    """Each of them, left out, is missing by itself, and the review is not handed in."""
    for question in questions:
        stood = judged.store.read(review_view, judged.reviewer, judged.id).entries[question]
        judged.fills(question, "")
        assert [one.question for one in judged.store.read(still_missing, judged.reviewer, judged.id)] == [question]
        with pytest.raises(Unfinished):
            judged.store.write_now(hand_in, judged.reviewer, judged.id)
        judged.fills(question, stood["value"])


@pytest.mark.rule("BR-21")
@pytest.mark.parametrize("about", ["practice", "strength", "graces", "standards"])
def test_what_is_evidenced_and_what_shows_it_is_needed(judged: Judged, about: str) -> None:
    is_needed(judged, f"section_4_{about}", f"section_4_{about}_text")


@pytest.mark.rule("BR-22")
def test_words_on_the_quality_of_supervision_are_needed(judged: Judged) -> None:
    is_needed(judged, "section_4_supervision")


@pytest.mark.rule("BR-23")
def test_whether_racism_was_challenged_is_needed(judged: Judged) -> None:
    is_needed(judged, "section_4_challenge")


@pytest.mark.rule("BR-24")
def test_whether_the_worker_understands_the_standards_is_needed(judged: Judged) -> None:
    is_needed(judged, "section_4_understood", "section_4_understanding")


@pytest.mark.rule("BR-27")
def test_whether_services_and_workers_were_matched_is_needed(judged: Judged) -> None:
    is_needed(judged, "section_4_matching")


def test_social_graces_that_nobody_ticked_cost_nothing(judged: Judged) -> None:
    assert judged.store.read(still_missing, judged.reviewer, judged.id) == []
    ticked = [{"item": "Class", "visible": "", "voiced": "", "effect": ""}]
    judged.store.write_now(fill, judged.reviewer, judged.id, "section_4_graces_considered", ticked, 0)
    assert judged.store.read(still_missing, judged.reviewer, judged.id) == []
