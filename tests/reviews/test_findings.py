"""Each finding is marked as what works well or as an issue, and each issue is answered by a recommendation (BR-09)."""

from typing import Any

import pytest

from forms.answers import AnswerRefused
from reviews.entries import entry
from reviews.findings import findings_in, issues_answered, open_issues
from reviews.handing_in import Unfinished, hand_in, still_missing
from reviews.recommendations import by_row_id
from reviews.row_ids import with_ids
from reviews.versions import versions
from storage.store import Store
from tests.cast import LIBRARY, Cast
from tests.reviews.judged import ROW, Judged

FORM = LIBRARY.review
CHILD_TABLE, SERVICE_TABLE = "section_8_recommendations", "section_9_recommendations"
WELL = {"finding": "Visits are regular.", "mark": "works_well", "recommendation": ""}
ISSUE = {"finding": "Nobody asked about faith.", "mark": "issue", "recommendation": ""}


@pytest.fixture
def judged(store: Store, cast: Cast) -> Judged:
    judged = Judged(store, cast)
    judged.is_written()
    return judged


def lacks(judged: Judged) -> list[tuple[str, str, str]]:
    found = judged.store.read(still_missing, judged.reviewer, judged.id)
    return [(one.question, one.cell, one.what) for one in found]


def values(judged: Judged, *questions: str) -> dict[str, Any]:
    return {one: found["value"] for one in questions if (found := judged.store.read(entry, judged.id, one))}


def test_a_review_without_marked_findings_lacks_none(judged: Judged) -> None:
    assert lacks(judged) == []


@pytest.mark.rule("BR-09")
@pytest.mark.parametrize("section", ["1", "2", "3", "4", "5", "7"])
def test_an_issue_without_a_recommendation_is_missing_at_its_place_and_blocks(judged: Judged, section: str) -> None:
    question = f"section_{section}_marked"
    judged.fills(question, [WELL, ISSUE])
    assert lacks(judged) == [(question, "2-recommendation", "Issue 2: which recommendation answers it?")]
    with pytest.raises(Unfinished):
        judged.is_handed_in()
    judged.fills(question, [WELL, {**ISSUE, "recommendation": ROW["id"]}])
    assert lacks(judged) == []


def test_two_issues_in_one_section_may_be_answered_by_one_recommendation(judged: Judged) -> None:
    other = {**ISSUE, "finding": "Nobody asked about food.", "recommendation": ROW["id"]}
    judged.fills("section_4_marked", [{**ISSUE, "recommendation": ROW["id"]}, other])
    assert lacks(judged) == []
    answered = issues_answered(FORM, values(judged, "section_4_marked"))
    assert [one.words for one in answered[ROW["id"]]] == ["Nobody asked about faith.", "Nobody asked about food."]


def test_what_works_well_answers_to_no_recommendation(judged: Judged) -> None:
    judged.fills("section_1_marked", [{**WELL, "recommendation": ROW["id"]}])
    assert issues_answered(FORM, values(judged, "section_1_marked")) == {}


@pytest.mark.parametrize("column", ["finding", "mark"])
def test_a_finding_has_its_words_and_its_mark(judged: Judged, column: str) -> None:
    judged.fills("section_1_marked", [{**WELL, column: ""}])
    assert [(question, cell) for question, cell, _ in lacks(judged)] == [("section_1_marked", f"1-{column}")]


@pytest.mark.rule("BR-09")
def test_an_issue_whose_recommendation_is_taken_out_is_open_again(judged: Judged) -> None:
    judged.fills("section_2_marked", [{**ISSUE, "recommendation": "school"}])
    assert lacks(judged) == []
    judged.fills(CHILD_TABLE, [dict(ROW)])
    assert lacks(judged) == [
        ("section_2_marked", "1-recommendation", "Issue 1: the recommendation for it is not written yet")
    ]


def test_a_recommendation_of_the_service_answers_too(judged: Judged) -> None:
    judged.fills("section_3_marked", [{**ISSUE, "recommendation": "team"}])
    judged.fills(SERVICE_TABLE, [{**ROW, "id": "team"}])
    assert lacks(judged) == []


@pytest.mark.rule("BR-09")
def test_the_link_holds_while_rows_are_moved_and_changed(judged: Judged) -> None:
    judged.fills("section_2_marked", [{**ISSUE, "recommendation": "school"}])
    first, school = values(judged, CHILD_TABLE)[CHILD_TABLE]
    judged.fills(CHILD_TABLE, [{**school, "action": "Meet her school"}, first])
    (named,) = [one for one in by_row_id(FORM, values(judged, CHILD_TABLE)).values() if one.row["id"] == "school"]
    assert named.name == "8.1 Meet her school"
    assert lacks(judged) == []


@pytest.mark.rule("BR-09")
def test_what_was_handed_in_says_which_issues_it_left_open(judged: Judged) -> None:
    judged.fills("section_2_marked", [{**ISSUE, "recommendation": ROW["id"]}, WELL])
    judged.is_handed_in()
    (kept,) = judged.store.read(versions, judged.id)
    assert [one.mark for one in findings_in(FORM, kept["values"])] == ["issue", "works_well"]
    assert open_issues(FORM, kept["values"]) == []
    without = {**kept["values"], CHILD_TABLE: []}
    assert [(one.part.id, one.number) for one in open_issues(FORM, without)] == [("2", 1)]


def test_words_in_any_script_and_of_any_usual_length_are_findings(judged: Judged) -> None:
    words = "لم يسأل أحد عن الطعام " * 14
    judged.fills("section_5_marked", [{**ISSUE, "finding": words, "recommendation": ROW["id"]}])
    assert values(judged, "section_5_marked")["section_5_marked"][0]["finding"] == words.strip()


@pytest.mark.parametrize("row", [{"mark": "so so"}, {"finding": "x", "recommendation": "<b>"}, {"other": "x"}])
def test_a_mark_or_a_link_that_there_cannot_be_is_refused(judged: Judged, row: dict[str, str]) -> None:
    with pytest.raises(AnswerRefused):
        judged.fills("section_1_marked", [row])
    assert values(judged, "section_1_marked") == {}


class TestRowIds:
    """A row keeps its id for as long as it stands."""

    def test_a_new_row_gets_one(self) -> None:
        one, two = with_ids([{"a": "x"}, {"a": "y"}], [])
        assert one["id"]
        assert one["id"] != two["id"]

    def test_a_row_that_is_sent_without_one_keeps_that_of_its_place(self) -> None:
        assert with_ids([{"a": "z"}], [{"a": "x", "id": "k"}]) == [{"a": "z", "id": "k"}]

    def test_an_id_that_another_row_was_sent_with_is_not_given_again(self) -> None:
        new, moved = with_ids([{"a": "new"}, {"a": "x", "id": "k"}], [{"a": "x", "id": "k"}])
        assert moved["id"] == "k"
        assert new["id"] != "k"

    def test_two_rows_with_one_id_are_told_apart(self) -> None:
        one, two = with_ids([{"a": "x", "id": "k"}, {"a": "x", "id": "k"}], [])
        assert one["id"] == "k"
        assert two["id"] != "k"


class TestWhatElseNeedsARecommendation:
    """BR-20 and BR-24 name the one that answers them."""

    @pytest.mark.rule("BR-24")
    def test_understanding_that_is_not_well_evidenced_needs_one(self, judged: Judged) -> None:
        judged.fills("section_4_understood", "not_well")
        question = "section_4_understanding_recommendation"
        assert [one[0] for one in lacks(judged)] == [question]
        judged.fills(question, "nothing")
        (one,) = lacks(judged)
        assert one[0] == question
        assert one[2].endswith("The one that was chosen is not written.")
        judged.fills(question, "school")
        judged.store.write_now(hand_in, judged.reviewer, judged.id)

    @pytest.mark.rule("BR-20")
    def test_an_identity_field_that_is_blank_names_the_one_that_raises_it(self, judged: Judged) -> None:
        judged.fills("additional_needs_recommendation", "")
        assert [one[0] for one in lacks(judged)] == ["additional_needs_recommendation"]


@pytest.mark.rule("BR-04")
def test_a_chronology_older_than_three_months_does_not_meet_the_standard(judged: Judged) -> None:
    judged.fills("standard_7_dated", "2026-02-11")  # the review is of 12 May
    assert [one[0] for one in lacks(judged)] == ["standard_7_dated"]
    judged.fills("standard_7_dated", "2026-02-12")
    assert lacks(judged) == []
    judged.fills("standard_7_dated", "2026-02-11")
    judged.fills("standard_7_outcome", "not_met")
    assert [one[0] for one in lacks(judged)] == ["standard_7_action"]


@pytest.mark.parametrize("question", ["standard_7_dated", "section_6_worker_date"])
def test_a_day_that_has_not_come_yet_is_asked_for_again(judged: Judged, question: str) -> None:
    judged.fills(question, "2026-05-13")
    assert [(one[0], one[2].endswith("This day has not come yet")) for one in lacks(judged)] == [(question, True)]
    judged.fills(question, "2026-05-12")
    assert lacks(judged) == []
