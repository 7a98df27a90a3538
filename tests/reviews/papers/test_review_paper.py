"""The review in Word: Appendix 1, read back field by field."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from feedback.triage.translating import lay_beside
from people.actor import Actor
from people.errors import NotFound
from reviews.citations import cite
from reviews.evidence import evidence
from reviews.panel.settling import Settlement
from reviews.papers.layouts import FOLDER, LAYOUTS
from reviews.papers.review_paper import review_paper
from reviews.papers.templates import Paper, built_in, filled
from storage.store import Store
from tests.cast import Cast
from tests.family import Family
from tests.reviews.judged import Judged
from tests.reviews.papers.reading import Under, facts, read_back
from tests.reviews.papers.sat import Sat

HEADINGS = [
    "Practice and Impact Review",
    "Practice Standards",
    "1. Journey of the Child",
    "2. Identification of needs, provision of support, and outcomes",
    "3. Management oversight, influence, and direction",
    "4. Understanding of Identity and impact on practice",
    "5. Impact and quality of multi-agency work, involvement of partners and community services",
    "6. Feedback",
    "Experience shared by child (dependent on age and understanding), young person, family, or carer",
    "Discussion with the allocated worker",
    "Feedback from the line manager",
    "7. Summary of findings and grading",
    "8. Child Specific Recommendations",
    "9. Service Specific Recommendations",
    "To be completed by Head of Safeguarding & Quality Assurance",
]


def made(store: Store, actor: Actor, review_id: int) -> bytes:
    content, note = filled(Paper.REVIEW, store.read(review_paper, actor, review_id), None)
    assert note == ""
    return content


def printed(store: Store, actor: Actor, review_id: int) -> dict[str, Under]:
    return read_back(made(store, actor, review_id))


def test_it_has_the_headings_of_the_framework_in_their_order(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_written()
    assert list(printed(store, cast.reviewer, judged.id)) == HEADINGS


@pytest.mark.rule("BR-01", "BR-02")
def test_its_head_is_read_back_field_by_field(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_handed_in()
    about, frame = printed(store, cast.reviewer, judged.id)["Practice and Impact Review"].tables
    assert facts(about) == {
        "Status:": "Submitted",
        "Mosaic ID:": "90007",
        "Name:": "Selam Tesfamariam",
        "DOB & Age:": "1 March 2017, 9 years old",
        "Gender:": "Girl",
        "Ethnicity:": "African (Tigrinya)",
        "Religion:": "Christian (all denominations)",
        "Any Additional Needs:": "Not recorded and no reason on file: needs a recommendation",
        "Name of allocated worker:": "Amina Yusuf",
        "Name of Line Manager:": "Grace Adeyemi",
    }
    assert facts(frame) == {
        "The Practice Review theme/focus is:": "Identity",
        "Deadline for submission of Practice and Impact Review:": "30 May 2026",
        "Date of submission:": "12 May 2026",
        "Name of Reviewer:": "Peter Lindqvist",
    }


@pytest.mark.rule("BR-04")
def test_its_standards_are_a_table_with_the_action_where_one_is_needed(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_written()
    judged.fills("standard_2_outcome", "not_met")
    judged.fills("standard_2_action", "Plan the visits\nand log them")
    (table,) = printed(store, cast.reviewer, judged.id)["Practice Standards"].tables
    assert table[0] == ["Practice Standard", "Outcome", "Any action required"]
    assert [row[1] for row in table[1:]] == ["Met", "Not met", "Met", "Met", "Met", "Met", "Met"]
    assert table[2][2] == "Plan the visits\nand log them"
    judged.fills("standard_2_outcome", "met")
    (table,) = printed(store, cast.reviewer, judged.id)["Practice Standards"].tables
    assert table[2][1:] == ["Met", ""]


@pytest.mark.rule("BR-05", "BR-06")
def test_each_graded_section_has_its_findings_and_its_grade_in_words(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_written()
    judged.fills("section_3_findings", "a < b & c, “quite so” {{ marking }}\nيوسف العامري")
    judged.fills("section_3_grade", "requires_improvement")
    found = printed(store, cast.reviewer, judged.id)
    for heading in HEADINGS:
        if heading[0] in "12457" and heading[1] == ".":
            assert "Grading: Good" in found[heading].texts
            assert "What did you find?" in found[heading].texts
            assert "Written." in found[heading].texts
    third = found[HEADINGS[4]].texts
    assert "a < b & c, “quite so” {{ marking }}\nيوسف العامري" in third
    assert any(one.startswith("Grading: Requires improvement") for one in third)
    assert "Is anti-racist practice evident?" in found[HEADINGS[5]].texts
    assert "Evidenced" in found[HEADINGS[5]].texts


@pytest.mark.rule("BR-08")
def test_section_6_has_its_three_blocks_with_date_and_method_or_the_reason(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_written()
    found = printed(store, cast.reviewer, judged.id)
    family, worker = found[HEADINGS[8]], found[HEADINGS[9]]
    assert facts(family.tables[0]) == {"Date:": "Not recorded", "Method:": "Not recorded"}
    assert family.texts == ["1 call not answered: nobody answered by 12 May.\nNot possible: Nobody answered."]
    assert facts(worker.tables[0]) == {"Date:": "11 May 2026", "Method:": "In person"}
    assert worker.texts == ["We talked for an hour."]


@pytest.mark.rule("BR-08", "BR-67")
def test_section_6_says_what_was_logged_where_the_reviewer_wrote_nothing(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    mother = Family(store, cast.ask().token)
    mother.begins()
    mother.answers("mostly")
    mother.skips_the_rest()
    mother.finishes()
    family = printed(store, cast.reviewer, judged.id)[HEADINGS[8]]
    assert facts(family.tables[0]) == {"Date:": "12 May 2026", "Method:": "Online form"}
    assert family.texts == [
        "12 May 2026, online form, Parent or carer, Child protection conference: 1 answered (answered directly)\n"
        "Link opened by them: answered on 12 May."
    ]


@pytest.mark.rule("BR-07")
def test_citations_stand_in_their_section_with_whose_words_they_are(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    mother = Family(store, cast.ask(language="ar").token)
    mother.begins("ar")
    mother.answers("mostly")
    mother.writes("لم يسألني أحد")
    for piece in store.read(evidence, cast.reviewer, judged.id).pieces:
        if piece.own_words:
            gist = (piece.voice_id, piece.question_id, "Nobody asked me", "machine")
            store.write_now(lay_beside, cast.reviewer, *gist)
        store.write_now(cite, cast.reviewer, judged.id, "1", piece.voice_id, piece.question_id)
    texts = printed(store, cast.reviewer, judged.id)[HEADINGS[2]].texts
    gist = "In English: Nobody asked me (Machine gist; laid beside by Peter Lindqvist)"
    assert f"“لم يسألني أحد”\n{gist}" in texts
    assert texts.count("Parent or carer, Arabic, link, 12 May 2026") == 2
    assert any(one.endswith("(in English: Yes, mostly)") for one in texts)


@pytest.mark.rule("BR-09", "BR-20")
def test_marked_findings_lists_and_links_to_recommendations_are_sentences(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_written()
    well = {"finding": "She is listened to.", "mark": "works_well", "recommendation": ""}
    issue = {"finding": "Nobody asked her.", "mark": "issue", "recommendation": "school"}
    judged.fills("section_1_marked", [well, issue])
    grace = {"item": "Race", "visible": "visible", "voiced": "unvoiced", "effect": "Named late."}
    judged.fills("section_4_graces_considered", [grace, {"item": "Age", "visible": "", "voiced": "", "effect": ""}])
    found = printed(store, cast.reviewer, judged.id)
    marked = "Works well: She is listened to.\nIssue: Nobody asked her. (answered by: Ask her school)"
    assert marked in found[HEADINGS[2]].texts
    assert "Race (visible, unvoiced): Named late.\nAge" in found[HEADINGS[5]].texts
    assert found[HEADINGS[13]].texts[-1] == "Ask about her needs"
    assert "needs" not in found[HEADINGS[13]].texts


@pytest.mark.rule("BR-10")
def test_the_recommendations_are_tables_of_four_columns(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_written()
    found = printed(store, cast.reviewer, judged.id)
    (child,), (service,) = found[HEADINGS[12]].tables, found[HEADINGS[13]].tables
    assert child[0] == ["Action", "Impact on the child", "By whom", "Date for completion"]
    assert child[1] == ["Ask about her needs", "Help fits her", "Amina Yusuf", "30 June 2026"]
    assert len(child) == 3
    assert service == [["Action", "Anticipated Impact on children/families", "By whom", "Date for completion"]]


@pytest.mark.rule("BR-47", "BR-49")
def test_a_final_grade_stands_beside_the_reviewers_and_the_box_says_what_is_known(store: Store, cast: Cast) -> None:
    sat = Sat(store, cast)
    before = printed(store, cast.head, sat.judged.id)[HEADINGS[14]]
    assert facts(before.tables[0])["Was this audit reviewed by the Moderation Panel?"] == "Not final yet"
    sat.all_read(s4="inadequate")
    sat.opens()
    sat.settles("4", Settlement(grade="inadequate", reason="Racism was not named.", by_chair=True), cast.chair)
    sat.settles("8", Settlement(removed=(2,), reason="It is done."))
    sat.confirms()
    found = printed(store, cast.head, sat.judged.id)
    assert "Grading: Good. Final: Inadequate, the chair’s decision" in found[HEADINGS[5]].texts
    assert "Grading: Good" in found[HEADINGS[2]].texts
    assert len(found[HEADINGS[12]].tables[0]) == 2
    assert facts(found[HEADINGS[14]].tables[0]) == {
        "Date sent to the allocated worker and line manager:": "Not recorded",
        "Date uploaded to Mosaic:": "Not recorded",
        "Date Recommendation Review Tracker Meeting to be held:": "Not recorded",
        "Was this audit reviewed by the Moderation Panel?": "Yes",
    }


def test_a_review_of_which_nothing_is_written_says_so_everywhere(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    found = printed(store, cast.reviewer, judged.id)
    assert {row[1] for row in found["Practice Standards"].tables[0][1:]} == {"Not recorded"}
    assert found[HEADINGS[2]].texts[-3:] == ["Findings", "Not recorded", "Grading: Not graded yet"]
    assert facts(found["Practice and Impact Review"].tables[1])["Date of submission:"] == "Not handed in yet"


def test_nobody_who_may_not_see_a_review_gets_its_words(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    with pytest.raises(NotFound):
        store.read(review_paper, cast.another_reviewer, judged.id)


def test_marking_language_header_rows_and_page_numbers(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    document = docx.Document(io.BytesIO(made(store, cast.reviewer, judged.id)))
    (section,) = document.sections
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "Made 12 May 2026 by Peter Lindqvist" in section.footer.paragraphs[0].text
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert len(list(document.element.iter(qn("w:tblHeader")))) == 3


@pytest.mark.parametrize("paper", list(Paper))
def test_the_templates_that_come_along_are_what_the_script_draws(paper: Paper) -> None:
    kept, drawn = docx.Document(str(FOLDER / f"{paper}.docx")), LAYOUTS[paper.value]()
    assert kept.element.xml == drawn.element.xml
    assert kept.styles.element.xml == drawn.styles.element.xml
    assert kept.sections[0].header._element.xml == drawn.sections[0].header._element.xml
    assert built_in(paper) == (FOLDER / f"{paper}.docx").read_bytes()
