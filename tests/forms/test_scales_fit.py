"""A scale fits its question: what happened or not is never answered with "Always"."""

from pathlib import Path

import pytest

from forms.check import check_file
from forms.library import Library
from forms.scales import scales
from forms.vocabulary import AUDIENCES, TOUCHPOINTS

LIBRARY = Library.load()
HOW_OFTEN = {"W4", "W5"}

FORM = """id: ours
version: 1
title: Ours
audience: parent_carer
touchpoints: [conference]
ends_with: closing
questions:
  - id: one
    kind: scale
    scale: {scale}
    text: "{text}"
    evidence_for: [1]
"""


def problems(folder: Path, scale: str, text: str) -> list[str]:
    file = folder / "ours.yaml"
    file.write_text(FORM.format(scale=scale, text=text))
    return [str(problem) for problem in check_file(file)]


@pytest.mark.parametrize("scale", sorted(HOW_OFTEN))
@pytest.mark.parametrize(
    "text",
    [
        "Did you meet your new worker before the change?",
        "Were you told about the change before it happened?",
        "Before the meeting, did someone explain what it was for?",
        "Did you understand why the meeting was held?",
        "Is it clear what will change for you?",
        "Do you know who to contact if things get harder?",
        "Does your worker know you well?",
        "Have the things agreed last time been done?",
        "Has the help made a difference to your life?",
        "Is there someone here you trust to talk to?",
        "Do you have the things you need here?",
        "How well does the worker know your child?",
        "Have things changed for you since we started?",
        "How do you feel about where you live?",
        "At the last review, were you asked what you think?",
    ],
)
def test_how_often_is_no_answer_to_what_happened_or_is_so(tmp_path: Path, scale: str, text: str) -> None:
    (found,) = problems(tmp_path, scale, text)
    assert "line 10" in found
    assert "Always" in found
    assert "yes_partly_no" in found or "W5_" in found or "F3_feel" in found


@pytest.mark.parametrize(
    ("scale", "text"),
    [
        ("W5", "When something is agreed, does it happen on time?"),
        ("W4", "If something is wrong, do people here sort it out?"),
        ("W5", "Do people understand and respect who you are?"),
        ("W4", "Did your worker listen to you?"),
        ("W4", "Can you do things that matter to you?"),
        ("W5", "Do you feel safe where you live?"),
        ("W5_fully", "Did you understand why the meeting was held?"),
        ("W5_much", "Has the help made a difference to your life?"),
        ("W5_well", "How well does the worker know you?"),
        ("W5_change", "Have things changed for you since we started?"),
        ("W5", "اسمعوا لك؟"),
        ("W4", "Tell us about your room."),
    ],
)
def test_what_fits_or_cannot_be_told_is_let_pass(tmp_path: Path, scale: str, text: str) -> None:
    assert problems(tmp_path, scale, text) == []


@pytest.mark.parametrize("form", [one for one in LIBRARY.forms.values() if not one.staff], ids=lambda one: one.id)
def test_no_question_of_ours_is_put_to_a_scale_that_does_not_answer_it(form) -> None:
    for question in form.questions:
        answers = scales().answers.get(question.scale or "")
        about = scales().about(question.text)
        assert not answers or not about or about in answers, question.text


def test_each_scale_that_families_answer_says_what_it_answers() -> None:
    used = {question.scale for form in LIBRARY.forms.values() for question in form.questions if question.scale}
    assert used - set(scales().answers) <= {"grade", "told_again"}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_each_pair_has_a_form(touchpoint: str, audience: str) -> None:
    assert LIBRARY.find(touchpoint, audience) is not None
    assert (touchpoint, audience) in LIBRARY.choices()
