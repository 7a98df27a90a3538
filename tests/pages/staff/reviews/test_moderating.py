"""A review goes through stage 1 in a real browser: passed, returned and mended, its box filled, then read."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.working_days import london_day
from reviews.moderation.records import CHECKS, of_review
from reviews.moderation.stage_one import Looked, pass_review
from reviews.reviews import review
from tests.browsing import PHONE, faults, says, until
from tests.pages.staff.conftest import Office
from tests.reviews.judged import Judged

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


@pytest.fixture
def judged(office: Office) -> Judged:
    """A review that is handed in."""
    made = Judged(office.store, office.cast)
    made.is_handed_in()
    return made


def ticks_everything(page: Page) -> None:
    for code in CHECKS:
        page.locator(f"#check-{code}").check()


def passes(page: Page) -> None:
    page.locator("#stage-pass").click()
    says(page, "Pass it")


@pytest.mark.rule("BR-40", "BR-47")
def test_the_head_passes_a_review_and_is_told_all_that_is_missing_at_once(
    office: Office, tab: Tab, judged: Judged
) -> None:
    page = tab(office.cast.head, f"/staff/reviews/{judged.id}?part=2")
    expect(page.locator("#known-complete")).to_contain_text("Nothing is missing.")
    expect(page.locator("#stage-checks input:checked")).to_have_count(0)
    page.locator("#comment-2").fill("Good use of the school’s view.")
    passes(page)
    expect(page.locator(".faults li")).to_have_count(2)
    assert judged.state == "submitted"
    expect(page.locator("#comment-2")).to_have_value("Good use of the school’s view.")
    ticks_everything(page)
    page.locator("#stage-grade-outstanding").check()
    passes(page)
    expect(page.locator("#stage-words-trouble")).to_contain_text("Write why yours differs")
    page.locator("#stage-words").fill("The direct work is exceptional.")
    assert faults(page) == []
    passes(page)
    expect(page.locator("#stage-title")).to_have_text("After stage 1")
    expect(page.locator(".stage").first).to_contain_text("The rule lists it for the panel")
    expect(page.locator("#finalise")).to_have_count(0)  # the two views differ
    (look,) = office.store.read(of_review, judged.id)
    assert (look["grade"], look["comments"]) == ("outstanding", {"2": "Good use of the school’s view."})
    assert faults(page) == []


@pytest.mark.rule("BR-40")
def test_a_comment_stands_at_its_section_and_is_a_press_away_from_any_other(
    office: Office, tab: Tab, judged: Judged
) -> None:
    page = tab(office.cast.head, f"/staff/reviews/{judged.id}?part=2")
    page.locator("#comment-2").fill("Where is the school?")
    page.locator('a[data-part="3"]').first.click()
    expect(page.locator("#comment-3")).to_be_visible()
    expect(page.locator("#comment-2")).to_be_hidden()
    page.locator("[data-comments-so-far] a").click()
    expect(page.locator("#comment-2")).to_have_value("Where is the school?")
    page.wait_for_timeout(900)
    page.reload()
    expect(page.locator("#comment-2")).to_have_value("Where is the school?")


@pytest.mark.rule("BR-40")
def test_what_is_returned_is_mended_and_only_what_changed_is_looked_at_again(
    office: Office, tab: Tab, judged: Judged
) -> None:
    head = tab(office.cast.head, f"/staff/reviews/{judged.id}?part=1")
    head.locator("#stage-return").click()
    expect(head.locator("#stage-words-trouble")).to_contain_text("Write what the reviewer should change")
    head.locator("#comment-1").fill("Say where the chronology is.")
    head.locator("#stage-words").fill("Nearly there.")
    head.locator("#stage-return").click()
    expect(head.locator("#returned")).to_contain_text("Nothing has changed since")

    reviewer = tab(office.cast.reviewer, f"/staff/reviews/{judged.id}?part=1")
    expect(reviewer.locator("#returned-title")).to_contain_text("Returned by Helen Marsh, today")
    expect(reviewer.locator("#returned")).to_contain_text("Nearly there.")
    expect(reviewer.locator(".asked-for")).to_contain_text("Say where the chronology is.")
    assert faults(reviewer) == []
    reviewer.locator("#q-section_1_findings").fill("The chronology is on page 3.")
    expect(reviewer.locator("#saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    reviewer.locator("#see-changes").click()
    sides = reviewer.locator(".change-sides > div")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_contain_text("Written.")
    expect(sides.nth(1)).to_contain_text("The chronology is on page 3.")
    assert faults(reviewer) == []
    reviewer.locator("#part-hand-in").click()
    reviewer.locator("#hand-in").click()
    says(reviewer, "Hand in this review")
    expect(reviewer.locator(".intro")).to_contain_text("It waits to be moderated")

    reviewer.locator("#part-story").click()
    expect(reviewer.locator("#way .done", has_text="Returned")).to_contain_text("Say where the chronology is.")

    again = tab(office.cast.head, f"/staff/reviews/{judged.id}")
    expect(again.locator("#returned-title")).to_contain_text("It came back")
    again.locator("#see-changes").click()
    expect(again.locator(".change")).to_have_count(1)
    again.locator("#open-version").click()
    expect(again.locator("h1")).to_have_text("Version 1")
    expect(again.locator(".whole-said").first).to_be_visible()
    expect(again.locator("body")).not_to_contain_text("The chronology is on page 3.")
    assert faults(again) == []


@pytest.mark.rule("BR-49")
def test_the_box_is_filled_in_its_order_and_closes_the_review(office: Office, tab: Tab, judged: Judged) -> None:
    judged.is_final()
    today = london_day(office.store.now).isoformat()
    page = tab(office.cast.head, f"/staff/reviews/{judged.id}?part=head")
    expect(page.locator("#head-box")).to_contain_text("No · from the record")
    page.locator("#box-day").fill("2026-01-01")
    page.locator("#box-go").click()
    expect(page.locator("#box-day-trouble")).to_contain_text("the day that it follows")
    expect(page.locator("#box-day")).to_have_value("2026-01-01")
    for act in ("It is sent", "It is uploaded", "Set the meeting"):
        expect(page.locator("#box-go")).to_have_text(act)
        page.locator("#box-day").fill(today)
        page.locator("#box-go").click()
    assert faults(page) == []
    page.locator("#close-review").click()
    says(page, "Close it")
    expect(page.locator("#close-review")).to_have_count(0)
    assert judged.state == "closed"
    page.locator("#part-story").click()
    expect(page.locator("#way li")).to_have_count(9)
    expect(page.locator("#way .next")).to_have_count(0)
    page.locator("#part-final").click()
    expect(page.locator(".list tbody tr")).to_have_count(6)
    assert faults(page) == []


@pytest.mark.rule("BR-49")
def test_the_worker_reads_it_only_once_it_is_released(office: Office, tab: Tab, judged: Judged) -> None:
    address = f"/staff/reviews/{judged.id}"
    judged.is_final()
    assert office.opens(office.cast.worker, address).status_code == 404
    head = tab(office.cast.head, f"{address}?part=head")
    head.locator("#box-day").fill(london_day(office.store.now).isoformat())
    head.locator("#box-go").click()
    expect(head.locator("#box-go")).to_have_text("It is uploaded")
    assert office.opens(office.cast.worker_of_another_team, address).status_code == 404
    assert office.opens(office.cast.former_worker, address).status_code == 404
    page = tab(office.cast.worker, "/staff/children/D0001")
    page.locator(f"#child-review-{judged.id}").click()
    expect(page.locator("h1")).to_have_text("Practice and Impact Review")
    expect(page.locator(".whole-grade").first).to_contain_text("as the reviewer graded it")
    expect(page.locator(".whole-part", has_text="Child specific")).to_contain_text("Ask about her needs")
    expect(page.locator("textarea.field, .beside, .stage")).to_have_count(0)
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.rule("BR-40")
def test_words_that_were_being_typed_are_kept_where_another_moves_the_review_on(
    office: Office, tab: Tab, judged: Judged
) -> None:
    page = tab(office.cast.head, f"/staff/reviews/{judged.id}?part=4")
    page.locator("#comment-4").fill("Ask about faith as well.")
    looked = Looked(checks=tuple(CHECKS), comments={}, grade="good")
    office.store.write_now(pass_review, office.cast.head, judged.id, looked)
    kept = page.locator(".stage-kept")
    expect(kept).to_contain_text("moved on while you wrote")
    expect(kept.locator("#comment-4")).to_have_value("Ask about faith as well.")
    assert faults(page) == []
    page.wait_for_timeout(900)
    page.reload()
    expect(kept.locator("#comment-4")).to_have_value("Ask about faith as well.")
    kept.locator("#let-go").click()
    expect(kept).to_be_hidden()
    page.wait_for_timeout(900)
    page.reload()
    expect(page.locator("#stage-title")).to_have_text("After stage 1")
    expect(kept).to_be_hidden()


@pytest.mark.rule("BR-40")
def test_two_who_press_at_once_are_told_who_was_first(office: Office, tab: Tab, judged: Judged) -> None:
    page = tab(office.cast.head, f"/staff/reviews/{judged.id}?part=1")
    ticks_everything(page)
    page.locator("#stage-grade-good").check()
    page.evaluate("() => { window.told = []; heard.tell = (text) => window.told.push(text); }")
    page.evaluate(
        """() => { for (const pressed of ['pass', 'return']) heard.press('judge',
        {...heard.gathered(document.getElementById('stage-one')), words: 'Two presses.', pressed}); }"""
    )
    until(page, lambda: any("moved on" in one for one in page.evaluate("window.told")))
    found = office.store.read(review, office.cast.head, judged.id)
    assert found["state"] == "passed"
    assert len(office.store.read(of_review, judged.id)) == 1


@pytest.mark.rule("BR-09", "BR-40")
def test_a_marked_issue_is_read_with_the_recommendation_that_answers_it(office: Office, tab: Tab) -> None:
    judged = Judged(office.store, office.cast)
    judged.is_written()
    issue = {"finding": "Nobody asked about her faith.", "mark": "issue", "recommendation": "school"}
    judged.fills("section_1_marked", [issue])
    judged.is_returned(s1="Which one answers it?")
    judged.fills("section_1_marked", [{**issue, "recommendation": "needs"}])
    head = tab(office.cast.head, f"/staff/reviews/{judged.id}/versions/1")
    expect(head.locator(".whole-part", has_text="Nobody asked about her faith.")).to_contain_text("8.2 Ask her school")
    reviewer = tab(office.cast.reviewer, f"/staff/reviews/{judged.id}?part=changes")
    sides = reviewer.locator(".change-sides > div")
    expect(sides.nth(0)).to_contain_text("8.2 Ask her school")
    expect(sides.nth(1)).to_contain_text("8.1 Ask about her needs")
