"""The tests' browser, and a person of the demo signed in with it."""

from playwright.sync_api import Page

from tests.browsing import a_browser

__all__ = ["a_browser", "sign_in"]


def sign_in(page: Page, url: str, person: str, address: str) -> None:
    """Press a persona of demo mode and wait for the screen that was wanted."""
    page.goto(f"{url}/staff/sign-in?next={address}")
    page.locator("button.persona", has_text=person).click()
    page.wait_for_url(f"{url}{address}")
