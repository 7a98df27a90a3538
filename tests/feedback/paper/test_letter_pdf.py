"""A letter says in the family's language how to answer, in a form that a screen reader can walk."""

import pytest

from feedback.paper.letter_pdf import letter_pdf, letter_words
from feedback.paper.printing import printed
from language.registry import LANGUAGES
from people.errors import Unacceptable
from tests.feedback.paper.printed import (
    ADDRESS,
    CODE,
    HEAD,
    NOW,
    TOKEN,
    a_letter,
    codes_on,
    fonts,
    opened,
    parts,
    pictures,
)

SAMPLES = {
    "bn": ("ltr", "আপনার অভিজ্ঞতা আমাদের জানান। ক্ষতির ঝুঁকি, স্ক্যান, শুক্রবার।", "NotoSansBengali-Regular"),
    "ur": ("rtl", "ہمیں بتائیں کہ آپ کے لیے یہ کیسا ہے۔ ٹ ڈ ڑ ں ے گ پ چ ژ", "NotoSansArabic-Regular"),
    "am": ("ltr", "ለእርስዎ ምን እንደሚመስል ይንገሩን።", "NotoSansEthiopic-Regular"),
    "ckb": ("rtl", "پێمان بڵێ چۆنە بۆ تۆ ڕ ڵ ۆ ێ ە", "NotoSansArabic-Regular"),
    "ps": ("rtl", "موږ ته ووایاست ګ ښ څ ړ ې ۍ", "NotoSansArabic-Regular"),
    "vi": ("ltr", "Hãy cho chúng tôi biết những điều quý vị trải qua", "NotoSans-Regular"),
    "tr": ("ltr", "Sizin için nasıl olduğunu bize anlatın ışğ", "NotoSans-Regular"),
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_one_accessible_page_in_each_language(code: str) -> None:
    paper = opened(letter_pdf(a_letter(code), ADDRESS, HEAD))
    about = paper.open_metadata()
    assert len(paper.pages) == 1
    assert paper.Root.MarkInfo.Marked == True  # noqa: E712  # a PDF object
    assert str(paper.Root.Lang) == code
    leftwards = LANGUAGES[code].direction == "rtl" and code != "ckb"  # Typst's own list of languages lacks Sorani
    assert str(paper.Root.ViewerPreferences.Direction) == ("/R2L" if leftwards else "/L2R")
    assert about["pdfuaid:part"] == "1"
    assert about["dc:title"] == letter_words(a_letter(code), ADDRESS, HEAD)["title"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_screen_reader_finds_headings_lists_and_a_name_for_the_code(code: str) -> None:
    kinds = parts(letter_pdf(a_letter(code), ADDRESS, HEAD))
    names = [kind for kind, _, _ in kinds]
    assert names.count("H1") == 1
    assert names.count("H2") == 2
    assert names.count("L") == 3
    assert [alt for kind, _, alt in kinds if kind == "Figure"] == [letter_words(a_letter(code), [], HEAD)["qr_label"]]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_scanner_finds_the_link_on_the_printed_page(code: str) -> None:
    (page,) = pictures("letter", letter_words(a_letter(code), ADDRESS, HEAD))
    assert codes_on(page) == [f"https://views.example/f/{TOKEN}"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_is_in_the_familys_language(code: str) -> None:
    words = letter_words(a_letter(code), ADDRESS, HEAD)
    texts = [one for value in words.values() for one in (value if isinstance(value, list) else [value])]
    assert {one["lang"] for one in texts if isinstance(one, dict)} == {code}


def test_it_offers_the_code_the_short_address_and_other_ways() -> None:
    words = letter_words(a_letter("en"), ADDRESS, HEAD)
    assert words["code"] == "4XK-Q79-MTBD"
    assert words["code"].replace("-", "") == CODE
    assert words["address"] == "views.example"
    assert words["until"]["text"] == "The code works until 11 June. It is only for you."
    assert "020\N{NO-BREAK SPACE}7332\N{NO-BREAK SPACE}3621" in words["otherwise"][0]["text"]
    assert any("999" in one["text"] for one in words["help"])


def test_for_children_the_help_is_in_their_words() -> None:
    words = letter_words(a_letter("en", "child_8_11"), ADDRESS, HEAD)
    assert words["help"][0]["text"] == "If you are scared or hurt, tell a grown-up you trust."


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_never_says_what_the_service_does(code: str) -> None:
    said = str(letter_words(a_letter(code), ADDRESS, HEAD)).lower()
    assert not [word for word in ("protection", "conference", "social worker", "case") if word in said]


def test_in_arabic_a_number_and_a_date_keep_their_own_direction() -> None:
    words = letter_words(a_letter("ar"), ADDRESS, HEAD)
    assert "\N{FIRST STRONG ISOLATE}999\N{POP DIRECTIONAL ISOLATE}" in words["help"][0]["text"]
    assert "\N{FIRST STRONG ISOLATE}11 " in words["until"]["text"]


@pytest.mark.parametrize(("code", "direction", "text", "font"), [(code, *sample) for code, sample in SAMPLES.items()])
def test_scripts_to_come_have_their_letters_already(code: str, direction: str, text: str, font: str) -> None:
    sample = {"text": text, "lang": code, "dir": direction}
    words = {**letter_words(a_letter("en"), ADDRESS, HEAD), "lang": code, "dir": direction, "opening": [sample]}
    assert font in fonts(printed("letter", words, NOW))


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_fonts_come_with_the_install(code: str) -> None:
    assert all(name.startswith("NotoSans") for name in fonts(letter_pdf(a_letter(code), ADDRESS, HEAD)))


def test_what_somebody_typed_is_never_read_as_mark_up() -> None:
    typed = ['#panic("no")', "$x$ *bold* _it_ \\ `raw` <label> @ref", "= heading"]
    assert [kind for kind, _, _ in parts(letter_pdf(a_letter("en"), typed, HEAD))].count("H1") == 1


def test_a_sign_that_no_font_has_is_named_and_not_printed_as_a_box() -> None:
    with pytest.raises(Unacceptable, match="“北” cannot be printed"):
        letter_pdf(a_letter("en"), ["北京 Mrs Li"], HEAD)


def test_the_longest_address_keeps_to_the_window() -> None:
    address = ["W" * 30, *["Long Line of an Address in the City of London"[:45]] * 5]
    assert len(opened(letter_pdf(a_letter("en"), address, HEAD)).pages) == 1
