"""Marking findings, naming the recommendation that answers an issue, and ticking the Social GRACES, in a browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reviews.entries import entry
from reviews.filling import fill
from reviews.reviews import REVIEWS
from tests.browsing import DESK, PHONE, faults, until
from tests.pages.staff.conftest import Office
from tests.sampling import turning

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
MARKED, CHILD_TABLE, GRACES = "section_2_marked", "section_8_recommendations", "section_4_graces_considered"
SAVED = re.compile(r"Saved \d\d:\d\d")
ARABIC = "لم يسأل أحد عن الطعام الذي تحبه"


@pytest.fixture
def review(office: Office) -> int:
    return office.plans_a_review()


@pytest.fixture
def sheet(office: Office, tab: Tab, review: int) -> Page:
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=2")
    page.locator(f"#q-{MARKED}-add").wait_for()
    return page


def kept(office: Office, review: int, question: str = MARKED) -> list[dict[str, Any]]:
    found = office.store.read(entry, review, question)
    return list(found["value"]) if found else []


def marks(sheet: Page, number: int, words: str, mark: str) -> None:
    sheet.locator(f"#q-{MARKED}-add").click()
    expect(sheet.locator(f"#q-{MARKED}-{number}-finding")).to_be_focused()
    sheet.keyboard.insert_text(words)
    sheet.locator(f"#q-{MARKED}-{number}-mark").select_option(mark)


def test_nothing_waits_to_be_filled_until_a_finding_is_added(sheet: Page) -> None:
    expect(sheet.locator(f"#q-{MARKED}-1-finding")).to_be_hidden()
    marks(sheet, 1, "Visits are regular.", "works_well")
    expect(sheet.locator(f"#q-{MARKED}-1-recommendation")).to_be_hidden()
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    assert faults(sheet) == []


def test_two_findings_of_one_section_in_any_script_are_kept(office: Office, sheet: Page, review: int) -> None:
    long = "Nobody asked about faith. " * 12
    marks(sheet, 1, long, "issue")
    marks(sheet, 2, ARABIC, "works_well")
    until(sheet, lambda: [one["mark"] for one in kept(office, review)] == ["issue", "works_well"])
    assert [one["finding"] for one in kept(office, review)] == [long.strip(), ARABIC]
    sheet.reload()
    expect(sheet.locator(f"#q-{MARKED}-2-finding")).to_have_value(ARABIC)


def test_an_issue_is_answered_by_a_recommendation_that_is_there(office: Office, tab: Tab, review: int) -> None:
    rows = [{"id": "advocate", "action": "Offer an advocate"}]
    office.store.write_now(fill, office.cast.reviewer, review, CHILD_TABLE, rows, 0)
    sheet = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=2")
    marks(sheet, 1, "Nobody spoke for her.", "issue")
    sheet.locator(f"#q-{MARKED}-1-recommendation").select_option("8.1 Offer an advocate")
    until(sheet, lambda: [one["recommendation"] for one in kept(office, review)] == ["advocate"])
    sheet.locator('a[data-part="8"]').click()
    expect(sheet.locator(".answers")).to_contain_text("Answers the issue in section 2: Nobody spoke for her.")


def test_a_new_recommendation_is_written_from_the_issue_that_it_answers(
    office: Office, sheet: Page, review: int
) -> None:
    marks(sheet, 1, "Nobody spoke for her.", "issue")
    sheet.locator(f"#q-{MARKED}-1-recommendation-new-8").click()
    expect(sheet.locator(f"#q-{CHILD_TABLE}-1-action")).to_be_focused()
    sheet.keyboard.type("Offer an advocate")
    until(sheet, lambda: bool(kept(office, review, CHILD_TABLE)))
    (row,), (finding,) = kept(office, review, CHILD_TABLE), kept(office, review)
    assert (row["action"], row["id"]) == ("Offer an advocate", finding["recommendation"])
    sheet.locator('a[data-part="2"]').click()
    chosen = sheet.locator(f"#q-{MARKED}-1-recommendation option:checked")
    expect(chosen).to_have_text("8.1 Offer an advocate")
    assert faults(sheet) == []


@pytest.mark.rule("BR-09")
def test_an_issue_that_is_left_open_is_reached_from_the_list_of_what_is_missing(
    office: Office, sheet: Page, review: int
) -> None:
    marks(sheet, 1, "Visits are regular.", "works_well")
    marks(sheet, 2, "Nobody spoke for her.", "issue")
    until(sheet, lambda: [one["mark"] for one in kept(office, review)] == ["works_well", "issue"])
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    sheet.locator("#part-hand-in").click()
    line = sheet.locator(".lacking a[data-field]", has_text="Issue 2: which recommendation answers it?")
    line.focus()
    sheet.keyboard.press("Enter")
    expect(sheet.locator(f"#q-{MARKED}-2-recommendation")).to_be_focused()


@pytest.mark.parametrize(
    ("question", "value", "line", "field"),
    [
        ("standard_7_outcome", "met", "What is the date of the chronology?", "q-standard_7_dated"),
        ("section_4_understood", "not_well", "says how to address it?", "q-section_4_understanding_recommendation"),
        (MARKED, [{"finding": "Kind."}], "Finding 1: Works well, or an issue?", f"q-{MARKED}-1-mark"),
        (
            "section_7_grade",
            "outstanding",
            "What is the grade for this section? · section 2",
            "q-section_2_grade-outstanding",
        ),
        ("theme_of_nothing", "", "Which recommendation raises it?", "q-additional_needs_recommendation"),
    ],
)
def test_each_new_kind_of_missing_thing_lands_on_its_field(
    office: Office, tab: Tab, review: int, question: str, value: Any, line: str, field: str
) -> None:
    if value:
        office.store.write_now(fill, office.cast.reviewer, review, question, value, 0)
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=hand-in")
    page.locator(".lacking a[data-field]", has_text=line).focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{field}")).to_be_focused()


def test_a_grace_is_ticked_with_one_press_and_says_more_only_where_it_helps(
    office: Office, sheet: Page, review: int
) -> None:
    sheet.locator('a[data-part="4"]').click()
    field = sheet.locator(f'[data-question="{GRACES}"]')
    field.locator(".tick", has_text="Religion").click()
    field.locator(".tick", has_text="Class").click()
    field.get_by_label("Religion: Visible or invisible?").select_option("invisible")
    field.get_by_label("Religion: What was its effect on the work?").fill(ARABIC)
    nothing = {"visible": "", "voiced": "", "effect": ""}
    religion = {"item": "Religion", "visible": "invisible", "voiced": "", "effect": ARABIC}
    until(sheet, lambda: kept(office, review, GRACES) == [religion, {"item": "Class", **nothing}])
    field.locator(".tick", has_text="Class").click()
    until(sheet, lambda: kept(office, review, GRACES) == [religion])
    sheet.reload()
    expect(field.get_by_label("Religion: Visible or invisible?")).to_have_value("invisible")
    expect(field.get_by_label("Class: Visible or invisible?")).to_be_hidden()


def test_prompts_stand_folded_above_the_writing(sheet: Page) -> None:
    sheet.locator('a[data-part="4"]').click()
    first = sheet.get_by_text("Is there a clear sense of the individual characteristics")
    proposed = sheet.get_by_text("Would the decision be the same for a white child?")
    expect(sheet.locator("#prompts-4")).to_be_visible()
    expect(first).to_be_hidden()
    for summary, prompt in (("What to look for", first), ("Prompts on anti-racist practice", proposed)):
        sheet.get_by_text(re.compile(summary)).focus()
        sheet.keyboard.press("Enter")
        expect(prompt).to_be_visible()
    expect(sheet.locator("#q-section_4_findings")).to_have_value("")


@pytest.mark.rule("BR-01")
def test_the_first_part_has_the_fields_of_the_template_in_its_order(sheet: Page) -> None:
    sheet.locator('a[data-part="header"]').click()
    expect(sheet.locator(".facts dt")).to_have_text(
        [
            "Status", "Mosaic ID", "Name", "Born", "Gender", "Ethnicity", "Religion", "Additional needs",
            "Allocated worker", "Line manager", "Theme or focus", "Deadline", "Submitted", "Reviewer",
        ]
    )  # fmt: skip
    expect(sheet.locator(".facts", has_text="years old on the day of the review")).to_be_visible()


@pytest.mark.rule("BR-03")
def test_older_words_are_cited_with_why_they_matter_and_not_without(office: Office, tab: Tab, review: int) -> None:
    office.family().answers("mostly")
    office.store.write_now(lambda db: db.table(REVIEWS).replace(review, {"review_date": "2099-01-31"}))
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=6")
    older = page.locator(".older").first
    older.locator("summary").focus()
    page.keyboard.press("Enter")
    older.get_by_role("button", name="Cite").click()
    expect(older.locator(".trouble")).to_contain_text("Write why it matters")
    older.locator("textarea").fill(ARABIC)
    older.get_by_role("button", name="Cite").click()
    expect(page.locator(".older-why")).to_contain_text(ARABIC)
    assert faults(page) == []


def test_the_second_of_two_people_in_one_list_of_findings_chooses(office: Office, sheet: Page, review: int) -> None:
    marks(sheet, 1, "Visits are regular.", "works_well")
    until(sheet, lambda: [one["mark"] for one in kept(office, review)] == ["works_well"])
    expect(sheet.locator("#saved")).to_have_text(SAVED)
    theirs = {"finding": "Nobody asked about faith.", "mark": "issue"}
    sheet.locator(f"#q-{MARKED}-1-finding").focus()
    office.store.write_now(fill, office.cast.reviewer, review, MARKED, [theirs], 1)
    sheet.keyboard.press("End")
    sheet.keyboard.type(" And on time.")
    clash = sheet.locator(".clash")
    expect(clash).to_contain_text("Nobody asked about faith. · Issue")
    expect(clash).to_contain_text("Visits are regular. And on time. · Works well")
    clash.get_by_role("button", name="Take theirs").click()
    expect(sheet.locator(f"#q-{MARKED}-1-finding")).to_have_value("Nobody asked about faith.")
    until(sheet, lambda: [one["mark"] for one in kept(office, review)] == ["issue"])


@pytest.mark.parametrize(("scheme", "size"), turning(["light", "dark"], [DESK, PHONE]))
def test_long_words_fit_and_axe_finds_nothing(
    office: Office, tab: Tab, review: int, scheme: str, size: dict[str, int]
) -> None:
    long = "Unanswered" * 30
    writer = office.cast.reviewer
    rows = [{"id": "long", "action": long, "by_whom": long[:200]}]
    finding = {"finding": long, "mark": "issue", "recommendation": "long"}
    office.store.write_now(fill, writer, review, CHILD_TABLE, rows, 0)
    office.store.write_now(fill, writer, review, MARKED, [finding, {**finding, "finding": ARABIC}], 0)
    office.store.write_now(fill, writer, review, GRACES, [{"item": long[:200]}, {"item": "Class"}], 0)
    page = tab(writer, f"/staff/reviews/{review}?part=2")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of Playwright's own names
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    for part in ("2", "4", "8"):
        page.goto(f"{office.url}/staff/reviews/{review}?part={part}")
        page.locator("#next-part").wait_for()
        assert faults(page) == [], part
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], part
