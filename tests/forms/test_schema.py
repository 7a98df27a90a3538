"""Forms are values: they do not change, and what they hold decides whether they are the same."""

import pytest
from pydantic import ValidationError

from forms.schema import Condition, Form


def test_a_form_cannot_be_changed(small_form):
    with pytest.raises(ValidationError):
        small_form.title = "Another"


def test_a_form_with_other_words_has_another_fingerprint(small_form):
    other = small_form.model_copy(update={"title": "Another"})
    assert Form.from_document(other.as_document()).fingerprint != small_form.fingerprint
    assert len(small_form.fingerprint) == 64


def test_a_form_keeps_the_words_of_its_scales(parent_form):
    texts = [choice["text"] for choice in parent_form.as_document()["parts"][0]["questions"][0]["choices"]]
    assert texts == ["Yes", "Yes, mostly", "Partly", "A little", "No"]


def test_a_question_is_found_by_its_id(small_form):
    assert small_form.question("call").text == "Shall we call?"
    with pytest.raises(KeyError):
        small_form.question("nothing")


@pytest.mark.parametrize(
    ("condition", "heard", "holds"),
    [
        (Condition(question="a", equals="x"), {"a": "x"}, True),
        (Condition(question="a", equals="x"), {"a": "y"}, False),
        (Condition(question="a", equals="x"), {"a": None}, False),
        (Condition(question="a", equals="x"), {}, False),
        (Condition(question="a", equals="x"), {"a": ["w", "x"]}, True),
        (Condition(question="a", one_of=("x", "y")), {"a": "y"}, True),
        (Condition(question="a", one_of=("x", "y")), {"a": "z"}, False),
        (Condition(question="a", answered=True), {"a": "z"}, True),
        (Condition(question="a", answered=True), {"a": None}, False),
        (Condition(question="a", answered=False), {"a": None}, True),
    ],
)
def test_a_condition_tests_an_earlier_answer(condition, heard, holds):
    assert condition.holds(heard) is holds
    assert Condition(all=(condition, Condition(question="other", answered=False))).holds(heard) is holds
    assert Condition(all=(condition, Condition(question="other", answered=True))).holds(heard) is False
