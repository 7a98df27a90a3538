"""A review is handed in whole, or it is said what it lacks."""

from typing import Any

import pytest

from feedback.voices.attempts import log_attempt
from forms.schema import Form, Question
from people.errors import NotAllowed
from reviews.entries import entry
from reviews.filling import fill
from reviews.handing_in import Unfinished, hand_in, still_missing
from reviews.reviews import plan_review, review
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast
from tests.family import Family

LISTS = ("findings", "checklist")  # what nobody has to fill
ROW = {
    "id": "needs",
    "action": "Ask about her needs",
    "impact": "Help fits her",
    "by_whom": "Amina Yusuf",
    "date": "2026-06-30",
    "type": "practice",
}


class Writing:
    """A reviewer with a review to write."""

    def __init__(self, store: Store, cast: Cast, form: Form | None = None) -> None:
        self.store = store
        self.reviewer = cast.reviewer
        self.form = form or LIBRARY.review
        due: dict[str, Any] = {"theme": "Identity", "deadline": "2026-05-30", "form": self.form}
        self.id = store.write_now(plan_review, cast.head, child=CHILD, reviewer=cast.reviewer.id, **due)

    def fills(self, question_id: str, raw: Any) -> None:
        present = self.store.read(entry, self.id, question_id)
        self.store.write_now(fill, self.reviewer, self.id, question_id, raw, present.revision if present else 0)

    def fills_all_but_feedback_and_recommendations(self) -> None:
        for part in self.form.parts:
            if part.id == "standards" or part.graded:
                for question in part.questions:
                    if question.when is None and not question.warning and question.kind not in LISTS:
                        self.fills(question.id, "good" if question.scale == "grade" else _something(question))
        if "standard_7_dated" in self.form.by_id:
            self.fills("standard_7_dated", "2026-05-01")

    def hears_worker_and_manager(self) -> None:
        for block in ("worker", "manager"):
            self.fills(f"section_6_{block}_date", "2026-05-11")
            self.fills(f"section_6_{block}_method", "in_person")
            self.fills(f"section_6_{block}_text", "We talked for an hour.")

    def recommends(self) -> None:
        self.fills("section_8_recommendations", [dict(ROW)])
        self.fills("additional_needs_recommendation", ROW["id"])

    def lacks(self) -> list[str]:
        return [one.part for one in self.store.read(still_missing, self.reviewer, self.id)]


def _something(question: Question) -> Any:
    return question.options()[0].code if question.options() else "Written."


@pytest.fixture
def writing(store: Store, cast: Cast) -> Writing:
    return Writing(store, cast)


def test_an_empty_review_is_not_handed_in_and_says_what_it_lacks(store: Store, writing: Writing) -> None:
    with pytest.raises(Unfinished) as met:
        store.write_now(hand_in, writing.reviewer, writing.id)
    assert {one.part for one in met.value.missing} == {"standards", *"12345678"}


@pytest.mark.rule("BR-08")
def test_neither_a_voice_nor_attempts_with_a_reason_means_it_is_not_complete(
    store: Store, cast: Cast, writing: Writing
) -> None:
    writing.fills_all_but_feedback_and_recommendations()
    writing.hears_worker_and_manager()
    writing.recommends()
    assert writing.lacks() == ["6"]
    writing.fills("section_6_family_reason", "Nobody answered.")
    assert writing.lacks() == ["6"], "a reason alone proves no attempt"
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
    assert writing.lacks() == []


def test_a_voice_completes_the_familys_part(store: Store, cast: Cast, writing: Writing) -> None:
    writing.fills_all_but_feedback_and_recommendations()
    writing.hears_worker_and_manager()
    writing.recommends()
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("mostly")
    assert writing.lacks() == []


@pytest.mark.rule("BR-20")
def test_a_blank_identity_field_forces_a_recommendation(store: Store, cast: Cast, writing: Writing) -> None:
    writing.fills_all_but_feedback_and_recommendations()
    writing.hears_worker_and_manager()
    writing.fills("section_6_family_reason", "Nobody answered.")
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
    assert writing.lacks() == ["8"]


def test_a_whole_review_is_handed_in_and_then_stands_still(store: Store, cast: Cast, writing: Writing) -> None:
    test_a_voice_completes_the_familys_part(store, cast, writing)
    store.write_now(hand_in, writing.reviewer, writing.id)
    handed = store.read(review, cast.head, writing.id)
    assert (handed["state"], handed["submitted"]) == ("submitted", "2026-05-12")
    with pytest.raises(NotAllowed):
        store.write_now(fill, writing.reviewer, writing.id, "section_1_findings", "Second thoughts", 1)


def test_only_its_reviewer_hands_it_in(store: Store, cast: Cast, writing: Writing) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(hand_in, cast.head, writing.id)
