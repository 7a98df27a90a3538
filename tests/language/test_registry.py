"""Which languages there are, and which one a browser asks for."""

import pytest

from language.registry import LANGUAGES, UnknownLanguage, best_for, language


def test_english_arabic_and_tigrinya_are_known_in_this_order() -> None:
    assert list(LANGUAGES) == ["en", "ar", "ti"]


def test_a_browser_is_given_no_language_that_is_not_offered() -> None:
    assert best_for("ti, ar;q=0.5", [LANGUAGES["en"], LANGUAGES["ar"]]).code == "ar"
    assert best_for("ti", [LANGUAGES["en"], LANGUAGES["ar"]]).code == "en"


def test_arabic_is_written_from_right_to_left_and_the_others_from_left_to_right() -> None:
    assert {each.code: each.direction for each in LANGUAGES.values()} == {"en": "ltr", "ar": "rtl", "ti": "ltr"}


def test_each_language_names_its_script_so_that_a_page_can_choose_its_letters() -> None:
    assert [each.script for each in LANGUAGES.values()] == ["Latn", "Arab", "Ethi"]


def test_a_language_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownLanguage, match="en, ar, ti"):
        language("xx")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ar-SD", "ar"),
        ("ti-ER,ti;q=0.9,en;q=0.8", "ti"),
        ("TI-er", "ti"),
        ("en-GB,en;q=0.9", "en"),
        ("fr-FR, ti;q=0.3, ar;q=0.7, en;q=0.1", "ar"),
        ("en;q=0.5, ar ; q = 0.8", "ar"),
        ("ar-Arab-SD-x-word", "ar"),
    ],
)
def test_the_browser_gets_the_offered_language_it_likes_best(header: str, code: str) -> None:
    assert best_for(header, LANGUAGES.values()).code == code


@pytest.mark.parametrize("header", ["ar, ti", "ar;q=0.9, ti;q=0.9"])
def test_of_two_languages_liked_as_well_the_first_is_taken(header: str) -> None:
    assert best_for(header, LANGUAGES.values()).code == "ar"


def test_a_language_the_browser_says_no_to_is_not_given() -> None:
    assert best_for("ar;q=0, ti;q=0.1", LANGUAGES.values()).code == "ti"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "*",
        "fr",
        "arabic",
        ",,,;;;",
        "ar;q=lots",
        "ar;q=nan",
        "ar;q=7",
        "ar;level=1",
        "-",
        "\x00",
        "ar-" * 5000 + "!",
    ],
)
def test_a_header_that_is_missing_or_makes_no_sense_gives_english_or_what_can_be_read(header: str | None) -> None:
    assert best_for(header, LANGUAGES.values()).code in ("en", "ar")
    if header is None or len(header) < 100:
        assert best_for(header, LANGUAGES.values()).code == "en"
