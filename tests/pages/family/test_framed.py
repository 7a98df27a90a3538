"""A page is drawn once for all who come to it, and each gets it around their own answers."""

import gzip
import re

import pytest

from feedback.voices import views
from language.registry import LANGUAGES
from pages.family import conversation_pages as pages
from pages.family import framed, talk
from pages.family.frame import Frame
from pages.family.talk import GAP


@pytest.fixture
def views_in(office, phone):
    """Each moment of a conversation from the first question to the check, in a language."""

    def walked(code: str):
        mine = phone(office.link("closure", "parent_carer", code))
        mine.press("begin")
        session = mine.cookies["views"].partition(".")[0]
        while True:
            yield office.store.read(views.view, mine.address.removeprefix("/f/"), session)
            if 'value="finish"' in mine.open().text:
                break
            codes = re.findall(r'type="radio" name="answer" value="(\w+)"', mine.page)
            mine.press("answer", codes[0] if codes else 'a <b> & "c" رقمي 020 7946 0123')

    return walked


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_the_page_that_is_drawn_as_a_whole_plain_and_squeezed(views_in, site, code):
    asked = list(views_in(code))
    assert len(asked) > 5
    for view in asked:
        whole = pages.standing(view, site)
        assert framed.framed(view, site, squeezed=False).body.decode() == whole
        assert gzip.decompress(framed.framed(view, site, squeezed=True).body).decode() == whole


def test_it_does_not_hold_what_another_family_said(office, phone):
    words = "Only one of them said this."
    for said in (words, ""):
        mine = phone(office.link())
        mine.press("begin")
        while "<textarea" not in mine.open().text:
            mine.press("skip")
        mine.press("answer", said) if said else mine.press("skip")
        assert (words in mine.page) is bool(said)


def test_what_stood_in_a_field_is_never_kept_for_another(begun, office, phone):
    while "<textarea" not in begun.page:
        begun.press("skip")
    begun.press("back", "Half a sentence")
    begun.press("skip")
    assert "Half a sentence" in begun.page
    other = phone(office.link())
    other.press("begin")
    while "<textarea" not in other.open().text:
        other.press("skip")
    assert "Half a sentence" not in other.page


def test_typed_words_are_drawn_anew_and_never_remembered(begun):
    while "<textarea" not in begun.page:
        begun.press("skip")
    talk._chosen.cache_clear()
    begun.press("answer", "Nobody but us may remember this.")
    assert "Nobody but us may remember this." in begun.page
    said = begun.page.count('class="asked"')
    assert talk._chosen.cache_info().currsize == said - 1


def test_a_frame_closes_around_anything_and_nothing():
    frame = Frame.of(f"<p>{'before ' * 50}</p>{GAP}<p>{'after ' * 50}</p>")
    for gap in ("", "ü", "words " * 20_000):
        plain = frame.around(gap, squeezed=False).body
        assert gzip.decompress(frame.around(gap, squeezed=True).body) == plain
        assert plain.decode() == f"<p>{'before ' * 50}</p>{gap}<p>{'after ' * 50}</p>"
