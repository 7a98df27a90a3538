"""Drawing with a finger or a mouse, and choosing a photograph where no script runs."""

import io

import pytest
from PIL import Image

from feedback.voices import attachments
from feedback.voices.attachments import ATTACHMENTS
from tests.browsing import faults
from tests.pages.family.test_browser import opened, press, to_the_words
from tests.pictures import drawing

__all__ = ["opened"]
pytestmark = pytest.mark.browser


def kept(office) -> Image.Image:
    """The one picture that was kept."""
    (one,) = office.store.read(lambda db: db.table(ATTACHMENTS).all())
    return Image.open(io.BytesIO(office.store.read(lambda db: attachments.content_of(db, one))))


def draw(page, *way: tuple[int, int]) -> None:
    page.locator("#pad").scroll_into_view_if_needed()
    box = page.locator("#pad").bounding_box()
    for number, (across, down) in enumerate(way):
        page.mouse.move(box["x"] + across, box["y"] + down)
        if not number:
            page.mouse.down()
    page.mouse.up()


def test_a_child_draws_takes_a_line_back_and_sends_it(opened, office):
    page = opened(audience="child_4_7", width=320)
    to_the_words(page)
    draw(page, (20, 20), (120, 20))
    page.locator(".pen-2").click()
    draw(page, (20, 100), (120, 100))
    page.locator(".pen-3").click()
    draw(page, (20, 180), (120, 180))
    page.locator("#undo").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    press(page, "answer")
    colours = {colour for number, colour in kept(office).quantize(8).convert("RGB").getcolors() if number > 200}
    assert any(red > 150 and green < 90 for red, green, _ in colours)
    assert any(max(colour) < 80 for colour in colours)
    assert not any(blue > 150 and red < 90 for red, _, blue in colours)
    assert page.complaints == []


def test_without_a_script_a_photograph_is_chosen(opened, office, tmp_path):
    page = opened(audience="child_4_7", java_script_enabled=False)
    to_the_words(page)
    assert not page.locator("#pad").is_visible()
    assert not page.locator("#record").is_visible()
    photograph = tmp_path / "photograph.jpg"
    photograph.write_bytes(drawing(kind="JPEG", size=(2000, 1500)))
    page.set_input_files("#drawing", photograph)
    press(page, "answer")
    assert kept(office).size == (1600, 1200)
    while not page.locator("button[value=finish]").count():
        press(page, "skip")
    assert "A drawing" in page.text_content("details.earlier")
