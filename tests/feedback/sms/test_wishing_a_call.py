"""A wish to be called by text: a number is asked for once more, words are kept, and nothing is promised in vain."""

import pytest

from feedback.sms.threads import thread_of
from tests.cast import LIBRARY
from tests.texting import Phone, Texting

FORM = LIBRARY.find("conference", "parent_carer")
NO_NUMBER, WILL = "We cannot find a phone number in this.", "You asked us to call you. We will."
CANNOT = "You asked us to call you. We cannot without a phone number. You can text it to us here."


@pytest.fixture
def phone(store, cast, clock) -> Phone:
    """A phone on which the questions are agreed to be answered."""
    mine = Texting(store, cast, clock).asks()
    mine.sends("hello there")
    mine.sends("1")
    return mine


def asked(phone: Phone) -> str | None:
    put = phone.store.read(thread_of, phone.number)["put"]
    return str(put["question"]) if put and "question" in put else None


def goes_on(phone: Phone, until: str | None) -> str:
    """Answers whatever is asked until that question; returns the last reply."""
    reply = ""
    for _ in range(30):
        question = asked(phone)
        if question in (None, until):
            return reply
        reply = phone.sends({"safe": "2", "call_back": "1"}.get(question, "skip"))
    raise AssertionError("It never came to that question.")


def test_what_is_no_number_is_said_so_once_and_then_kept_as_words(store, cast, clock, phone):
    goes_on(phone, "call_number")
    assert NO_NUMBER in phone.sends("call mum")
    assert asked(phone) == "call_number"
    phone.sends("call mum")
    assert asked(phone) == "call_time"
    assert Texting(store, cast, clock).answers()["call_number"] == "call mum"
    assert CANNOT in goes_on(phone, None)


@pytest.mark.parametrize("number", ["07700 900456", "٠٧٧٠٠ ٩٠٠٤٥٦", "skip"])
def test_a_call_is_promised_on_the_number_they_give_or_on_their_own(phone, number):
    goes_on(phone, "call_number")
    phone.sends(number)
    last = goes_on(phone, None)
    assert WILL in last
    assert CANNOT not in last
