"""An item is marked as a training need where it is read, by who manages the tracker."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages.staff.conftest import Office
from tests.tracker.tracked import Tracked

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-11")]

Tab = Callable[..., Page]


def test_a_manager_marks_an_item_where_it_is_read(office: Office, tab: Tab) -> None:
    one = Tracked(office.store, office.cast)
    page = tab(office.cast.manager, f"/staff/tracker/{one.number}")
    page.get_by_role("button", name="It is a training need").click()
    expect(page.get_by_text("On the Workforce Development Lead’s list", exact=True)).to_be_visible()
    assert one.now["training"]
    page.get_by_role("button", name="It is no training need").click()
    expect(page.get_by_role("button", name="It is a training need")).to_be_visible()
    assert not one.now["training"]


def test_its_owner_is_not_offered_it(office: Office, tab: Tab) -> None:
    one = Tracked(office.store, office.cast)
    page = tab(office.cast.worker, f"/staff/tracker/{one.number}")
    expect(page.get_by_role("heading", name="Who and when")).to_be_visible()
    expect(page.get_by_role("button", name="training need")).to_have_count(0)
