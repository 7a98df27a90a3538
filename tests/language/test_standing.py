"""How far a translation has come, as staff are told."""

import pytest

from language.standing import catalogue_status, offered


def test_arabic_and_tigrinya_are_drafts_that_no_second_reader_has_checked() -> None:
    for code in ("ar", "ti"):
        assert catalogue_status(code).status == "draft"
        assert catalogue_status(code).second_reader == "none yet"
        assert catalogue_status(code).note == "Draft translation, not yet checked by a second reader."


def test_english_is_the_source_and_there_is_nothing_to_tell() -> None:
    assert catalogue_status("en").status == "live"
    assert catalogue_status("en").note == ""


def test_a_checked_translation_names_its_second_reader_and_date(write) -> None:
    write(
        "ti", "", "# X-Status: checked\n# X-Translator: A. Abebe\n# X-Second-Reader: M. Tesfay\n# X-Date: 2026-12-01\n"
    )
    found = catalogue_status("ti")
    assert (found.translator, found.second_reader, found.date) == ("A. Abebe", "M. Tesfay", "2026-12-01")
    assert found.note == "Translation checked by a second reader, not yet released."


@pytest.mark.parametrize("comment", ["", "# X-Status: perfect\n"])
def test_a_catalogue_that_does_not_say_how_far_it_has_come_counts_as_a_draft(write, comment: str) -> None:
    write("ti", "", comment)
    assert catalogue_status("ti").status == "draft"


def test_a_language_with_no_catalogue_counts_as_a_draft() -> None:
    assert catalogue_status("xx").status == "draft"


@pytest.mark.parametrize(("status", "codes"), [("draft", ["en"]), ("checked", ["en"]), ("live", ["en", "ti"])])
def test_families_are_offered_a_language_when_it_is_live(write, status: str, codes: list[str]) -> None:
    write("ti", "", f"# X-Status: {status}\n")
    assert [one.code for one in offered(drafts=False)] == codes


def test_drafts_are_offered_where_a_setting_says_so() -> None:
    assert [one.code for one in offered(drafts=True)] == ["en", "ar", "ti"]
