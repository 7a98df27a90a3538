"""Digits typed in other scripts."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from language.digits import fold_digits
from language.registry import LANGUAGES


@pytest.mark.parametrize(
    "typed",
    ["٠٧٧٠٠ ٩٠٠١٢٣", "۰۷۷۰۰ ۹۰۰۱۲۳", "০৭৭০০ ৯০০১২৩", "０７７００ ９００１２３"],
    ids=["Arabic-Indic", "Extended Arabic-Indic", "Bengali", "full width"],
)
def test_a_phone_number_may_be_typed_in_the_digits_of_its_writer(typed: str) -> None:
    assert fold_digits(typed) == "07700 900123"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_digits_that_a_language_writes_by_itself_are_read(code: str) -> None:
    system = Locale.parse(code, sep="-").default_numbering_system
    first = {"latn": "0", "arab": "٠", "arabext": "۰", "beng": "০"}[system]
    assert fold_digits("".join(chr(ord(first) + place) for place in range(10))) == "0123456789"


def test_the_ethiopic_digits_one_to_nine_are_read() -> None:
    assert fold_digits("፩፪፫፬፭፮፯፰፱") == "123456789"


def test_an_ethiopic_ten_is_left_alone_because_reading_it_as_a_digit_would_misread_the_number() -> None:
    assert fold_digits("፲፪") == "፲2"


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_latin_text_stays_as_it_was_typed(text: str) -> None:
    assert fold_digits(text) == text


@given(st.text())
def test_folding_twice_changes_nothing_more_and_no_sign_is_lost(text: str) -> None:
    once = fold_digits(text)
    assert fold_digits(once) == once
    assert len(once) == len(text)
