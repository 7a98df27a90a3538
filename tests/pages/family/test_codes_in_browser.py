"""The code field and the poster's page in a real browser: keyboard alone, no scripts, small, and through axe."""

import pytest
from playwright.sync_api import expect

from feedback.voices.codes import HANDED_OVER
from feedback.voices.places import add_place
from feedback.voices.typed_codes import grouped
from language.registry import LANGUAGES
from tests.browsing import faults
from tests.letters import print_letter

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def seeing(chromium):
    """A page that axe can look at."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def wall(store, cast, home):
    hall = store.write_now(add_place, cast.head, "Portsoken Community Centre", "place")
    return f"{home}/q/{grouped(hall['code'])}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing_on_either_page(seeing, home, wall, code):
    for address in (f"{home}/?lang={code}", f"{wall}?lang={code}"):
        seeing.goto(address)
        assert faults(seeing) == []
        seeing.locator("main button.go").click()
        expect(seeing.locator("[role=alert]")).to_be_visible()
        assert faults(seeing) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_both_pages_fit_a_small_phone(seeing, home, wall, code):
    seeing.set_viewport_size({"width": 320, "height": 600})
    for address in (f"{home}/?lang={code}", f"{wall}?lang={code}"):
        seeing.goto(address)
        assert seeing.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_code_is_typed_and_sent_with_the_keyboard_alone_and_no_scripts(store, cast, home, page):
    code = print_letter(store, cast.worker, cast.ask().request, HANDED_OVER).code
    page.goto(home)
    page.get_by_label("Type the code from your letter or poster").focus()
    page.keyboard.type(grouped(code).lower())
    page.keyboard.press("Enter")
    page.wait_for_url("**/f/*")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Question 1 of")).to_be_visible()


def test_a_poster_is_answered_with_the_keyboard_alone_and_no_scripts(wall, page):
    page.goto(wall)
    page.get_by_label("A child").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How are we doing for you?")).to_be_visible()
