import re

import pytest

from feedback.messages.text_length import GSM_7, measure
from feedback.messages.wording import (
    MOST_PARTS,
    REMINDER,
    REMINDER_DISCREET,
    REQUEST,
    REQUEST_DISCREET,
    Wording,
    is_whole,
    without_link,
)
from language.catalogue import say
from language.registry import LANGUAGES

TOKEN = "aB3_-" + "x" * 17
WORDING = Wording("City of London", "https://views.cityoflondon.gov.uk")
MESSAGES = (REQUEST, REQUEST_DISCREET, REMINDER, REMINDER_DISCREET)
TELLING = (
    "social|worker|child|protect|care|review|conference|case|court|safeguard|review|family|families|support|plan|"
    "meeting|council|report|school|placement|abuse"
)


@pytest.mark.parametrize("discreet", [False, True])
def test_in_english_every_text_is_one_part_with_a_token_of_22_characters(discreet: bool) -> None:
    for text in (WORDING.request, WORDING.reminder):
        length = measure(text(TOKEN, "en", discreet=discreet).text)
        assert (length.parts, length.alphabet) == (1, GSM_7)
        assert length.units <= 160


@pytest.mark.parametrize("message", MESSAGES)
def test_no_text_says_who_works_with_whom_or_why(message: str) -> None:
    assert not re.search(TELLING, message.lower())


@pytest.mark.parametrize("message", [REQUEST_DISCREET, REMINDER_DISCREET])
def test_the_discreet_ones_do_not_even_say_who_sends_them(message: str) -> None:
    assert "{place}" not in message
    assert "999" not in message


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("discreet", [False, True])
def test_no_language_costs_more_than_two_parts(code: str, discreet: bool) -> None:
    for text in (WORDING.request, WORDING.reminder):
        said = text(TOKEN, code, discreet=discreet)
        assert measure(said.text).parts <= MOST_PARTS
        assert said.text.count(f"{WORDING.base}/f/{TOKEN}") == 1


def test_a_text_that_would_be_too_long_in_its_script_goes_in_english() -> None:
    long = Wording("City of London", "https://" + "views." * 16 + "gov.uk")
    assert long.request(TOKEN, "ti", discreet=False).lang == "en"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_carries_marks_that_turn_its_direction(code: str) -> None:
    assert not any(re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", say(code, each).text) for each in MESSAGES)


def test_the_secret_of_a_link_is_taken_out_and_nothing_else() -> None:
    said = WORDING.request(TOKEN, "en", discreet=False).text
    assert is_whole(said)
    assert without_link(said) == said.replace(TOKEN, "…")
    assert without_link("See /f/short and /q/place") == "See /f/short and /q/place"
    assert not is_whole(without_link(said))
