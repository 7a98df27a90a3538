"""A family asks to be called: no call is promised without a number, and the number is asked for as one."""

import re

import pytest

from feedback.voices.places import add_place
from language.registry import LANGUAGES
from tests.pages.family.conftest import Phone
from tests.pages.family.test_html import check
from tests.pages.family.test_poster_pages import Visitor

CANNOT = "You asked us to call you. We cannot without a phone number."
WILL = "You asked us to call you. We will."
NO_NUMBER = "We cannot find a phone number in this."


@pytest.fixture
def visitor(app, store, cast) -> Phone:
    """Somebody who has begun at a poster, with the browser that did."""
    hall = store.write_now(add_place, cast.head, "Portsoken Community Centre", "place")
    scanned = Visitor(app, hall["code"])
    scanned.start()
    mine = Phone(app, scanned.where.removeprefix("/f/"))
    mine.cookies.update(scanned.cookies)
    mine.open()
    return mine


def goes_to_the_number(mine: Phone) -> None:
    for _ in range(20):
        if 'value="call_number"' in mine.page:
            return
        asked = re.search(r'name="question" value="(\w+)"', mine.page)[1]
        said = {"safe": "no", "call_back": "yes"}.get(asked)
        mine.press("answer", said) if said else mine.press("skip")
    raise AssertionError("The number was never asked for.")


def finishes(mine: Phone) -> None:
    for _ in range(20):
        if 'value="finish"' in mine.page:
            break
        mine.press("skip")
    mine.press("finish")


def test_the_number_is_asked_for_as_a_number(visitor):
    goes_to_the_number(visitor)
    field = re.search(r'<input id="answer"[^>]*>', visitor.page)[0]
    assert all(said in field for said in ('type="tel"', 'inputmode="tel"', 'autocomplete="tel"'))
    assert 'value="words"' not in visitor.page


@pytest.mark.parametrize("words", ["call mum", "the same one", "999", "<b>07700"])
def test_what_is_no_number_is_said_so_and_can_still_be_left_for_a_person(office, visitor, words):
    goes_to_the_number(visitor)
    assert visitor.press("answer", words).status_code == 422
    assert NO_NUMBER in visitor.page
    assert visitor._standing() == words
    assert "call_number" not in office.answers()
    assert visitor.press("words").status_code == 303
    assert office.answers()["call_number"] == words
    assert "When is a safe time to call?" in visitor.page


def test_a_number_between_words_is_a_number(office, visitor):
    goes_to_the_number(visitor)
    assert visitor.press("answer", "mum's phone: 07700 900123").status_code == 303
    finishes(visitor)
    assert WILL in visitor.page
    assert CANNOT not in visitor.page


@pytest.mark.parametrize("given", [None, "call mum"])
def test_at_a_poster_no_call_is_promised_without_a_number_and_one_can_be_given_at_the_end(office, visitor, given):
    goes_to_the_number(visitor)
    visitor.press("words", given) if given else visitor.press("skip")
    finishes(visitor)
    assert WILL not in visitor.page
    assert CANNOT in visitor.page
    assert visitor.press("answer", "mum knows").status_code == 422
    assert NO_NUMBER in visitor.page
    assert "Thank you" in visitor.page
    assert visitor._standing() == "mum knows"
    assert visitor.press("answer", "07700 900123").status_code == 303
    assert WILL in visitor.page
    assert CANNOT not in visitor.page
    assert office.answers()["call_number"] == "07700 900123"


def test_before_finishing_too_it_is_said_and_leads_back_to_the_number(visitor):
    goes_to_the_number(visitor)
    for _ in range(20):
        if 'value="finish"' in visitor.page:
            break
        visitor.press("skip")
    assert CANNOT in visitor.page
    visitor.press("change:call_number")
    visitor.press("answer", "07700 900123")
    assert 'value="finish"' in visitor.page
    assert CANNOT not in visitor.page


def test_another_browser_gives_no_number_for_them(app, office, visitor):
    goes_to_the_number(visitor)
    finishes(visitor)
    other = Phone(app, visitor.address.removeprefix("/f/"))
    assert other.open().status_code == 404
    told = {"do": "answer", "question": "call_number", "language": "en", "answer": "07700 900123"}
    assert other.post(other.address, data=told).status_code == 404
    assert office.answers()["call_number"] is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pages_are_valid_in_each_language(office, phone, code):
    mine = phone(office.link("closure", "young_person", code))
    mine.open()
    mine.press("begin")
    goes_to_the_number(mine)
    check(mine.press("answer", "call mum"), code)
    mine.press("skip")
    while 'value="finish"' not in mine.page:
        mine.press("skip")
    check(mine.open(), code)
    mine.press("finish")
    check(mine.open(), code)
    check(mine.press("answer", "call mum"), code)
