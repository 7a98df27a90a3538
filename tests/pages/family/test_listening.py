"""Hearing a question: a recording where one stands, this device's voice where it has one, and neither is in the way."""

import json

import pytest

from feedback.voices.reading_aloud import keep_recording
from feedback.voices.spoken_questions import key_of
from tests.cast import LIBRARY
from tests.pages.family.test_browser import press
from tests.recordings import OGG

FIRST = LIBRARY.get("conference_parent_carer").questions[0].text
VOICES = """(voices) => {
  const spoken = window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices, speak: (one) => spoken.push(one), cancel: () => spoken.push("cancel"),
  } });
}"""


@pytest.fixture
def recorded(office):
    """The first question of a parent, read aloud in English."""
    office.store.write_now(keep_recording, office.cast.head, LIBRARY.for_families(), key_of("en", FIRST), OGG)


def test_a_recording_stands_on_the_page_and_is_not_loaded_before_it_is_wanted(recorded, begun):
    begun.open()
    assert '<audio controls preload="none" src="/spoken/' in begun.page
    assert "media-src 'self'" in begun.open().headers["content-security-policy"]
    begun.press("answer", "yes")
    assert "<audio" not in begun.page


def test_a_recording_is_for_anybody_and_is_kept_by_the_browser_for_a_day(recorded, begun, phone):
    address = _address(begun)
    reply = phone("x").get(f"/spoken{address}")
    assert (reply.status_code, reply.content, reply.headers["content-type"]) == (200, OGG, "audio/ogg")
    assert reply.headers["cache-control"] == "public, max-age=86400, immutable"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in reply.headers
    assert phone("x").post(f"/spoken{address}").status_code == 405


@pytest.mark.parametrize(
    ("asked", "status", "part", "within"),
    [
        ("bytes=0-1", 206, OGG[:2], f"bytes 0-1/{len(OGG)}"),
        ("bytes=4-", 206, OGG[4:], f"bytes 4-{len(OGG) - 1}/{len(OGG)}"),
        ("bytes=0-99999", 206, OGG, f"bytes 0-{len(OGG) - 1}/{len(OGG)}"),
        ("bytes=9999-", 416, b"", f"bytes */{len(OGG)}"),
        ("bytes=-5", 200, OGG, None),
        ("lines=1-2", 200, OGG, None),
    ],
)
def test_a_phone_may_ask_for_a_part(recorded, begun, phone, asked, status, part, within):
    reply = phone("x").get(f"/spoken{_address(begun)}", headers={"range": asked})
    assert (reply.status_code, reply.content, reply.headers.get("content-range")) == (status, part, within)


@pytest.mark.parametrize("digest", ["nothing", "0" * 32, "%00", "..%2f"])
def test_what_was_never_recorded_is_not_there(phone, digest):
    assert phone("x").get(f"/spoken/{digest}").status_code == 404


def test_without_scripts_no_button_is_offered_that_does_nothing(begun):
    button = begun.page.partition('id="listen"')[2].partition(">")[0]
    assert button.endswith(" hidden")


@pytest.mark.browser
def test_this_devices_voice_reads_all_of_the_question_and_a_second_press_stops_it(chromium, home, office):
    page = _with_voices(chromium, [{"lang": "en_GB", "localService": True}])
    page.goto(f"{home}/f/{office.link(audience='child_4_7')}")
    press(page, "begin")
    page.get_by_role("button", name="Hear it").click()
    said = page.evaluate("window.spoken.filter((one) => one.text).map((one) => one.text.trim())")
    assert said[0] == page.locator("h1").inner_text()
    assert len(said) == 1 + page.locator("label.choice, fieldset label").count()
    page.get_by_role("button", name="Stop").click()
    assert page.evaluate("window.spoken.at(-1)") == "cancel"
    page.get_by_role("button", name="Hear it").click()
    page.evaluate("window.spoken.at(-1).onend()")
    assert page.get_by_role("button", name="Hear it").is_visible()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "voices", "offered"),
    [
        ("en", [{"lang": "en-GB", "localService": False}], False),  # it would be spoken from elsewhere
        ("en", [], False),
        ("fa-AF", [{"lang": "fa-IR", "localService": True}], False),  # Farsi is not Dari
        ("fa", [{"lang": "fa-AF", "localService": True}], False),
        ("fa", [{"lang": "fa-IR", "localService": True}], True),
        ("ckb", [{"lang": "ku", "localService": True}], False),
    ],
)
def test_no_voice_is_offered_that_is_not_of_this_language_and_of_this_device(
    chromium, home, office, language, voices, offered
):
    page = _with_voices(chromium, voices)
    page.goto(f"{home}/f/{office.link(language=language)}")
    press(page, "begin")
    assert page.locator("#listen").is_visible() is offered
    page.context.close()


def _with_voices(chromium, voices):
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script(f"({VOICES})({json.dumps(voices)})")
    return page


def _address(begun):
    return begun.open().text.partition('src="/spoken')[2].partition('"')[0]
