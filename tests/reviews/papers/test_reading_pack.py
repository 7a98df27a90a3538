"""The reading pack: the family's words first, an accessible PDF, and never what a member thinks before the meeting."""

import io
from datetime import UTC, datetime
from typing import Any, cast

import pikepdf
import pytest

from people.errors import NotAllowed, NotFound
from reviews.papers.paper_pdf import READING_PACK, paper_pdf
from reviews.papers.reading_pack import ReadingPack, reading_pack
from storage.store import Store
from tests.cast import Cast
from tests.family import Family
from tests.feedback.paper.printed import fonts, parts
from tests.reviews.papers.sat import Sat

NOW = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)
ARABIC = "لم يسألني أحد عن رأيي"


def a_pack(**changed: Any) -> ReadingPack:
    """A pack with one review, in which the given fields are others."""
    review = {
        "heading": "1. Selam",
        "facts": [("Theme or focus", "Identity")],
        "voices": [],
        "silence": "",
        "attempts": "",
        "sections": [],
        "recommendations": [],
        **changed,
    }
    about = {"title": "Reading pack", "marking": "OFFICIAL-SENSITIVE", "reader": "Judith Barnes", "made": "12 May 2026"}
    return cast("ReadingPack", {**about, "meeting": "20 May 2026", "reviews": [review]})


def family_says(store: Store, cast: Cast, words: str, language: str) -> None:
    mother = Family(store, cast.ask(language=language).token)
    mother.begins(language)
    mother.answers("mostly")
    mother.writes(words)


@pytest.mark.rule("BR-43", "BR-47")
def test_neither_a_members_own_view_nor_the_heads_grade_is_in_it(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast, head_grade="inadequate")
    sat.all_read(comments="I think so by myself.", s4="inadequate")
    for reader in (cast.chair, cast.head):
        told = str(store.read(reading_pack, reader, sat.meeting)).lower()
        assert "written." in told
        for hidden in ("by myself", "inadequate", "as i see it"):
            assert hidden not in told


def test_the_family_comes_first_in_its_own_language_and_marks_only_its_own_words(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    family_says(store, cast, ARABIC, "ar")
    (review,) = store.read(reading_pack, cast.head, sat.meeting)["reviews"]
    (voice,) = review["voices"]
    assert voice["who"] == "Parent or carer, Child protection conference"
    assert voice["source"] == "Link, 12 May 2026"
    own, chosen = voice["answers"]
    assert (own["words"], own["lang"], own["dir"], own["own"]) == (f"“{ARABIC}”", "ar", "rtl", True)
    assert (chosen["own"], chosen["english"]) == (False, "Yes, mostly")
    assert list(review)[2] == "voices"


def test_words_that_a_reader_may_not_read_are_not_taken_for_silence(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    (before,) = store.read(reading_pack, cast.chair, sat.meeting)["reviews"]
    assert before["silence"] == "Nobody of the family was heard."
    family_says(store, cast, ARABIC, "ar")
    (after,) = store.read(reading_pack, cast.chair, sat.meeting)["reviews"]
    assert (after["voices"], after["silence"][:21]) == ([], "The family was heard,")


def test_each_section_has_findings_and_grade_and_the_recommendations_follow(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    (review,) = store.read(reading_pack, cast.chair, sat.meeting)["reviews"]
    assert review["heading"] == "1. Selam Tesfamariam"
    assert dict(review["facts"])["Overall grade of the reviewer"] == "Good"
    assert [one["heading"].partition(" ")[0] for one in review["sections"]] == ["1", "2", "3", "4", "5", "7"]
    assert {one["grade"] for one in review["sections"]} == {"Good"}
    assert review["attempts"] == "1 call not answered: nobody answered by 12 May."
    ((title, rows),) = review["recommendations"]
    assert title == "8 Child specific recommendations"
    assert [one["action"] for one in rows] == ["Ask about her needs", "Ask her school"]


def test_it_is_for_those_who_sit_and_those_who_plan(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    for member in sat.seats.values():
        assert store.read(reading_pack, member, sat.meeting)["reader"] == member.name
    with pytest.raises(NotAllowed):
        store.read(reading_pack, cast.reviewer, sat.meeting)
    with pytest.raises(NotFound):
        store.read(reading_pack, cast.chair, 999)


def test_the_pdf_is_tagged_titled_marked_and_in_its_languages(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    family_says(store, cast, ARABIC, "ar")
    content, note = paper_pdf(READING_PACK, store.read(reading_pack, cast.head, sat.meeting), NOW)
    assert note == ""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Reading pack for the Moderation Panel, 20 May 2026"
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
    tags = [(kind, language) for kind, language, _ in parts(content)]
    kinds = [kind for kind, _ in tags]
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 1
    assert kinds.count("TH") == 4
    assert "ar" in {language for _, language in tags}
    assert "NotoSansArabic-Regular" in fonts(content)


def test_a_sign_that_no_font_has_is_told_and_stops_nothing() -> None:
    heard = {"asked": "What?", "words": "“王小明 🎉 ሰላም → ≤”", "lang": "en", "dir": "ltr", "english": "", "own": True}
    content, note = paper_pdf(
        READING_PACK, a_pack(voices=[{"who": "Parent", "source": "Link", "answers": [heard]}]), NOW
    )
    assert content.startswith(b"%PDF")
    assert note == "No font here has 王, 小, 明, 🎉: □ stands where a sign could not be printed."


@pytest.mark.parametrize(
    "words", ["W" * 300, "يوسف" * 75, "e\u0301\u0323\u0489x", "क्षि", "#panic() $x$ \\ *bold*", "\x00\x0b\ud800"]
)
def test_whatever_was_typed_is_set(words: str) -> None:
    section = {
        "heading": "1",
        "prompts": "",
        "answers": [{"asks": words, "says": words}],
        "quotes": [],
        "grade": "Good",
    }
    content, _ = paper_pdf(READING_PACK, a_pack(heading=f"1. {words}", attempts=words, sections=[section]), NOW)
    assert content.startswith(b"%PDF")
