"""Larger text, four times the size, forced colours, less motion, the keyboard: whatever the look, it can be used."""

import pytest

from pages.family.inline_assets import STYLES
from tests.pages.family.test_browser import opened, press
from tests.sampling import sampled

__all__ = ["opened"]
pytestmark = pytest.mark.browser

AUDIENCES = ["child_4_7", "child_8_11", "young_person", "parent_carer"]
SAMPLE = {"child_4_7", "parent_carer"}
BORDERED = """(one) => { const drawn = getComputedStyle(one);
  return parseFloat(drawn.borderTopWidth) + parseFloat(drawn.outlineWidth) > 0; }"""
WHOLE = "(one) => one.scrollWidth <= one.clientWidth + 2 || getComputedStyle(one).display == 'inline'"


@pytest.mark.parametrize("audience", sampled(AUDIENCES, SAMPLE))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_four_times_the_size_leave_stays_in_reach_and_nothing_goes_sideways(opened, audience, language):
    page = opened(audience=audience, language=language, width=320, height=256)  # 1280 by 1024 at 400 %
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate("scrollTo(0, 0)")
        box = page.locator("a.leave").bounding_box()
        assert 0 <= box["y"] < 256
        assert box["y"] + box["height"] <= 256
        if page.locator('button[value="begin"]').count():
            press(page, "begin")


@pytest.mark.parametrize("audience", sampled(AUDIENCES, SAMPLE))
def test_with_text_twice_as_large_nothing_is_cut_off(opened, audience):
    page = opened(audience=audience)
    press(page, "begin")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for one in page.locator("main h1, main label, main button:visible, a.leave").all():
        assert one.evaluate(WHOLE), one.inner_text()


@pytest.mark.parametrize("audience", sampled(AUDIENCES, SAMPLE))
def test_in_forced_colours_what_can_be_pressed_and_what_is_chosen_can_be_seen(opened, audience):
    page = opened(audience=audience, forced_colors="active")
    press(page, "begin")
    assert page.locator("a.leave").evaluate(BORDERED)
    card = page.locator("label.choice, button.press").first
    assert card.evaluate(BORDERED)
    before = card.screenshot()
    card.click()
    if audience == "child_4_7":  # a card is a press: what was pressed is seen on the way back
        press(page, "back")
    else:
        assert page.locator("button.go").evaluate(BORDERED)
    page.mouse.move(0, 0)
    assert card.screenshot() != before


def test_the_keyboard_reaches_leave_before_the_question_and_its_focus_can_be_seen(opened):
    page = opened()
    press(page, "begin")
    page.evaluate("scrollTo(0, 0); document.activeElement.blur(); location.hash = ''")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className + document.activeElement.type"))
        if "radio" in reached[-1]:
            break
        assert page.evaluate(f"({BORDERED})(document.activeElement)")
    assert any("leave" in one for one in reached)
    assert "radio" in reached[-1]


def test_nothing_moves_for_who_asked_for_less_motion():
    for style in STYLES.values():
        moving = [one for one in ("transition", "animation", "scroll-behavior:smooth") if one in style]
        assert not moving or "prefers-reduced-motion" in style
