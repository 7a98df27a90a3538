"""Who asks by text to be called, with no conversation open, stands in the call list and not among the texts."""

import pytest

from feedback.phone.call_line import CallLine
from feedback.phone.call_list import call_list
from feedback.phone.calling_back import called_back
from feedback.phone.not_reached import not_reached
from feedback.sms.inbound_turn import WE_WILL_CALL
from feedback.sms.unmatched_texts import texts_to_read
from feedback.voices import attempts
from language.catalogue import say
from people.actor import Actor
from people.errors import Unacceptable
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.feedback.phone.people_to_call import add_mother
from tests.texting import Phone


@pytest.fixture
def phone(store: Store, clock: Clock) -> Phone:
    add_mother(store)
    return Phone(store, clock, "+447700900001")


def _lines(store: Store, person: Actor) -> list[CallLine]:
    shown = store.read(call_list, person)
    return [*shown.now, *getattr(shown, "to_read", ()), *shown.later]


def test_a_call_asked_for_by_text_stands_in_calls_and_not_in_texts(store: Store, cast: Cast, phone: Phone) -> None:
    assert phone.sends("CALL") == say("ti", WE_WILL_CALL).text
    (line,) = _lines(store, cast.worker)
    assert (line.why_words, line.name, line.number) == ("They asked to be called", "Ms Tesfamariam", "07700 900001")
    assert (line.language, line.request) == ("ti", None)
    assert store.read(texts_to_read, cast.head) == []
    assert _lines(store, cast.worker_of_another_team) == []


def test_asked_twice_it_is_one_call_and_calling_back_settles_both(store: Store, cast: Cast, phone: Phone) -> None:
    phone.sends("call me please")
    phone.sends("اتصلوا بي")
    (line,) = _lines(store, cast.worker)
    with pytest.raises(Unacceptable):
        store.write_now(called_back, cast.worker, line.key, " ")
    store.write_now(called_back, cast.worker, line.key, "She is well.")
    assert _lines(store, cast.worker) == []
    assert not any(text["waiting"] for text in phone.kept)
    (attempt,) = store.read(attempts.by_child, CHILD)
    assert (attempt["method"], attempt["outcome"]) == ("phone", "answered")


def test_who_declined_then_may_ask_again(store: Store, cast: Cast, phone: Phone) -> None:
    phone.sends("call")
    (line,) = _lines(store, cast.worker)
    store.write_now(not_reached, cast.worker, line.key, "no_answer")
    store.write_now(not_reached, cast.worker, line.key, "no_answer")
    assert len(_lines(store, cast.worker)[0].tries) == 1
    store.write_now(not_reached, cast.worker, line.key, "declined")
    assert _lines(store, cast.worker) == []
    phone.sends("call", after=3600)
    assert len(_lines(store, cast.worker)) == 1


def test_a_stranger_who_asks_for_a_call_is_promised_nothing_and_read(store: Store, cast: Cast, clock: Clock) -> None:
    stranger = Phone(store, clock, "+447700900888")
    assert "We will" not in stranger.sends("call me")
    assert [one["why"] for one in store.read(texts_to_read, cast.head)] == ["unknown_number"]
    assert _lines(store, cast.head) == []
