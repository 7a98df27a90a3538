"""Every page in every language is valid HTML with a title, one heading and its language."""

import re

import html5lib
import pytest

from language.registry import LANGUAGES
from pages.family.phrases import phrase

PAGES = ["/", "/help", "/privacy", "/accessibility", "/said", "/f/nothing"]


def check(reply, code: str) -> None:
    html5lib.HTMLParser(strict=True).parse(reply.text)
    assert f'<html lang="{code}" dir="{LANGUAGES[code].direction}">' in reply.text
    assert len(re.findall(r"<h1[ >]", reply.text)) == 1
    assert re.search(r"<title>[^<]+</title>", reply.text)
    assert 'class="leave" href="?leave"' in reply.text
    assert 'href="tel:999"' in reply.text
    names = re.findall(r' id="([^"]*)"', reply.text)
    assert len(names) == len(set(names))
    for target in re.findall(r' (?:for|aria-labelledby|aria-describedby)="([^"]*)"', reply.text):
        assert set(target.split()) <= set(names)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_standing_page_is_valid(phone, address, code):
    check(phone("x").get(f"{address}?lang={code}"), code)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("audience", ["child_4_7", "child_8_11", "young_person", "parent_carer"])
def test_every_page_of_a_conversation_is_valid(office, phone, audience, code):
    mine = phone(office.link("closure", audience, code))
    check(mine.open(), code)
    mine.press("begin")
    for _ in range(20):
        check(mine.open(), code)
        if 'value="finish"' in mine.page:
            break
        check(mine.press("answer", "\x01"), code)
        codes = re.findall(r'type="radio" name="answer" value="(\w+)"', mine.page)
        mine.press("answer", "no" if "no" in codes else codes[0] if codes else 'a <b> & "c"\n\nd')
    check(mine.open(), code)
    mine.press("finish")
    check(mine.open(), code)


def test_english_that_stands_in_for_a_missing_translation_is_marked_as_english():
    spoken = phrase("ar", "Nobody translated <this> {number}.", number=phrase("ar", "yet"))
    assert str(spoken).startswith('<span lang="en" dir="ltr">Nobody translated &lt;this&gt; ')
    assert spoken.bare.startswith("Nobody translated <this>")


def test_ones_own_words_say_their_language_and_find_their_own_direction(begun):
    while "<textarea" not in begun.page:
        begun.press("skip")
    begun.press("lang:ar")
    begun.press("answer", "كان جيدا")
    begun.press("lang:en")
    assert '<p lang="ar" dir="auto">كان جيدا</p>' in begun.page
