"""The screen where the private address of one's calendar is made, shown once, replaced and ended."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.calendar_addresses import calendar_address, revoke_calendar_address
from tests.browsing import DESK, PHONE, faults, says
from tests.pages.staff.conftest import Office
from tests.sampling import sampled

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
SHOWN = "The address, shown this once"


@pytest.fixture(autouse=True)
def _nobody_has_one(office: Office) -> None:
    office.store.write_now(revoke_calendar_address, office.cast.worker)


def test_the_address_is_made_shown_once_replaced_and_ended(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, "/staff/")
    page.get_by_role("link", name="Your calendar").click()
    page.get_by_role("button", name="Make the address").click()
    link = page.get_by_label(SHOWN)
    expect(link).to_have_value(re.compile(rf"^{office.url}/calendar/[\w-]{{22}}\.ics$"))
    expect(page.get_by_role("heading", name="Here is your address")).to_be_focused()
    first = link.input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name=re.compile("Copied|Press"))).to_be_visible()
    page.get_by_role("button", name="Make a new one").click()
    says(page, "Make a new one")
    expect(link).not_to_have_value(first)
    page.reload()
    expect(page.get_by_role("button", name="End it")).to_be_visible()
    expect(page.get_by_label(SHOWN)).to_have_count(0)
    page.get_by_role("button", name="End it").click()
    says(page, "End it")
    expect(page.get_by_role("button", name="Make the address")).to_be_visible()
    assert office.store.read(calendar_address, office.cast.worker) is None


def test_what_is_ended_elsewhere_is_ended_here_too(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, "/staff/calendar")
    page.get_by_role("button", name="Make the address").click()
    expect(page.get_by_role("button", name="End it")).to_be_visible()
    office.store.write_now(revoke_calendar_address, office.cast.worker)
    expect(page.get_by_role("button", name="Make the address")).to_be_visible()


@pytest.mark.parametrize("size", sampled([PHONE, DESK], [PHONE]))
def test_axe_finds_nothing(office: Office, tab: Tab, size: dict[str, int]) -> None:
    page = tab(office.cast.worker, "/staff/calendar")
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(page) == []
    page.get_by_role("button", name="Make the address").click()
    expect(page.get_by_label(SHOWN)).to_be_visible()
    assert faults(page) == []


def test_who_has_no_deadlines_has_no_such_page(office: Office, tab: Tab) -> None:
    assert office.opens(office.cast.caller, "/staff/calendar").status_code == 404
    page = tab(office.cast.caller, "/staff/")
    expect(page.get_by_role("link", name="Your calendar")).to_have_count(0)
