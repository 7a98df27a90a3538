"""What a family sees first: what is wrong, the numbers when there is danger, and faces that differ without styles."""

import pytest
from playwright.sync_api import Page

from feedback.voices.places import add_place
from language.registry import LANGUAGES
from tests.pages.family.test_browser import opened, press
from tests.sampling import turning

__all__ = ["opened"]
pytestmark = pytest.mark.browser


def to_safe(page: Page) -> None:
    press(page, "begin")
    for _ in range(8):
        press(page, "skip")
    page.check('input[value="no"]')


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    scrolled = page.evaluate("document.querySelector('header').getBoundingClientRect().bottom")
    return box["y"] >= min(scrolled, 60) - 1 and box["y"] + box["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize(("language", "scripts"), turning(LANGUAGES, [True, False]))
def test_what_is_wrong_is_in_view_and_has_the_focus(opened, language, scripts):
    page = opened(language=language, java_script_enabled=scripts)
    press(page, "begin")
    for _ in range(8):
        press(page, "skip")
        press(page, "answer")
        assert page.locator(".problem").count() == 1
        assert page.locator(".problem").bounding_box()["y"] < 200
        assert page.locator("#answer").bounding_box()["y"] < 844
        if scripts:
            assert page.evaluate("document.activeElement.className") == "problem"


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_danger_the_numbers_and_the_question_are_both_in_view(opened, language):
    page = opened(language=language)
    to_safe(page)
    press(page, "answer")
    assert in_view(page, "details.safe")
    assert in_view(page, "h1")


@pytest.mark.parametrize("address", ["code", "poster"])
def test_the_other_forms_show_what_is_wrong_in_the_same_place(chromium, home, store, cast, address):

    page = chromium.new_page(viewport={"width": 390, "height": 844})
    code = store.write_now(add_place, cast.head, "Hall", "place")["code"]
    page.goto(f"{home}/q/{code}" if address == "poster" else home)
    with page.expect_navigation():
        page.locator("button.go").first.click()
    assert page.title().startswith("Error: ")
    assert page.locator(".problem").bounding_box()["y"] < 200
    assert page.evaluate("document.activeElement.className") == "problem"
    page.close()


def test_without_styles_the_three_faces_differ(opened):
    page = opened(audience="child_4_7")
    press(page, "begin")
    page.evaluate("document.querySelector('style').remove()")
    faces = page.locator("svg.face")
    assert faces.count() == 3
    assert len({faces.nth(number).screenshot() for number in range(3)}) == 3
    assert faces.first.evaluate("face => getComputedStyle(face).fill") == "none"


def test_a_page_left_lying_open_lets_go_of_earlier_answers_and_keeps_what_is_typed(opened):
    page = opened()
    page.clock.install()
    press(page, "begin")
    while not page.locator("textarea").count():
        page.locator('input[type="radio"]').first.check()
        page.clock.run_for(4000)
        press(page, "answer")
    page.fill("textarea", "half a sentence")
    assert page.locator(".talk").count()
    page.clock.run_for(901_000)
    assert not page.locator(".talk").count()
    assert page.locator("textarea").input_value() == "half a sentence"
