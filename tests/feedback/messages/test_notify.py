"""What is GOV.UK Notify's own, against a stand-in that speaks its documented API; what all share is in test_sending."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.messages.delivery_status import record_status
from feedback.messages.notify import LONGEST, Notify, NotifyService
from feedback.messages.outbox import OutboxText, queue
from feedback.messages.provider_codes import meaning
from feedback.messages.undelivered import texts_about, waiting_for_the_set_up
from storage.store import Database, Store
from tests.cast import CHILD, Cast, Clock
from tests.notify_stand_in import KEY, TEMPLATE, NotifyStandIn
from tests.outgoing import IMPATIENT, PHONE, ask_her, look_up, notify, send, state, text
from tests.stand_in import standing_in


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with standing_in(NotifyStandIn) as found:
        yield found


def queued(store: Store, body: str) -> int:
    return store.write_now(queue, to=PHONE, body=body, purpose="reply", language="en")


def test_the_text_goes_inside_the_template_with_our_own_id_and_names_nobody(
    store: Store, cast: Cast, stand_in: NotifyStandIn
) -> None:
    asked = ask_her(store, cast)
    send(store, notify(stand_in))
    (kept,) = stand_in.kept
    assert (kept.to, kept.opaque) == (PHONE, text(store, asked.text)["opaque"])
    assert kept.body.startswith("City of London")
    assert CHILD not in kept.body + kept.opaque
    assert (state(store, asked.text), text(store, asked.text)["provider_id"]) == ("accepted", kept.sid)


@pytest.mark.parametrize(
    ("refusal", "code", "needs"),
    [
        ("400 BadRequestError", "BadRequestError", "set_up"),  # a trial, a team key, another template
        ("400 ValidationError", "ValidationError", "person"),
        ("403 AuthError", "AuthError", "set_up"),
        ("403 BadRequestError", "AuthError", "set_up"),  # as its list of errors names it
        ("404 NoResultFound", "NoResultFound", "person"),
    ],
)
def test_a_refusal_is_known_by_its_type_and_never_tried_again(
    store: Store, cast: Cast, stand_in: NotifyStandIn, clock: Clock, refusal: str, code: str, needs: str
) -> None:
    asked = ask_her(store, cast)
    stand_in.will(refusal)
    for _ in range(3):
        send(store, notify(stand_in))
        clock.forward(minutes=20)
    found = text(store, asked.text)
    assert (found["state"], found["code"], found["needs"], stand_in.asked) == ("failed", code, needs, 1)


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"now": lambda: time.time() - 90}, "clock"),
        ({"now": lambda: time.time() + 90}, "clock"),
        ({"key": KEY[:-1] + "1"}, "AuthError"),
    ],
)
def test_a_wrong_clock_and_a_wrong_key_are_told_apart_for_whoever_mends_them(
    store: Store, cast: Cast, stand_in: NotifyStandIn, about: dict[str, object], code: str
) -> None:
    ask_her(store, cast)
    send(store, notify(stand_in, **about))
    assert store.read(waiting_for_the_set_up, cast.administrator) == {meaning(code).words: 1}
    assert stand_in.kept == []


def test_a_service_without_the_template_is_told_to_the_administrator(
    store: Store, cast: Cast, stand_in: NotifyStandIn
) -> None:
    asked = ask_her(store, cast)
    other = Notify(NotifyService(KEY, TEMPLATE.replace("f", "e"), base=stand_in.url))
    send(store, other)
    assert text(store, asked.text)["needs"] == "set_up"


def test_where_the_texts_of_the_day_are_used_up_it_waits_and_then_says_so(
    store: Store, cast: Cast, stand_in: NotifyStandIn, clock: Clock
) -> None:
    asked = ask_her(store, cast)
    stand_in.always = "429 TooManyRequestsError"
    for _ in range(8):
        send(store, notify(stand_in))
        clock.forward(minutes=20)
    assert state(store, asked.text) == "queued"
    for _ in range(8):
        send(store, notify(stand_in))
        clock.forward(minutes=20)
    (seen,) = store.read(texts_about, cast.worker, CHILD)
    assert seen.words == "Not sent: our texts of the day at GOV.UK Notify are used up"
    assert "send_again" in seen.decisions


def test_where_there_are_texts_again_before_that_it_goes_once(
    store: Store, cast: Cast, stand_in: NotifyStandIn, clock: Clock
) -> None:
    asked = ask_her(store, cast)
    stand_in.will("429 TooManyRequestsError", "429 RateLimitError")
    for _ in range(4):
        send(store, notify(stand_in))
        clock.forward(minutes=20)
    assert (state(store, asked.text), list(stand_in.times.values())) == ("accepted", [1])


def test_what_is_too_long_for_notify_is_not_handed_over(store: Store, stand_in: NotifyStandIn) -> None:
    fits, longer = queued(store, "x" * LONGEST), queued(store, "y" * (LONGEST + 1))
    for _ in range(2):
        send(store, notify(stand_in))
    assert [state(store, fits), state(store, longer)] == ["accepted", "failed"]
    assert (text(store, longer)["code"], stand_in.asked) == ("too_long", 1)


@pytest.mark.parametrize("body", ["It’s “yours” – really…", "مرحبا\u200cبك", "  ሰላም  "])
def test_a_look_up_goes_by_our_id_since_notify_changes_some_signs(
    store: Store, stand_in: NotifyStandIn, clock: Clock, body: str
) -> None:
    other = queued(store, "Thank you.")
    send(store, notify(stand_in))
    number = queued(store, body)
    stand_in.will("silent")
    send(store, notify(stand_in, time_out=IMPATIENT))
    assert state(store, number) == "unknown"
    stand_in.kept[-1].status = "delivered"
    clock.forward(minutes=1)
    assert look_up(store, notify(stand_in)) == 1
    assert [state(store, other), state(store, number)] == ["accepted", "delivered"]
    assert text(store, number)["provider_id"] == stand_in.kept[-1].sid


def test_a_receipt_may_come_before_the_answer_that_it_was_taken(store: Store, cast: Cast) -> None:
    def delivered(db: Database, taken: OutboxText) -> None:
        record_status(db, taken["opaque"], "740e5834", "delivered")

    with standing_in(NotifyStandIn) as stand_in:
        asked = ask_her(store, cast)
        stand_in.will("drop")
        send(store, notify(stand_in))
        store.write_now(delivered, text(store, asked.text))
        look_up(store, notify(stand_in))
        send(store, notify(stand_in))
    assert (state(store, asked.text), stand_in.asked) == ("delivered", 1)


def test_one_of_several_senders_is_named_where_it_is_set(store: Store, stand_in: NotifyStandIn, clock: Clock) -> None:
    sender = "8e222534-7f05-4972-86e3-17c5d9f894e2"
    for one in ("", sender):
        queued(store, "Hello")
        send(store, Notify(NotifyService(KEY, TEMPLATE, one, base=stand_in.url)))
    assert stand_in.senders == [None, sender]


def test_a_password_file_of_the_machine_does_not_replace_our_key(
    store: Store, cast: Cast, stand_in: NotifyStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    asked = ask_her(store, cast)
    send(store, notify(stand_in))
    assert state(store, asked.text) == "accepted"


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_each_way_of_not_arriving_has_its_words(status: str) -> None:
    assert meaning(status).words != meaning("a code that nobody knows").words
