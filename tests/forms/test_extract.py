"""The translators get every word of a form that families read, and none that only staff read."""

from forms.closings import DEFINITIONS
from forms.extract import messages
from forms.library import Library
from forms.scales import FILE


def texts_of(path):
    with path.open("rb") as file:
        return [message for _line, _name, message, _comments in messages(file, (), (), {})]


def test_every_word_that_a_family_reads_is_collected():
    found = {text for file in [FILE, *DEFINITIONS.glob("*.yaml")] for text in texts_of(file)}
    for form in Library.load().forms.values():
        if form.staff:
            continue
        for question in form.questions:
            said = {question.text, question.hint, question.explain, *(option.text for option in question.options())}
            assert said - {""} <= found


def test_the_review_is_left_out():
    assert texts_of(DEFINITIONS / "review.yaml") == []


def test_a_message_comes_with_its_line_and_its_place():
    with (DEFINITIONS / "conference_adult.yaml").open("rb") as file:
        found = list(messages(file, (), (), {}))
    line = (DEFINITIONS / "conference_adult.yaml").read_text().splitlines().index(
        "    text: Did you understand why the meeting was held?"
    ) + 1
    place = "conference_adult understood_why"
    assert (line, None, "Did you understand why the meeting was held?", [place]) in found
