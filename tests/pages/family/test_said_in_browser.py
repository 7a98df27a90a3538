"""/said in a real browser: narrow, wide, right to left, without scripts, and with nothing for axe to find."""

import pytest
from playwright.sync_api import Browser

from language.registry import LANGUAGES
from tests.browsing import faults
from tests.sampling import turning
from tests.tracker.said.told import ARABIC, Told

pytestmark = pytest.mark.browser
LONG = {"said": "Reports " + "x" * 120, "did": "They come earlier.", "could_not": "Not all of them do: " + "y" * 200}


@pytest.fixture
def published(store, cast) -> None:
    told = Told(store, cast)
    told.says_in("ar", ARABIC)
    told.is_released()
    Told(store, cast, words=LONG, theme="plans").is_released()


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("language", "width"), turning(LANGUAGES, [320, 390, 1280]))
def test_it_fits_and_axe_finds_nothing(chromium: Browser, home: str, language: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{home}/said?lang={language}")
    assert page.locator(".card").count() == 2
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.usefixtures("published")
def test_it_is_read_without_scripts_and_left_at_one_press(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{home}/said?lang=ar")
    assert page.get_by_text(ARABIC["said"]).is_visible()
    page.locator("details.tongues summary").click()
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", name="You said, we did").is_visible()
    page.get_by_role("link", name="Leave this page").click()
    assert page.url == f"{home}/help"
    assert context.cookies() == []
    context.close()
