"""Whoever translates sees the page with their words on it, before any family does."""

from language.catalogue import say
from pages.family.previews import preview
from pages.family.site import Site
from tests.cast import LIBRARY

QUESTION = "Did you understand why the meeting was held?"
WORDS = "ولې دا غونډه وشوه <b>؟"


def test_a_question_is_shown_on_its_page_in_the_direction_of_the_language() -> None:
    page = preview(Site(), LIBRARY, "ps", QUESTION, WORDS, "conference_parent_carer")
    assert '<html lang="ps" dir="rtl">' in page
    assert "ولې دا غونډه وشوه &lt;b&gt;؟" in page
    assert "<script" not in page


def test_nobody_else_reads_what_is_tried() -> None:
    preview(Site(), LIBRARY, "ps", "Back", "بېرته ولاړ شئ")
    assert say("ps", "Back").text != "بېرته ولاړ شئ"


def test_words_of_the_first_page_are_shown_there() -> None:
    assert "هیڅ غلط ځواب نشته" in preview(
        Site(), LIBRARY, "ps", "There are no right or wrong answers.", "هیڅ غلط ځواب نشته"
    )


def test_what_stands_on_no_page_is_not_shown_on_one() -> None:
    assert preview(Site(), LIBRARY, "ps", "You asked to give your views. 3 min: {link}", "{link} نظر") == ""
