"""A poster invites in each language with one code; cards carry the same code and a name."""

import pytest

from feedback.paper.poster_pdf import EVERY_LANGUAGE, cards_pdf, poster_pdf, shared_words, what_came_of_it
from feedback.paper.printing import printed
from language.registry import LANGUAGES
from people.errors import Unacceptable
from storage.table import Document
from tests.feedback.paper.printed import CODE, HEAD, NOW, codes_on, fonts, opened, parts, pictures

PLACE = Document({"name": "Portsoken Community Centre", "code": CODE, "closed": None}, 1)
ADDRESS = "https://views.example/q/4XK-Q79-MTBD"
WHAT_CAME_OF_IT = what_came_of_it(HEAD, EVERY_LANGUAGE)
NOTHING_MORE = {"promises": [], "help": [], "said": WHAT_CAME_OF_IT}


def test_a_poster_is_one_accessible_a5_page() -> None:
    paper = opened(poster_pdf(PLACE, HEAD, NOW))
    width, height = (float(side) / 72 * 25.4 for side in list(paper.pages[0].MediaBox)[2:])
    assert len(paper.pages) == 1
    assert (round(width), round(height)) == (148, 210)
    assert paper.open_metadata()["dc:title"] == "Your views: Portsoken Community Centre"
    assert paper.open_metadata()["pdfuaid:part"] == "1"


def test_each_invitation_is_tagged_with_its_language() -> None:
    languages = {language for _, language, _ in parts(poster_pdf(PLACE, HEAD, NOW))}
    assert set(LANGUAGES) - {"en"} <= languages


def test_a_scanner_finds_the_places_address_on_the_poster() -> None:
    (page,) = pictures("poster", {**shared_words(PLACE, HEAD, EVERY_LANGUAGE), **NOTHING_MORE})
    assert codes_on(page) == [ADDRESS]


def test_all_its_scripts_come_with_the_install() -> None:
    assert fonts(poster_pdf(PLACE, HEAD, NOW)) >= {"NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansEthiopic-Bold"}


@pytest.mark.parametrize("many", [1, 4, 6, 8, 16])
def test_sixteen_languages_still_fit_on_one_page(many: int) -> None:
    words = shared_words(PLACE, HEAD, EVERY_LANGUAGE)
    promise = {"text": "We will not know who you are unless you tell us.", "lang": "en", "dir": "ltr"}
    full = {
        **words,
        "invitations": (words["invitations"] * many)[:many],
        "promises": [promise] * many,
        "help": [promise] * 2,
        "said": {**WHAT_CAME_OF_IT, "names": (list(WHAT_CAME_OF_IT["names"]) * many)[:many]},
    }
    assert len(opened(printed("poster", full, NOW)).pages) == 1


@pytest.mark.rule("BR-54")
def test_a_poster_tells_in_each_language_where_what_came_of_it_is_read() -> None:
    told = what_came_of_it(HEAD, EVERY_LANGUAGE)
    assert told["address"] == "views.example/said"
    assert [one["lang"] for one in told["names"]] == list(LANGUAGES)
    (with_it,) = pictures("poster", {**shared_words(PLACE, HEAD, EVERY_LANGUAGE), **NOTHING_MORE})
    elsewhere = {**NOTHING_MORE, "said": {**told, "address": "views.example/nowhere"}}
    assert pictures("poster", {**shared_words(PLACE, HEAD, EVERY_LANGUAGE), **elsewhere}) != [with_it]


def test_a_sheet_has_ten_cards_that_can_each_be_scanned() -> None:
    words = {**shared_words(PLACE, HEAD, EVERY_LANGUAGE), "name": "Amina Yusuf"}
    (page,) = pictures("cards", words)
    assert codes_on(page) == [ADDRESS] * 10


def test_a_sheet_of_cards_is_one_accessible_page_even_with_long_names() -> None:
    paper = opened(cards_pdf(PLACE, "Oluwaseun Adebayo-Featherstonehaugh", HEAD, NOW))
    assert len(paper.pages) == 1
    assert paper.open_metadata()["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "\x00", "Amina 🎉"])
def test_a_name_that_no_card_can_carry_is_refused_in_words(name: str) -> None:
    with pytest.raises(Unacceptable, match="letters"):
        cards_pdf(PLACE, name, HEAD, NOW)


def test_a_poster_in_no_language_is_refused_in_words() -> None:
    with pytest.raises(Unacceptable, match="language"):
        poster_pdf(PLACE, HEAD, NOW, [])


def test_nothing_is_printed_for_a_place_that_is_closed() -> None:
    closed = Document({**PLACE, "closed": NOW.isoformat()}, 1)
    with pytest.raises(Unacceptable, match="lead nowhere"):
        poster_pdf(closed, HEAD, NOW)
    with pytest.raises(Unacceptable, match="lead nowhere"):
        cards_pdf(closed, "Amina Yusuf", HEAD, NOW)
