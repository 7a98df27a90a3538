"""One phone, several open conversations: it asks which, never guesses, and says no name that was not used."""

import pytest

from tests.cast import CHILD, OTHER_CHILD, Clock
from tests.texting import Phone, Texting


@pytest.fixture
def both(texting: Texting, clock: Clock) -> Phone:
    """A phone that was asked about two children, on two days."""
    texting.asks(child=CHILD)
    clock.forward(days=2)
    return texting.asks(child=OTHER_CHILD)


def test_it_asks_which_by_number_and_day(both: Phone) -> None:
    reply = both.sends("hello")
    assert "1: the one sent on 12 May\n2: the one sent on 14 May" in reply


def test_nothing_that_is_said_tells_whom_or_what_it_is_about(both: Phone) -> None:
    for body in ("hello", "purple", "1", "1", "1"):
        both.sends(body)
    said = " ".join(both.inbox[:4]).lower()
    for secret in ("selam", "yousef", "tesfamariam", "mrs t", "conference", "child", "worker", "review"):
        assert secret not in said.replace("in danger now?", "")


def test_the_chosen_one_is_answered_and_the_other_is_not(texting: Texting, both: Phone) -> None:
    for body in ("hello", "2", "1", "yes"):
        both.sends(body)
    (voice,) = texting.voices()
    assert voice["child"] == OTHER_CHILD
    assert voice["answers"]["understood_why"]["value"] == "yes"


def test_a_name_that_the_person_uses_chooses_too(texting: Texting, both: Phone) -> None:
    both.sends("hello")
    both.sends("it is about Yousef")
    both.sends("1")
    assert [voice["child"] for voice in texting.voices()] == [OTHER_CHILD]


def test_a_name_within_a_sentence_chooses_nothing(texting: Texting, both: Phone) -> None:
    both.sends("hello")
    assert "Sorry" in both.sends("Yousef was there when we talked")


def test_what_came_before_the_choice_waits_for_a_person_until_it_is_taken(texting: Texting, answering: Phone) -> None:
    answering.sends("yes")
    texting.asks(child=OTHER_CHILD)
    answering.sends("3")
    assert answering.kept[-1]["waiting"]
    answering.sends("1")
    assert not any(text["waiting"] for text in answering.kept)


def test_those_sent_on_one_day_are_told_apart_by_the_time(texting: Texting, clock: Clock) -> None:
    texting.asks()
    clock.forward(minutes=30)
    reply = texting.asks(child=OTHER_CHILD).sends("hi")
    assert "1: the one sent on 12 May 12:00\n2: the one sent on 12 May 12:30" in reply


def test_two_misses_and_it_says_no_more_until_it_understands(both: Phone) -> None:
    both.sends("hello")
    assert "Sorry, we did not understand that." in both.sends("purple")
    assert "If you are in danger now, call 999." in both.sends("blue")
    assert both.sends("green") == ""
    assert "Is this phone private?" in both.sends("2")


def test_a_request_that_comes_in_between_makes_it_ask_and_the_answer_is_not_lost(
    texting: Texting, answering: Phone
) -> None:
    answering.sends("yes")
    texting.asks(child=OTHER_CHILD)
    assert "There is more than one set of questions" in answering.sends("3")
    assert answering.sends("1").startswith("3/10")
    assert texting.answers() == {"understood_why": "yes", "read_report": "no"}
    assert [text["took"] for text in answering.kept][-2:] == ["answer", "chose"]


def test_an_answer_that_was_meant_for_the_other_one_goes_to_a_person(texting: Texting, answering: Phone) -> None:
    texting.asks(child=OTHER_CHILD)
    answering.sends("they never listened")
    answering.sends("2")
    held = next(text for text in answering.kept if text["body"] == "they never listened")
    assert (held["waiting"], held["why"]) == (True, "not_understood")


def test_when_one_is_finished_the_other_is_offered_and_not_begun(texting: Texting, both: Phone) -> None:
    for body in ("hello", "1", "1", *["skip"] * 9):
        both.sends(body)
    last = both.sends("skip")
    assert "Thank you" in last
    assert "There is one more set of questions, sent on 14 May. Reply 1" in last
    both.sends("1")
    assert [bool(voice["finished"]) for voice in texting.voices()] == [True, False]


def test_two_parents_who_share_a_phone_are_asked_which(texting: Texting, clock: Clock) -> None:
    texting.asks()
    clock.forward(days=1)
    phone = texting.asks(touchpoint="closure")
    assert "There is more than one set of questions" in phone.sends("hi")


def test_a_call_is_promised_at_once_and_never_waits_for_the_choice(both: Phone) -> None:
    assert both.sends("call me").startswith("You asked us to call you. We will.")
    assert both.kept[-1]["why"] == "call"
