"""axe on every screen of staff, narrow and wide (WCAG 2.2 AA)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browsing import DESK, PHONE, faults
from tests.deployments import ONE_MACHINE
from tests.sampling import turning
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("server", [ONE_MACHINE], indirect=True)]  # how it looks

SIZES = {"desk": DESK, "phone": PHONE}
SCREENS = {
    "Amina Yusuf": [
        "/staff/",
        "/staff/children",
        "/staff/children/D0001",
        "/staff/children/D0001/ask",
        "/staff/children/D0001/note",
        "/staff/tracker",
        "/staff/phone",
        "/staff/telling",
    ],
    "Helen Marsh": [
        "/staff/",
        "/staff/read",
        "/staff/texts",
        "/staff/reviews",
        "/staff/reviews/plan",
        "/staff/reviews/7?part=4",
        "/staff/prompts",
        "/staff/places",
        "/staff/places/1",
        "/staff/concerns",
        "/staff/telling",
        "/staff/tracker",
        "/staff/tracker?view=closed",
        "/staff/tracker/1",
        "/staff/tracker/new",
        "/staff/said",
        "/staff/said/new",
        "/staff/said/1",
        "/staff/meeting",
        "/staff/meeting/1",
        "/staff/meeting/1/minutes",
        "/staff/meeting/2",
        "/staff/mail",
        "/staff/tracker/workbooks",
        "/staff/nowhere",
    ],
    "Leah Stone": ["/staff/", "/staff/training", "/staff/calendar"],
    "Sam Whitlow": ["/staff/", "/staff/calls", "/staff/read"],
    "Peter Lindqvist": [
        f"/staff/reviews/1?part={part}" for part in ("header", "standards", "1", "4", "6", "8", "head")
    ],
}


@pytest.mark.parametrize(("person", "size"), turning(SCREENS, SIZES))
def test_axe_finds_nothing_on_the_screens_of(
    server: Server, desk: Callable[[str], Page], person: str, size: str
) -> None:
    page = desk(person)
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    found = {}
    for address in SCREENS[person]:
        page.goto(f"{server.url}{address}")
        page.get_by_role("heading", level=1).wait_for()
        if seen := faults(page):
            found[address] = seen
    assert found == {}


def test_axe_finds_nothing_on_the_sign_in_page(server: Server, phone: Page, browser: object) -> None:
    context = phone.context.browser.new_context(viewport=PHONE)  # type: ignore[union-attr, arg-type]
    page = context.new_page()
    page.goto(f"{server.url}/staff/sign-in")
    found = faults(page)
    context.close()
    assert found == []
