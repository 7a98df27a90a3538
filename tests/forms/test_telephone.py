"""What is a phone number, and what only looks like one."""

import pytest

from forms.answers import NoNumber, read_answer
from forms.telephone import numbers_in, only_number_in
from tests.cast import LIBRARY

NUMBER = "+447700900123"


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "0044 7700 900123",
        "+44 (0)7700 900 123",
        "07700-900-123",
        "٠٧٧٠٠ ٩٠٠١٢٣",
        "my mum's: 07700 900123",
        "07700 900123 after 4",
        "\u202a07700 900123\u202c",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert numbers_in(text) == (NUMBER,)
    assert only_number_in(text) == NUMBER


@pytest.mark.parametrize(
    "text", ["call mum", "", "999", "12345", "07700 90012", "at 10 on 12/05/2026", "the same", "٣"]
)
def test_what_nobody_can_dial_is_no_number(text: str) -> None:
    assert numbers_in(text) == ()


def test_of_two_numbers_nobody_knows_which_is_meant() -> None:
    both = "07700 900123 or 07700 900124"
    assert len(numbers_in(both)) == 2
    assert only_number_in(both) == ""


@pytest.mark.parametrize("text", ["020 7946 0123", "+251 911 123456"])
def test_a_landline_and_a_number_from_abroad_can_be_called(text: str) -> None:
    assert only_number_in(text)


@pytest.mark.parametrize("form", ["conference_child_8_11", "anytime_parent_carer", "closure_care_leaver"])
def test_words_for_a_number_are_refused_once_and_kept_for_who_insists(form: str) -> None:
    question = LIBRARY.get(form).question("call_number")
    with pytest.raises(NoNumber):
        read_answer(question, "call mum")
    assert read_answer(question, "call mum", as_words=True) == "call mum"
    assert read_answer(question, "٠٧٧٠٠ 900123") == "07700 900123"
