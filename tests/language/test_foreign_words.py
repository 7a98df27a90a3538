"""English that stays inside another language is marked as English, and nothing else is."""

import pytest

from language.foreign_words import marked
from language.registry import LANGUAGES


def test_latin_letters_among_others_are_english() -> None:
    assert marked("هل تحدث معك (IRO) اليوم؟", "ar") == 'هل تحدث معك (<bdi lang="en">IRO</bdi>) اليوم؟'
    assert marked("ብ Personal Adviser ኣቢልካ", "ti") == 'ብ <bdi lang="en">Personal Adviser</bdi> ኣቢልካ'


def test_among_latin_letters_only_what_is_known_to_stay_english_is() -> None:
    assert marked("Votre advocate vous aide.", "fr") == 'Votre <bdi lang="en">advocate</bdi> vous aide.'
    assert marked("Votre avocat, IROs", "fr") == "Votre avocat, IROs"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_places_for_values_and_signs_of_markup_stay_as_they_are(code: str) -> None:
    assert marked("{number} &amp; {team} &#39; &lt;", code) == "{number} &amp; {team} &#39; &lt;"


def test_english_is_left_alone() -> None:
    assert marked("Your IRO and your advocate", "en") == "Your IRO and your advocate"
