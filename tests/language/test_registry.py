"""Which languages there are, and which one a browser asks for."""

import unicodedata

import pytest
from babel import Locale

from language.registry import LANGUAGES, Language, UnknownLanguage, best_for, language


def test_the_sixteen_languages_are_known_in_the_order_in_which_they_are_offered() -> None:
    known = ["en", "ar", "ti", "am", "fa-AF", "ps", "fa", "ckb", "vi", "sq", "so", "bn", "tr", "es", "pt", "fr"]
    assert list(LANGUAGES) == known


def test_a_browser_is_given_no_language_that_is_not_offered() -> None:
    assert best_for("ti, ar;q=0.5", [LANGUAGES["en"], LANGUAGES["ar"]]).code == "ar"
    assert best_for("ti", [LANGUAGES["en"], LANGUAGES["ar"]]).code == "en"


def test_five_languages_are_written_from_right_to_left() -> None:
    leftwards = {each.code for each in LANGUAGES.values() if each.direction == "rtl"}
    assert leftwards == {"ar", "fa-AF", "ps", "fa", "ckb"}


@pytest.mark.parametrize("one", LANGUAGES.values(), ids=LANGUAGES)
def test_direction_is_that_of_the_script_and_the_own_name_is_in_it(one: Language) -> None:
    assert Locale.parse(one.code, sep="-").text_direction == one.direction
    letters = {unicodedata.name(sign).split()[0] for sign in one.own_name if unicodedata.category(sign)[0] == "L"}
    assert letters == {{"Latn": "LATIN", "Arab": "ARABIC", "Ethi": "ETHIOPIC", "Beng": "BENGALI"}[one.script]}


def test_no_two_languages_share_a_name() -> None:
    names = [name for each in LANGUAGES.values() for name in (each.own_name, each.english_name)]
    assert len({*names}) == len(names) - 1  # English is called English by both


def test_a_language_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownLanguage, match="en, ar, ti, am"):
        language("xx")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ar-SD", "ar"),
        ("ti-ER,ti;q=0.9,en;q=0.8", "ti"),
        ("TI-er", "ti"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE, ti;q=0.3, ar;q=0.7, en;q=0.1", "ar"),
        ("en;q=0.5, ar ; q = 0.8", "ar"),
        ("ar-Arab-SD-x-word", "ar"),
        ("prs", "fa-AF"),
        ("prs-AF,en;q=0.5", "fa-AF"),
        ("fa-AF", "fa-AF"),
        ("fa-Arab-AF", "fa"),
        ("fa-IR", "fa"),
        ("fa", "fa"),
        ("pes", "fa"),
        ("ku-Arab", "ckb"),
        ("ku-Arab-IQ", "ckb"),
        ("ku-IQ", "ckb"),
        ("ckb-IR", "ckb"),
        ("ku", "en"),
        ("ku-Latn-TR", "en"),
        ("kmr", "en"),
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("ps-AF", "ps"),
        ("bn-BD", "bn"),
        ("syl", "bn"),
        ("tir-ER", "ti"),
        ("zh-Hans-CN", "en"),
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
        "ur",
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
