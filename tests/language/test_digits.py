"""Digits typed in other scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.digits import fold_digits


@pytest.mark.parametrize(
    "typed",
    ["٠٧٧٠٠ ٩٠٠١٢٣", "۰۷۷۰۰ ۹۰۰۱۲۳", "০৭৭০০ ৯০০১২৩", "０７７００ ９００１２３"],
    ids=["Arabic-Indic", "Extended Arabic-Indic", "Bengali", "full width"],
)
def test_a_phone_number_may_be_typed_in_the_digits_of_its_writer(typed: str) -> None:
    assert fold_digits(typed) == "07700 900123"


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
