"""The walk by phone: a caller takes a family from the list through every question with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.server import Server

pytestmark = pytest.mark.browser

WORDS = "They were kind, but I had to ask twice."
MOST_QUESTIONS = 25


def put_through(page: Page) -> None:
    """Answer what stands on the screen: a number for a choice, words and Enter for a box."""
    for _ in range(MOST_QUESTIONS):
        place = page.locator("#question-place, #finish-form").first
        place.wait_for()
        if page.locator("#finish-form").count():
            return
        asked = page.locator("#content").get_attribute("data-question")
        if page.locator("textarea#said").count():
            page.locator("#said").focus()
            page.keyboard.type(WORDS)
            page.keyboard.press("Enter")
        elif page.locator("#said").count():
            page.locator("#said").focus()
            page.keyboard.press("Escape")
            page.keyboard.press("s")
        else:
            page.keyboard.press("1")
        expect(page.locator(f"#content[data-question='{asked}']")).to_have_count(0)


def test_a_call_is_logged_with_the_keyboard_and_stands_on_the_childs_page(
    server: Server, desk: Callable[[str], Page]
) -> None:
    caller = desk("Sam Whitlow")
    caller.goto(f"{server.url}/staff/calls")
    line = caller.locator("a[href^='/staff/calls/']").first
    line.wait_for(state="attached")  # it may stand folded away among those for later
    caller.goto(f"{server.url}{line.get_attribute('href')}")
    caller.locator("#begin, .ask-first").first.wait_for()
    if caller.locator(".ask-first").count():  # nobody knows at which hour the tests run
        caller.get_by_label("Why is it right to call now?").fill("A test needs it.")
        caller.keyboard.press("Enter")
        caller.locator("#begin").wait_for()
    assert "children" not in caller.locator(".script").inner_text().lower()  # nobody knows yet who has picked up
    if caller.locator("#begin-reason").count():  # the tests' day may not be a safe time
        caller.locator("#begin-reason").fill("A test needs it.")
        caller.locator("#begin-reason").press("Enter")
    else:
        caller.keyboard.press("Enter")
    put_through(caller)
    caller.locator("#finish").focus()
    caller.keyboard.press("Enter")
    expect(caller.get_by_role("heading", name="The call is on record")).to_be_visible()

    head = desk("Helen Marsh")
    head.goto(f"{server.url}/staff/read")
    expect(head.locator("main")).to_contain_text(WORDS)
