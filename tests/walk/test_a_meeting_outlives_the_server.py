"""The server is killed while a monthly meeting goes on: what was said stands, and it goes on from there (BR-51)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from people.working_days import london_day
from tests.browsing import faults
from tests.server import Server

pytestmark = pytest.mark.browser

SAID = "All three families had their report on Thursday."
MONTHS_AHEAD = 200  # days: further than any meeting that demo mode has planned


@pytest.mark.rule("BR-51")
def test_a_meeting_goes_on_where_it_was(server: Server, desk: Callable[[str], Page]) -> None:
    page = desk("Helen Marsh")
    page.goto(f"{server.url}/staff/meeting")
    on = london_day(datetime.now(UTC)) + timedelta(days=MONTHS_AHEAD)
    page.locator("#plan-meeting-on").fill(on.isoformat())
    page.locator("#plan-meeting-go").click()
    page.locator("#begin-go").click()
    page.locator("#next-item").click()
    form = page.locator("form[data-do=update]")
    form.locator("textarea").fill(SAID)
    form.locator("button").click()
    expect(page.locator("#said")).to_contain_text(SAID)
    item = page.locator(".wall").get_attribute("data-point")
    server.kill()
    server.start()
    other = desk("David Mensah")
    other.goto(page.url)
    expect(other.locator(".wall")).to_have_attribute("data-point", item or "")
    expect(other.locator("#said")).to_contain_text(SAID)
    expect(other.locator(".wall-bar")).to_contain_text("Helen Marsh leads the screen")
    other.locator("#lead").click()
    other.locator("#end-open").click()
    other.locator("#end-go").click()
    expect(other.locator(".lead")).to_contain_text("Held from")
    expect(other.locator(f"#discussed-{item}")).to_contain_text(SAID)
    other.locator("#to-minutes").click()
    other.locator("#make-pdf").check()
    other.locator("#make-button").click()
    expect(other.locator("#make-form")).to_contain_text("Write what it is needed for")
    other.locator("#make-reason").fill("For those who were not there")
    with other.expect_download() as waited:
        other.locator("#make-button").click()
    assert re.fullmatch(r"tracker-meeting-[\d-]+\.pdf", waited.value.suggested_filename)
    assert faults(other) == []
