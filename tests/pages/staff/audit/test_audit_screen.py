"""The audit trail on the screen: for whom it is there, what is asked of it in the address, and its chain."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.audit import record
from tests.browsing import DESK, PHONE, faults
from tests.cast import CHILD
from tests.pages.staff.conftest import Office

Tab = Callable[..., Page]
AUDIT = "/staff/audit"


def opened(office: Office) -> None:
    office.store.write_now(lambda db: record(db, office.cast.worker, "child.opened", child=CHILD, what="review 5"))


@pytest.mark.parametrize("who", ["worker", "manager", "reviewer", "chair", "caller"])
def test_for_whom_it_is_not_there_is_no_such_page(office: Office, who: str) -> None:
    assert office.opens(getattr(office.cast, who), AUDIT).status_code == 404


def test_a_head_reads_of_children_and_an_administrator_does_not(office: Office) -> None:
    opened(office)
    asked = f"{AUDIT}?child={CHILD.lower()}&action=child.opened"
    assert "review 5" in office.opens(office.cast.head, asked).text
    assert f"children/{CHILD}" in office.opens(office.cast.head, asked).text
    theirs = office.opens(office.cast.administrator, AUDIT).text
    assert "A member of staff was added" in theirs
    assert CHILD not in theirs
    assert "No entry fits." in office.opens(office.cast.administrator, asked).text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=yesterday", "Give days as a year"),
        ("until=9999-12-31", "Give days as a year"),
        ("since=2026-03-02&until=2026-03-01", "The last day is before the first."),
        ("who=%00&child=%3Cb%3E&action=none", "No entry fits."),
        ("before=999999999&who=99999999999999999999", "No entry fits."),
        ("before=-1", "A member of staff was added"),
    ],
)
def test_what_cannot_be_read_is_said(office: Office, query: str, said: str) -> None:
    reply = office.opens(office.cast.head, f"{AUDIT}?{query}")
    assert reply.status_code == 200
    assert said in reply.text


@pytest.mark.browser
def test_a_head_comes_from_the_child_looks_at_the_chain_and_axe_finds_nothing(office: Office, tab: Tab) -> None:
    opened(office)
    page = tab(office.cast.head, f"/staff/children/{CHILD}")
    page.locator("#who-opened").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("What is kept of a child was opened")
    expect(page.locator("#audit-state")).to_contain_text("not been looked at")
    page.locator("#look-at-chain").click()
    expect(page.locator("#audit-state")).to_contain_text("Whole as far as entry")
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 700})
    for always in ("#raise-open", "#sign-out"):
        expect(page.locator(always)).to_be_in_viewport(ratio=1)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    expect(page.get_by_role("link", name="Records")).to_be_hidden()
    page.locator("#ways-open").click()
    expect(page.get_by_role("link", name="Records")).to_be_visible()
    assert faults(page) == []
    page.locator("#ways-open").press("Escape")
    expect(page.locator("#ways-open")).to_be_focused()
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.locator("#audit-out > summary").click()
    page.locator("#make-reason").fill("A family asks who read about their child")
    with page.expect_download() as made:
        page.locator("#make").click()
    assert made.value.suggested_filename.startswith("audit-")
    page.locator("#audit-action").select_option("")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#audit-child")).to_have_value(CHILD)
