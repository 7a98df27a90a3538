"""A real browser: Debian's Chromium where it stands, else Playwright's own."""

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextlib.contextmanager
def a_browser() -> Iterator[Browser]:
    """Headless Chromium, gone afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Page, url: str, person: str, address: str) -> None:
    """Press a persona of demo mode and wait for the screen that was wanted."""
    page.goto(f"{url}/staff/sign-in?next={address}")
    page.locator("button.persona", has_text=person).click()
    page.wait_for_url(f"{url}{address}")
