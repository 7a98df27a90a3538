"""The Practice and Impact Review has the parts, fields and choices of Appendix 1."""

import pytest

from forms.answers import AnswerRefused, read_answer, score
from forms.check import check_file
from forms.vocabulary import WARNINGS


def codes(question):
    return [option.code for option in question.options()]


def part(library, part_id):
    return next(part for part in library.review.parts if part.id == part_id)


def test_it_is_a_staff_form_that_no_family_is_asked(library):
    assert library.review.staff
    assert library.review.audience is None
    assert "review" not in {library.find(*choice).id for choice in library.choices()}


def test_its_parts_stand_in_the_order_of_the_template(library):
    assert [part.id for part in library.review.parts] == [
        "header", "standards", "1", "2", "3", "4", "5", "6", "7", "8", "9", "head",
    ]  # fmt: skip
    assert all(part.number == part.id for part in library.review.parts if part.id.isdigit())


@pytest.mark.rule("BR-05", "BR-06")
def test_six_sections_are_graded_with_the_four_grades_and_feedback_is_not(library):
    assert [part.id for part in library.review.parts if part.graded] == ["1", "2", "3", "4", "5", "7"]
    for section in "123457":
        grade = library.review.question(f"section_{section}_grade")
        assert codes(grade) == ["outstanding", "good", "requires_improvement", "inadequate"]
        assert [score(grade, code) for code in codes(grade)] == [4, 3, 2, 1]
    assert "section_6_grade" not in library.review.by_id


def test_findings_have_room(library):
    findings = library.review.question("section_1_findings")
    assert len(str(read_answer(findings, "x" * 20_000))) == 20_000


@pytest.mark.parametrize(("section", "prompts"), [("1", 10), ("2", 9), ("3", 6), ("4", 6), ("5", 5), ("7", 8)])
def test_each_graded_section_has_its_prompts_as_questions(library, section, prompts):
    found = part(library, section).prompts
    assert [prompt.id for prompt in found] == [f"{section}.{number}" for number in range(1, prompts + 1)]
    assert all(prompt.text.endswith("?") for prompt in found)


@pytest.mark.rule("BR-04")
def test_seven_standards_have_an_outcome_and_an_action_where_one_is_needed(library):
    for number in range(1, 8):
        outcome = library.review.question(f"standard_{number}_outcome")
        action = library.review.question(f"standard_{number}_action")
        assert codes(outcome) == ["met", "partly_met", "not_met", "not_applicable"]
        assert action.when is not None
        assert not action.when.holds({outcome.id: "met"})
        assert action.when.holds({outcome.id: "not_met"})
    dated = library.review.question("standard_7_dated")
    assert dated.when is not None
    assert dated.when.holds({"standard_7_outcome": "met"})


@pytest.mark.rule("BR-21", "BR-22", "BR-23", "BR-24", "BR-27")
def test_identity_has_its_own_fields(library):
    for about in ("practice", "strength", "graces", "standards"):
        assert codes(library.review.question(f"section_4_{about}")) == ["evidenced", "partly", "not_evidenced"]
        assert library.review.question(f"section_4_{about}_text").kind == "long_text"
    assert codes(library.review.question("section_4_challenge")) == ["yes", "no_issue", "not_challenged"]
    assert library.review.question("section_4_challenge").alerts == ("not_challenged",)
    assert codes(library.review.question("section_4_understood")) == ["well", "not_well"]
    for field in ("supervision", "understanding", "matching"):
        assert library.review.question(f"section_4_{field}").kind == "long_text"


@pytest.mark.rule("BR-08")
def test_feedback_has_three_blocks_of_date_method_words_and_the_reason_where_there_is_none(library):
    block = [("date", "date"), ("method", "one_choice"), ("text", "long_text"), ("reason", "long_text")]
    assert [(question.id.rsplit("_", 1)[1], question.kind) for question in part(library, "6").questions] == block * 3
    reason = library.review.question("section_6_worker_reason").when
    assert reason.holds({})
    assert not reason.holds({"section_6_worker_date": "2026-03-01"})


@pytest.mark.rule("BR-10", "BR-11")
def test_recommendations_are_tables_of_the_four_columns_and_what_kind_it_is(library):
    for section in "89":
        table = library.review.question(f"section_{section}_recommendations")
        assert [column.id for column in table.columns] == ["action", "impact", "by_whom", "date", "type"]
        with pytest.raises(AnswerRefused):
            read_answer(table, [{"action": "Ask", "type": "a hunch"}])


@pytest.mark.rule("BR-07", "BR-11")
def test_each_soft_warning_has_a_place_for_its_reason(library):
    asked = {question.warning: question for question in library.review.questions if question.warning}
    assert set(asked) == set(WARNINGS)
    assert all(question.required for question in asked.values())
    reasons = {question.kind for warning, question in asked.items() if not warning.endswith("_unrecorded")}
    assert reasons == {"long_text"}


@pytest.mark.rule("BR-09")
def test_each_graded_section_marks_its_findings_and_links_issues_to_recommendations(library):
    for section in "123457":
        found = library.review.question(f"section_{section}_marked")
        assert [(column.id, column.kind) for column in found.columns] == [
            ("finding", "long_text"), ("mark", "one_choice"), ("recommendation", "recommendation"),
        ]  # fmt: skip
        assert [option.code for option in found.columns[1].choices] == ["works_well", "issue"]
        assert not found.required


@pytest.mark.rule("BR-21")
def test_social_graces_are_ticked_from_the_list_that_the_service_keeps(library):
    graces = library.review.question("section_4_graces_considered")
    assert (graces.kind, graces.items) == ("checklist", "social_graces")
    assert [column.id for column in graces.columns] == ["item", "visible", "voiced", "effect"]


def test_a_column_of_choices_has_choices(tmp_path):
    form = "id: f\nversion: 1\ntitle: F\nstaff: true\nquestions:\n  - id: t\n    kind: table\n    text: T\n"
    path = tmp_path / "f.yaml"
    path.write_text(f"{form}    columns:\n      - {{id: a, title: A, kind: one_choice}}\n")
    assert [one.problem for one in check_file(path)] == ["The column has fewer than two choices."]


@pytest.mark.rule("BR-49")
def test_the_box_of_the_head_has_three_dates_and_a_yes_or_no(library):
    assert [question.kind for question in part(library, "head").questions] == ["date", "date", "date", "yes_no"]
