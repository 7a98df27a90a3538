"""How far a language has come, as staff are told, and what of it families read."""

import pytest

from language.catalogue import say, shipped
from language.overlay import Laid, lay_over, show_drafts
from language.registry import LANGUAGES
from language.standing import is_whole, standing

HELLO = 'msgid "Thank you."\nmsgstr "የቐንየልና።"\n'
TEMPLATE = 'msgid ""\nmsgstr ""\n\nmsgid "Thank you."\nmsgstr ""\n\nmsgid "Back"\nmsgstr ""\n'


@pytest.fixture
def template(write):
    write("ti", HELLO, "# X-Status: draft\n").with_name("messages.pot").write_text(TEMPLATE)


def test_a_new_process_shows_no_drafts(write) -> None:
    show_drafts(False)
    write("ti", HELLO, "# X-Status: draft\n")
    assert say("ti", "Thank you.").lang == "en"


@pytest.mark.parametrize(("status", "lang"), [("draft", "en"), ("checked", "en"), ("live", "ti")])
def test_families_read_what_a_catalogue_says_is_live(write, status: str, lang: str) -> None:
    show_drafts(False)
    write("ti", HELLO, f"# X-Status: {status}\n")
    assert say("ti", "Thank you.").lang == lang


def test_a_checked_catalogue_names_its_second_reader_and_date(write) -> None:
    write(
        "ti", "", "# X-Status: checked\n# X-Translator: A. Abebe\n# X-Second-Reader: M. Tesfay\n# X-Date: 2026-12-01\n"
    )
    found = shipped("ti").status
    assert (found.status, found.translator, found.second_reader) == ("checked", "A. Abebe", "M. Tesfay")
    assert found.date == "2026-12-01"


@pytest.mark.parametrize("comment", ["", "# X-Status: perfect\n"])
def test_a_catalogue_that_does_not_say_how_far_it_has_come_counts_as_a_draft(write, comment: str) -> None:
    write("ti", "", comment)
    assert shipped("ti").status.status == "draft"


def test_a_language_with_no_catalogue_counts_as_a_draft_by_nobody() -> None:
    assert shipped("xx").status.status == "draft"
    assert shipped("xx").status.second_reader == "none yet"


def test_every_shipped_catalogue_is_a_draft_that_no_second_reader_has_checked() -> None:
    for code in LANGUAGES:
        assert shipped(code).status.status == "draft"
        assert shipped(code).status.second_reader == "none yet"


def test_english_is_the_source_and_there_is_nothing_to_tell() -> None:
    assert standing("en").note == ""
    assert is_whole("en")


def test_staff_are_told_how_much_of_a_language_is_live(template) -> None:
    lay_over("ti", {"Back": Laid(("ተመለስ",), live=("ተመለስ",))})
    assert standing("ti").note == "Draft translation: 1 of 2 passages are live. 1 are shown as drafts."
    show_drafts(False)
    assert standing("ti").note == "Draft translation: 1 of 2 passages are live. 1 stand in English."
    lay_over("ti", {each: Laid(("ሀ",), live=("ሀ",)) for each in ("Back", "Thank you.")})
    assert standing("ti").note == ""


def test_a_language_is_whole_where_families_read_all_of_it(template) -> None:
    assert not is_whole("ti")  # “Back” has no translation at all
    lay_over("ti", {"Back": Laid(("ተመለስ",))})
    assert is_whole("ti")
    show_drafts(False)
    assert not is_whole("ti")


def test_what_is_laid_over_counts_at_once_and_what_was_released_comes_before_what_is_new(write) -> None:
    write("ti", HELLO)
    assert say("ti", "Thank you.").text == "የቐንየልና።"
    lay_over("ti", {"Thank you.": Laid(("ሓድሽ",))})
    assert say("ti", "Thank you.").text == "ሓድሽ"
    lay_over("ti", {"Thank you.": Laid(("ሓድሽ",), live=("ቅድሚ",))})
    assert say("ti", "Thank you.").text == "ቅድሚ"
    show_drafts(False)
    assert say("ti", "Thank you.").text == "ቅድሚ"
