import pytest

from feedback.messages import outbox
from feedback.voices import attempts
from people.errors import NotFound
from people.opt_outs import start, stop, stopped, stops_about
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.texting import MOTHERS, Phone, Texting


def test_a_stop_holds_until_the_same_phone_asks_for_texts_again(store: Store) -> None:
    assert store.read(stopped, MOTHERS) is None
    assert store.write_now(stop, MOTHERS, "please stop", "en")
    holding = store.read(stopped, MOTHERS)
    assert holding is not None
    assert (holding["words"], holding["language"], holding["at"][:10]) == ("please stop", "en", "2026-05-12")
    assert store.write_now(start, MOTHERS)
    assert store.read(stopped, MOTHERS) is None
    assert not store.write_now(start, MOTHERS)


def test_a_second_stop_changes_nothing_and_a_later_one_holds_anew(store: Store, clock: Clock) -> None:
    store.write_now(stop, MOTHERS, "stop", "en")
    assert not store.write_now(stop, MOTHERS, "STOP!!", "en")
    store.write_now(start, MOTHERS)
    clock.forward(days=3)
    assert store.write_now(stop, MOTHERS, "dur", "tr")
    holding = store.read(stopped, MOTHERS)
    assert holding is not None
    assert holding["words"] == "dur"


def test_a_stop_is_confirmed_once_and_then_there_is_silence(mother: Phone) -> None:
    assert mother.sends("please stop texting me") == (
        "You will get no more texts from us. To get texts again, reply START."
    )
    assert mother.sends("STOP") == ""
    assert mother.sends("2") == ""
    assert mother.sends("HELP") == ""


def test_a_stop_is_confirmed_in_the_language_of_the_conversation(texting: Texting) -> None:
    assert "بدء" in texting.asks(language="ar").sends("توقف")


def test_a_stop_within_a_conversation_is_no_answer(texting: Texting, answering: Phone) -> None:
    answering.sends("yes")
    answering.sends("Stop.")
    assert texting.answers() == {"understood_why": "yes"}
    assert answering.kept[-1]["took"] == "stop"


def test_start_brings_the_texts_back_where_they_were(answering: Phone) -> None:
    answering.sends("yes")
    answering.sends("stop")
    back = answering.sends("START")
    assert back.startswith("You will get texts from us again.")
    assert "2/10 Did you get to read" in back


def test_staff_see_the_stop_with_its_date_and_words(store: Store, cast: Cast, mother: Phone) -> None:
    mother.sends("Please stop, it is not safe")
    (seen,) = store.read(stops_about, cast.worker, CHILD)
    assert (seen.name, seen.words, seen.at[:10]) == ("Mrs T", "Please stop, it is not safe", "2026-05-12")
    with pytest.raises(NotFound):
        store.read(stops_about, cast.worker, OTHER_CHILD)


def test_a_stop_is_an_attempt_that_section_six_can_tell_of(store: Store, mother: Phone) -> None:
    mother.sends("stop")
    assert [(one["method"], one["outcome"]) for one in store.read(attempts.by_child, CHILD)][-1] == ("sms", "declined")


def test_somebody_nobody_knows_can_stop_too(store: Store, clock: Clock) -> None:
    stranger = Phone(store, clock, "+447700900999")
    assert "بدء" in stranger.sends("أوقفوا الرسائل")
    assert stranger.sends("ok") == ""
    assert len(store.read(outbox.by_phone, stranger.number)) == 1
