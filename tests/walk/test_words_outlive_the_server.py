"""The server is killed and started again while staff type: every word is where it was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import ready
from tests.sampling import sampled
from tests.server import Server

pytestmark = pytest.mark.browser

WORDS = "She told me on the stairs, before anybody came."


@pytest.mark.parametrize("typed", sampled(["before the kill", "while it is down"], ["while it is down"]))
def test_a_note_outlives_a_kill_and_a_restart(server: Server, desk: Callable[[str], Page], typed: str) -> None:
    page = desk("Helen Marsh")
    page.goto(f"{server.url}/staff/children/D0001/note")
    words = page.locator("#note-words")
    words.wait_for()
    ready(page)
    if typed == "before the kill":
        words.fill(WORDS)
    server.kill()
    if typed == "while it is down":
        words.fill(WORDS)
        expect(page.locator("#line")).to_contain_text("What you type is kept")
        page.get_by_role("button", name="Keep this note").click()
        expect(page.locator("#told")).to_contain_text("this was not done")
    server.start()
    # the page comes back by itself, drawn anew by the new process
    expect(page.locator(".put-back")).to_be_visible(timeout=60_000)
    expect(words).to_have_value(WORDS)
    expect(page.locator("#line")).to_be_hidden()
    page.get_by_role("button", name="Let it go").click()
    expect(words).to_have_value("")


def test_a_concern_that_was_raised_while_the_server_was_down_is_raised_when_it_is_back(
    server: Server, desk: Callable[[str], Page]
) -> None:
    page = desk("Helen Marsh")
    page.locator("#raise-open").click()
    page.locator("#raise-not_addressed").check()
    page.locator("#raise-words").fill(WORDS)
    server.kill()
    page.locator("#raise-now").click()
    expect(page.locator("#raise-unsent")).to_be_visible()
    server.start()
    # the page sends it, and is drawn anew as soon as it can be: which is first, nobody knows, so another desk looks
    other = desk("Helen Marsh")
    other.goto(f"{server.url}/staff/concerns")
    expect(other.locator(".concern", has_text=WORDS)).to_have_count(1, timeout=60_000)
