"""The one gate before paper: what cannot be printed is named, all of it, and nothing else is held up."""

import pytest

from documents.pdf import unprintable
from feedback.paper.letter_pdf import letter_pdf, unprintable_lines
from feedback.paper.letters import address_lines
from feedback.paper.poster_pdf import cards_pdf, poster_pdf
from feedback.paper.printing import printed
from feedback.voices.errors import NotPrintable
from people.errors import Unacceptable
from storage.table import Document
from tests.feedback.paper.printed import HEAD, NOW, a_letter, opened

PLACE = Document({"name": "Portsoken Centre", "code": "4XKQ79MTBD", "closed": None}, 1)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Mrs 王小明", "王小明"),
        ("Ann 🎉 ไทย", "🎉ไทย"),
        ("\ue000\u0378", "\ue000\u0378"),
        ("Ａｎｎ", "Ａｎ"),
        ("Almaz Tesfamariam", ""),
        ("አልማዝ ተስፋማርያም", ""),
        ("يوسف العامري", ""),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", ""),
        ("ক্ষুদিরাম", ""),
        ("Ελένη Иван José Đặng", ""),
        ('#panic() "x" \\ $', ""),
    ],
)
def test_each_sign_that_no_font_has_is_named_once(line: str, signs: str) -> None:
    assert unprintable(line) == signs


def test_the_lines_of_an_address_are_looked_at_one_by_one() -> None:
    assert unprintable_lines(["Mrs 王小明", "1 Long Lane", "北 London"]) == {0: "王小明", 2: "北"}


@pytest.mark.parametrize("typed", ["\ufeffMrs A", "Mrs\u0007 A", "Mrs \u202eA", "M\u00adrs A\u2028"])
def test_what_shows_nothing_holds_no_letter_up(typed: str) -> None:
    lines = address_lines(typed)
    assert "Mrs A" in lines
    assert letter_pdf(a_letter("en"), lines, HEAD).startswith(b"%PDF")


def test_a_line_left_empty_keeps_its_place_on_the_paper() -> None:
    assert len(opened(letter_pdf(a_letter("ti"), ["", "1 Long Lane", ""], HEAD)).pages) == 1


def test_a_name_of_300_letters_is_told_with_its_line_and_the_mend() -> None:
    with pytest.raises(Unacceptable, match="Line 2, “WWWWWWWWWWWWWWWWWWWW…”, has 300 letters"):
        address_lines("Mrs A\n" + "W" * 300)


def test_cards_and_posters_go_through_the_same_gate() -> None:
    with pytest.raises(NotPrintable, match="“王明” cannot be printed"):
        cards_pdf(PLACE, "王 明", HEAD, NOW)
    with pytest.raises(Unacceptable, match="The name of this place has “中心”"):
        poster_pdf(Document({**PLACE, "name": "中心 Centre"}, 1), HEAD, NOW)
    assert cards_pdf(PLACE, "\ufeffAmina\u200b Yusuf", HEAD, NOW).startswith(b"%PDF")


def test_paper_that_cannot_be_made_at_all_is_said_in_plain_words() -> None:
    with pytest.raises(NotPrintable, match="nothing was noted"):
        printed("letter", {"lang": "en"}, NOW)
