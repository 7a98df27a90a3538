"""The pages in a real browser: with the keyboard alone, without scripts, small, zoomed, mirrored, and through axe."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from language.registry import LANGUAGES
from tests.browsing import faults
from tests.sampling import turning

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(chromium, home, office) -> Iterator:
    """Open a new conversation in a browser of one's own: `opened(language="ar", width=320)`."""
    contexts = []

    def open_one(audience="parent_carer", language="en", width=390, height=844, **more) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{home}/f/{office.link(audience=audience, language=language)}")
        return page

    yield open_one
    for context in contexts:
        context.close()


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(f'button[name="do"][value="{button}"]:not([aria-hidden])').click()


def to_the_words(page: Page) -> None:
    press(page, "begin")
    while not page.locator("textarea").count():
        press(page, "skip")


def every_page(page: Page) -> Iterator[str]:
    """Walk a whole conversation, stopping at each page."""
    yield "welcome"
    press(page, "begin")
    yield "first question"
    press(page, "answer")
    yield "refused"
    page.locator('input[type="radio"]').first.check()
    press(page, "answer")
    yield "a question with an answer above"
    while not page.locator('button[value="finish"]').count():
        if page.locator("textarea").count():
            yield "words"
            page.fill("textarea", "They listened, and it helped.")
            press(page, "answer")
        elif page.locator('input[name="answer"][value="no"]').count() and "safe" in page.locator("h1").inner_text():
            page.check('input[name="answer"][value="no"]')
            press(page, "answer")
            yield "not safe"
        else:
            press(page, "skip")
    yield "check"
    press(page, "finish")
    yield "thanks"


@pytest.mark.parametrize(("language", "scheme"), turning(LANGUAGES, ["light", "dark"]))
def test_axe_finds_nothing_on_any_page_of_a_conversation(opened, language, scheme):
    page = opened(language=language, color_scheme=scheme)
    for name in every_page(page):
        assert faults(page) == [], name
    assert all("422" in fault for fault in page.complaints)


@pytest.mark.parametrize(
    ("language", "address"), turning(LANGUAGES, ["/", "/help", "/privacy", "/accessibility", "/f/nothing"])
)
def test_axe_finds_nothing_on_the_standing_pages(opened, home, address, language):
    page = opened()
    page.goto(f"{home}{address}?lang={language}")
    assert faults(page) == []


@pytest.mark.parametrize(("language", "height"), turning(LANGUAGES, [568, 256]))
def test_nothing_sticks_out_at_320_pixels_or_at_four_times_the_size(opened, language, height):
    page = opened(language=language, width=320, height=height)  # 1280 by 1024 at 400 % zoom is 320 by 256
    for name in every_page(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_to_press_is_large_enough_for_a_thumb(opened, language):
    page = opened(language=language)
    press(page, "begin")
    for each in page.locator("label.choice, button.go, button.link, a.leave, summary").filter(visible=True).all():
        assert each.bounding_box()["height"] >= 44, each.inner_text()


def test_it_all_works_without_scripts(opened, office):
    page = opened(java_script_enabled=False)
    assert list(every_page(page))[-1] == "thanks"
    (voice,) = office.voices()
    assert voice["finished"]


def test_it_all_works_with_the_keyboard_alone(opened, office):
    page = opened()
    press(page, "begin")
    page.locator('input[type="radio"]').first.focus()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert office.answers() == {"understood_why": "mostly"}


def test_enter_in_a_short_field_means_continue(opened, office):
    page = opened()
    press(page, "begin")
    while "safe right now" not in page.locator("h1").inner_text():
        press(page, "skip")
    for _ in range(2):
        page.check(f'input[value="{"no" if _ == 0 else "yes"}"]')
        press(page, "answer")
    page.fill("#answer", "07700 900123")
    with page.expect_navigation():
        page.press("#answer", "Enter")
    assert office.answers()["call_number"] == "07700 900123"


def test_pressing_twice_makes_one_answer(opened, office):
    page = opened()
    press(page, "begin")
    page.locator('input[type="radio"]').first.check()
    page.locator("button.go").dblclick()
    page.wait_for_selector("text=Did you get to read")
    assert office.answers() == {"understood_why": "yes"}


def test_reload_and_the_browsers_own_back_lose_nothing(opened, office):
    page = opened()
    press(page, "begin")
    page.locator('input[type="radio"]').first.check()
    press(page, "answer")
    page.reload()
    page.go_back()
    page.go_forward()
    assert office.answers() == {"understood_why": "yes"}
    assert "Did you get to read" in page.locator("h1").inner_text()


def test_the_language_is_changed_in_the_middle_with_the_words_still_there(opened):
    page = opened()
    to_the_words(page)
    page.fill("textarea", "half a sentence")
    page.locator(".tongues summary").click()
    press(page, "lang:ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("textarea").input_value() == "half a sentence"


@pytest.mark.parametrize("scripts", [True, False])
def test_leaving_leads_elsewhere_and_going_back_shows_nothing_that_was_said(opened, scripts):
    page = opened(java_script_enabled=scripts)
    press(page, "begin")
    page.locator('input[type="radio"]').first.check()
    press(page, "answer")
    with page.expect_navigation():
        page.click("a.leave")
    assert page.url.endswith("/help")
    page.go_back()
    page.wait_for_selector("text=Some questions have been answered already")
    assert not page.locator("text=Always").count()


def test_the_page_asks_for_nothing_else(opened, home):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "begin")
    assert all(url.startswith(f"{home}/f/") for url in asked)
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_paper_shows_what_was_said_and_no_buttons(opened):
    page = opened()
    press(page, "begin")
    press(page, "skip")
    page.emulate_media(media="print")
    assert page.locator(".asked").first.is_visible()
    assert not page.locator("button.go").is_visible()
