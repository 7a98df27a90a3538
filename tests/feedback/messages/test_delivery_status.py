"""Status callbacks in any order, doubled, and for texts that are not ours."""

from itertools import permutations

import pytest

from feedback.messages.delivery_status import record_status
from feedback.messages.outbox import queue
from feedback.voices import attempts
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.outgoing import ask_her, send, state, text, twilio
from tests.stand_in import standing_in

SID = "SM" + "0" * 32


def sent(store: Store, cast: Cast) -> tuple[int, str]:
    with standing_in() as stand_in:
        asked = ask_her(store, cast)
        send(store, twilio(stand_in))
    return asked.text, str(text(store, asked.text)["opaque"])


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "accepted"])))
def test_in_any_order_and_twice_it_ends_as_delivered(store: Store, cast: Cast, order: tuple[str, ...]) -> None:
    number, opaque = sent(store, cast)
    for heard in order * 2:
        store.write_now(record_status, opaque, SID, heard)
    assert state(store, number) == "delivered"
    told = [one["state"] for one in text(store, number)["history"]]
    assert len(told) == len(set(told))
    assert [one["outcome"] for one in store.read(attempts.by_child, CHILD)] == ["delivered"]


def test_it_never_goes_back_from_delivered(store: Store, cast: Cast) -> None:
    number, opaque = sent(store, cast)
    store.write_now(record_status, opaque, SID, "delivered")
    for late in ("sent", "undelivered", "failed", "accepted"):
        assert not store.write_now(record_status, opaque, SID, late, "30003")
    assert (state(store, number), text(store, number)["code"]) == ("delivered", None)


@pytest.mark.parametrize(
    ("code", "needs", "words"),
    [
        ("30003", "person", "The phone was switched off or out of reach."),
        ("30006", "person", "This is a landline, or a phone that takes no texts."),
        ("30007", "set_up", "The network took it for spam."),
        ("31999", "person", "The provider gave a reason that is not known here."),
    ],
)
def test_what_did_not_arrive_is_told_in_words(store: Store, cast: Cast, code: str, needs: str, words: str) -> None:
    number, opaque = sent(store, cast)
    store.write_now(record_status, opaque, SID, "undelivered", code)
    attempt = store.read(attempts.by_child, CHILD)[-1]
    assert (attempt["outcome"], attempt["detail"]) == ("not_delivered", words)
    assert text(store, number)["needs"] == needs


def test_a_callback_for_a_text_that_is_not_ours_changes_nothing(store: Store, cast: Cast) -> None:
    number, opaque = sent(store, cast)
    assert not store.write_now(record_status, "somebody else's", SID, "delivered")
    assert not store.write_now(record_status, opaque, "SM" + "9" * 32, "delivered")
    assert state(store, number) == "accepted"


def test_a_callback_that_is_quicker_than_the_answer_is_kept(store: Store, cast: Cast, clock: Clock) -> None:
    number = store.write_now(queue, to="+447700900001", body="Hello", purpose="reply", language="en")
    assert store.write_now(record_status, text(store, number)["opaque"], SID, "sent")
    with standing_in() as stand_in:
        send(store, twilio(stand_in))
        assert (state(store, number), stand_in.asked) == ("sent", 0)
