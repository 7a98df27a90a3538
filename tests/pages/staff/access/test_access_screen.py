"""Access on the screen: looked up, taken out with its reason, and shut to whom it is not for."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browsing import faults
from tests.cast import CHILD
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def test_a_head_looks_a_child_up_and_takes_all_of_it_out_with_a_reason(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/access")
    expect(page.locator("table")).to_contain_text("every child")
    page.locator("#search").fill(CHILD)
    expect(page.locator("table")).to_contain_text("Grace Adeyemi")
    assert faults(page) == []
    page.locator("#make").click()
    expect(page.locator("#make-form")).to_contain_text("Write what it is needed for.")
    page.locator("#make-reason").fill("The access review of this quarter")
    with page.expect_download() as made:
        page.locator("#make").click()
    rows = [*load_workbook(io.BytesIO(made.value.path().read_bytes())).active.iter_rows(values_only=True)]
    assert ("Amina Yusuf", CHILD, "allocated worker") in {(row[0], row[2], row[4]) for row in rows}


def test_for_whom_it_is_not_there_is_no_such_page(office: Office) -> None:
    for person in (office.cast.worker, office.cast.administrator):
        assert office.opens(person, "/staff/access").status_code == 404
