"""What a family reads of what came of its words, and the one press below it (BR-54)."""

import re

import pytest
from playwright.sync_api import Page

from feedback.asking.requests import revoke
from feedback.voices.attempts import ATTEMPTS
from feedback.voices.requests import REQUESTS
from feedback.voices.voices import VOICES
from tests.browsing import faults
from tests.pages.family.conftest import Phone
from tests.pages.family.test_headers import weight
from tests.pages.family.test_html import check
from tests.tracker.telling.spoken import Spoken
from tracker.telling.telling_words import TellingWords
from tracker.telling.tellings import told_of

pytestmark = pytest.mark.rule("BR-54")
LANGUAGES = ["en", "ar", "ti"]


def told_in(store, cast, language, **more):
    """A family that was told; returns who they are and the token of their link."""
    spoken = Spoken(store, cast, language=language)
    spoken.is_done()
    spoken.is_told(**more)
    return spoken, spoken.token_in(spoken.texts[-1]["body"])


def helped(spoken):
    (found,) = spoken.store.read(told_of, spoken.cast.worker, spoken.item.number)
    return found.helped


def kept(db):
    return [len(db.table(kind)) for kind in (VOICES, ATTEMPTS, REQUESTS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_press_answers_and_thanks_in_their_language(store, cast, phone, language):
    spoken, token = told_in(store, cast, language)
    mine = phone(token)
    reply = mine.open()
    check(reply, language)
    assert weight(reply) <= 14_600
    assert len(re.findall(r'value="helped:\w+"', mine.page)) == 3
    assert helped(spoken) == ""
    assert mine.press("helped:a_bit").status_code == 303
    check(mine.open(), language)
    assert weight(mine.open()) <= 6_000
    assert "helped:" not in mine.page
    assert helped(spoken) == "a_bit"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_easy_read_and_stays_so_after_the_press_and_in_another_language(store, cast, phone, language):
    _, token = told_in(store, cast, language)
    mine = phone(token)
    mine.open()
    assert 'src="/pictures/heart.svg"' not in mine.page
    assert f'href="?easy&amp;lang={language}"' in mine.page
    reply = mine.open(f"?easy&lang={language}")
    check(reply, language)
    assert weight(reply) <= 14_600
    assert 'src="/pictures/heart.svg"' in mine.page
    assert f'href="?lang={language}"' in mine.page  # off again
    assert 'href="?easy&amp;lang=fr"' in mine.page  # the same in French
    easy = re.search("<style>(.*?)</style>", mine.page, re.DOTALL)[1]
    mine.press("helped:a_bit")
    mine.open()
    assert re.search("<style>(.*?)</style>", mine.page, re.DOTALL)[1] == easy


def test_looking_changes_nothing(store, cast, phone):
    spoken, token = told_in(store, cast, "ti")
    before = store.read(kept)
    for query in ("", "?lang=en", "?begun", "?helped=yes"):
        phone(token).open(query)
    assert store.read(kept) == before
    assert helped(spoken) == ""


def test_the_words_are_there_in_english_too_and_say_their_language_where_they_are_not(store, cast, phone):
    own = TellingWords(english="Papers come sooner.", translated="ወረቓቕቲ ቀልጢፎም", translated_by="An interpreter")
    _, token = told_in(store, cast, "ti", said=own)
    mine = phone(token)
    mine.open()
    assert "ወረቓቕቲ ቀልጢፎም" in mine.page
    mine.open("?lang=en")
    assert "Papers come sooner." in mine.page
    mine.open("?lang=ar")
    assert '<p class="asis" lang="en" dir="auto">Papers come sooner.</p>' in mine.page


def test_pressed_twice_is_once_and_the_first_press_stands(store, cast, phone):
    spoken, token = told_in(store, cast, "en")
    mine = phone(token)
    mine.open()
    page = mine.page
    for value in ("yes", "yes", "no"):
        mine.page = page
        assert mine.press(f"helped:{value}").status_code == 303
        assert mine.heading == "Thank you"
    assert helped(spoken) == "yes"


def test_another_browser_sees_what_we_did_until_somebody_has_pressed(store, cast, phone):
    _, token = told_in(store, cast, "en")
    mine, other = phone(token), phone(token)
    other.open()
    assert "You now get papers earlier" in other.page
    mine.open()
    mine.press("helped:no")
    assert other.open().status_code == 404
    assert other.press("helped:yes").status_code == 404


def test_who_keeps_no_cookie_is_thanked_too(store, cast, phone):
    _, token = told_in(store, cast, "en")
    mine = phone(token)
    mine.open()
    reply = mine.post(mine.address, data={"do": "helped:yes", "language": "en"})
    mine.cookies.clear()
    assert "Thank you" in mine.get(reply.headers["location"]).text
    assert mine.get(f"{mine.address}?begun").status_code == 200
    assert mine.get(mine.address).status_code == 404


@pytest.mark.parametrize("value", ["", "maybe", "yes no", "x" * 500])
def test_what_no_button_says_is_refused_and_keeps_nothing(store, cast, phone, value):
    spoken, token = told_in(store, cast, "en")
    mine = phone(token)
    mine.open()
    assert mine.press(f"helped:{value}").status_code in (400, 422)
    assert helped(spoken) == ""


def test_the_press_means_nothing_where_questions_are_asked(begun):
    assert begun.press("helped:yes").status_code == 303


def test_a_link_that_is_over_or_closed_opens_the_neutral_page(store, cast, phone, clock):
    spoken, token = told_in(store, cast, "en")
    request = store.read(told_of, cast.worker, spoken.item.number)[0].request
    clock.forward(days=31)
    assert phone(token).open().status_code == 404
    clock.forward(days=-30)
    assert phone(token).open().status_code == 200
    store.write_now(revoke, cast.worker, request)
    assert phone(token).open().status_code == 404


def test_it_names_nobody(store, cast, phone):
    _, token = told_in(store, cast, "en")
    mine: Phone = phone(token)
    mine.open()
    for name in ("Selam", "Tesfamariam", "Amina", "child protection", "D0001", "report before the day"):
        assert name not in mine.page


@pytest.mark.browser
@pytest.mark.parametrize(("language", "scripts", "width"), [("ti", False, 320), ("ar", True, 390)])
def test_in_a_browser_one_press_is_enough(store, cast, chromium, home, language, scripts, width):
    spoken, token = told_in(store, cast, language)
    context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts)
    page: Page = context.new_page()
    page.goto(f"{home}/f/{token}")
    if scripts:
        assert faults(page) == []
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    page.locator('button[value="helped:yes"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("button.choice").count() == 0
    if scripts:
        assert faults(page) == []
    context.close()
    assert helped(spoken) == "yes"
