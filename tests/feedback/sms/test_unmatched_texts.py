import pytest

from feedback.sms import receiving
from feedback.sms.inbound_turn import InboundTurn
from feedback.sms.unmatched_texts import REASONS, mark_text_read, texts_to_read
from feedback.voices.conversations import OpenConversation
from people.errors import NotAllowed, NotFound
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.texting import Phone, Texting


@pytest.fixture
def stranger(store: Store, clock: Clock) -> Phone:
    return Phone(store, clock, "+447700900888")


def test_a_number_that_nobody_knows_gets_one_neutral_answer_a_day(stranger: Phone) -> None:
    reply = stranger.sends("who is this?")
    for number in ("999", "0800 1111", "0808 800 5000", "020 7332 3621"):
        assert number in reply
    assert stranger.sends("hello?") == ""
    assert stranger.sends("tomorrow", after=90_000) == reply


def test_a_person_sees_it_and_says_so(store: Store, cast: Cast, stranger: Phone) -> None:
    stranger.sends("please help my sister")
    (waiting,) = store.read(texts_to_read, cast.head)
    assert waiting["body"] == "please help my sister"
    store.write_now(mark_text_read, cast.head, waiting.doc_id, "Called the police.")
    assert store.read(texts_to_read, cast.head) == []
    with pytest.raises(NotFound):
        store.write_now(mark_text_read, cast.head, 999)


def test_those_without_the_permission_have_no_such_list(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.read(texts_to_read, cast.worker)


def test_what_a_known_phone_wrote_is_read_only_by_those_who_may_know_of_the_child(
    store: Store, cast: Cast, texting: Texting
) -> None:
    texting.asks(child=CHILD).sends("a secret that came first and was no answer")
    assert len(store.read(texts_to_read, cast.head)) == 1
    assert store.read(texts_to_read, cast.caller) == []


def test_only_those_who_may_know_of_the_child_say_that_it_was_read(store: Store, cast: Cast, texting: Texting) -> None:
    texting.asks(child=CHILD).sends("a secret that came first and was no answer")
    (waiting,) = store.read(texts_to_read, cast.head)
    with pytest.raises(NotFound):
        store.write_now(mark_text_read, cast.caller, waiting.doc_id)
    assert len(store.read(texts_to_read, cast.head)) == 1


def test_every_reason_has_words_for_staff(store: Store, answering: Phone) -> None:
    for body in ("purple", "call", "help", "stop", "why", "START", "stop texting him she said " + "and on " * 10):
        answering.sends(body)
    assert {text["why"] for text in answering.kept} - {""} <= set(REASONS)


def test_whatever_goes_wrong_with_our_answer_the_text_is_kept_and_a_person_reads_it(
    store: Store, cast: Cast, answering: Phone, texting: Texting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(exchange: InboundTurn, ongoing: OpenConversation) -> None:
        exchange.remember(misses=99)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(receiving, "converse", breaks)
    assert answering.sends("yes") == ""
    (waiting,) = store.read(texts_to_read, cast.head)
    assert (waiting["body"], waiting["why"]) == ("yes", "fault")
    monkeypatch.undo()
    assert "2/10" in answering.sends("yes")


def test_somebody_who_never_stops_writing_is_left_to_a_person(store: Store, clock: Clock, stranger: Phone) -> None:
    for number in range(152):
        stranger.sends(f"again {number}", after=61)
    assert stranger.kept[-1]["why"] == "too_many"
