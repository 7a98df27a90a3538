"""Going through a review one part after another, and section 6 as three blocks."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PHONE, faults
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def test_one_goes_to_the_next_part_and_back_by_the_keyboard(office: Office, tab: Tab) -> None:
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=2")
    expect(page.locator(".window")).to_contain_text("Part 4 of 12")
    page.locator("#next-part").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("3 Management oversight")
    expect(page.locator("#part-title")).to_be_focused()
    page.wait_for_url(re.compile("part=3"))
    page.locator("#previous-part").click()
    expect(page.locator("h1")).to_contain_text("2 Identification of needs")
    page.wait_for_url(re.compile("part=2"))  # the address follows the words
    page.go_back()
    expect(page.locator("h1")).to_contain_text("3 Management oversight")


def test_the_first_part_has_none_before_it_and_the_last_none_after(office: Office, tab: Tab) -> None:
    review = office.plans_a_review()
    first = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=header")
    expect(first.locator("#next-part")).to_be_visible()
    expect(first.locator("#previous-part")).to_have_count(0)
    last = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=head")
    expect(last.locator("#next-part")).to_have_count(0)


def test_a_block_that_is_covered_folds_its_fields_and_one_that_is_not_shows_them(office: Office, tab: Tab) -> None:
    office.family().writes("They listened.")
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=6")
    blocks = page.locator(".six:has(.part-six)")
    expect(blocks).to_have_count(3)
    family, worker = blocks.nth(0), blocks.nth(1)
    expect(family).to_contain_text("Covered by what was logged")
    expect(family.locator("textarea").first).not_to_be_visible()
    expect(worker).to_contain_text("not covered yet")
    expect(worker.locator("#q-section_6_worker_text")).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(page) == []


def test_grades_are_equal_segments(office: Office, tab: Tab) -> None:
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=4")
    boxes = [one.bounding_box() for one in page.locator(".grade .option").all()]
    widths = [box["width"] for box in boxes if box]
    assert len(widths) == 4
    assert max(widths) - min(widths) < 2  # they share an edge
    assert len({box["height"] for box in boxes if box}) == 1
