"""Texts that go out, against a provider that behaves well and badly."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.opening import KINDS
from feedback.asking.requests import revoke
from feedback.asking.withdrawal import why_unwanted
from feedback.messages import sending
from feedback.messages.claiming import claim, sweep
from feedback.messages.console import Console
from feedback.messages.delivery_status import record_status
from feedback.messages.notify import Notify, NotifyService
from feedback.messages.outbox import queue
from feedback.messages.providers import Provider, ProviderAnswer
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.sending import send_due
from feedback.messages.state_transitions import let_the_night_pass
from feedback.messages.twilio import Account, Twilio
from feedback.voices import attempts
from people.opt_outs import stop, stopped
from storage.errors import NotSaved
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.conftest import SECRET
from tests.notify_stand_in import KEY, TEMPLATE, NotifyStandIn
from tests.outgoing import (
    IMPATIENT,
    PATIENT,
    PHONE,
    a_mother,
    ask_her,
    carrier,
    look_up,
    send,
    state,
    states,
    text,
    twilio,
)
from tests.stand_in import ACCOUNT, TOKEN, StandIn, standing_in

LATE = datetime(2026, 5, 12, 21, 0, tzinfo=UTC)


@pytest.fixture(params=[StandIn, NotifyStandIn], ids=["twilio", "notify"])
def stand_in(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    """Each provider in turn: what is promised of a text holds whoever carries it."""
    with standing_in(request.param) as found:
        yield found


@pytest.fixture
def twilios() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


def reply(store: Store, body: str = "Thank you.", to: str = PHONE) -> int:
    """A text that somebody waits for."""
    return store.write_now(queue, to=to, body=body, purpose="reply", language="en")


def outcomes(store: Store) -> list[tuple[str, str]]:
    return [(one["method"], one["outcome"]) for one in store.read(attempts.by_child, CHILD)]


def test_a_text_goes_once_and_is_an_attempt(store: Store, cast: Cast, stand_in: StandIn) -> None:
    asked = ask_her(store, cast)
    assert outcomes(store) == []
    for _ in range(3):
        send(store, carrier(stand_in))
    assert state(store, asked.text) == "accepted"
    assert [one.to for one in stand_in.kept] == [PHONE]
    assert outcomes(store) == [("sms", "sent")]
    store.write_now(record_status, text(store, asked.text)["opaque"], stand_in.kept[0].sid, "delivered")
    assert outcomes(store) == [("sms", "delivered")]


def test_each_change_is_kept_with_its_time(store: Store, cast: Cast, stand_in: StandIn, clock: Clock) -> None:
    asked = ask_her(store, cast)
    clock.forward(seconds=5)
    send(store, carrier(stand_in))
    history = [(one["state"], one["at"][11:19]) for one in text(store, asked.text)["history"]]
    assert history == [("queued", "11:00:00"), ("claimed", "11:00:05"), ("accepted", "11:00:05")]


def test_the_secret_of_the_link_goes_once_the_text_has(store: Store, cast: Cast, stand_in: StandIn) -> None:
    asked = ask_her(store, cast)
    link = text(store, asked.text)["body"].split("/f/")[1][:22]
    send(store, carrier(stand_in))
    assert link in stand_in.kept[0].body
    assert link not in str(text(store, asked.text))


def test_what_the_provider_is_told_names_nobody(store: Store, cast: Cast, twilios: StandIn) -> None:
    asked = ask_her(store, cast)
    send(store, twilio(twilios))
    kept = twilios.kept[0]
    assert kept.callback == f"https://views.example.gov.uk/hooks/twilio/status?id={text(store, asked.text)['opaque']}"
    assert CHILD not in kept.body + kept.callback


def test_without_an_account_the_console_delivers_at_once(store: Store, cast: Cast) -> None:
    asked = ask_her(store, cast)
    send(store, Console(keeps_links=True))
    assert state(store, asked.text) == "delivered"
    assert "/f/…" not in text(store, asked.text)["body"]
    assert outcomes(store) == [("sms", "delivered")]


def test_the_console_keeps_no_links_where_no_screen_plays_the_phone(store: Store, cast: Cast) -> None:
    asked = ask_her(store, cast)
    send(store, Console(keeps_links=False))
    assert "/f/…" in text(store, asked.text)["body"]


@pytest.mark.parametrize(
    ("code", "needs"),
    [
        ("21211", "person"),
        ("21614", "person"),
        ("21610", "person"),
        ("21408", "set_up"),
        ("20003", "set_up"),
        ("99999", "person"),
    ],
)
def test_a_refusal_is_never_tried_again_and_somebody_is_told(
    store: Store, cast: Cast, twilios: StandIn, clock: Clock, code: str, needs: str
) -> None:
    asked = ask_her(store, cast)
    twilios.will(code)
    for _ in range(3):
        send(store, twilio(twilios))
        clock.forward(minutes=20)
    found = text(store, asked.text)
    assert (found["state"], found["code"], found["needs"], twilios.asked) == ("failed", code, needs, 1)
    assert outcomes(store) == [("sms", "not_delivered")]


def test_who_stopped_at_the_provider_has_stopped_here(store: Store, cast: Cast, twilios: StandIn) -> None:
    ask_her(store, cast)
    twilios.will("21610")
    send(store, twilio(twilios))
    assert store.read(stopped, PHONE) is not None


@pytest.mark.parametrize("trouble", ["429", "500"])
def test_a_busy_or_broken_provider_is_tried_again(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock, trouble: str
) -> None:
    asked = ask_her(store, cast)
    stand_in.will(trouble, trouble)
    for _ in range(4):
        send(store, carrier(stand_in))
        clock.forward(minutes=1)
    assert state(store, asked.text) == "accepted"
    assert list(stand_in.times.values()) == [1]


def test_a_fault_that_had_taken_the_text_all_the_same_does_not_double_it(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    asked = ask_her(store, cast)
    stand_in.will("500 taken")
    for _ in range(3):
        send(store, carrier(stand_in))
        clock.forward(minutes=1)
    assert state(store, asked.text) == "accepted"
    assert list(stand_in.times.values()) == [1]


def test_a_provider_down_for_ten_minutes_gets_each_text_once(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    numbers = [reply(store, f"Reply {n}", f"+4477009000{n:02}") for n in range(12)]
    stand_in.down = True
    for _ in range(20):
        send(store, carrier(stand_in))
        clock.forward(seconds=30)
    assert set(states(store)) == {"queued"}
    stand_in.down = False
    for _ in range(40):
        send(store, carrier(stand_in))
        clock.forward(seconds=30)
    assert {state(store, each) for each in numbers} == {"accepted"}
    assert len(stand_in.times) == 12
    assert set(stand_in.times.values()) == {1}


def test_while_the_provider_hangs_the_loop_goes_on(store: Store, cast: Cast, stand_in: StandIn) -> None:
    ask_her(store, cast)
    stand_in.will("silent")
    longest = 0.0

    async def beside() -> None:
        nonlocal longest
        loop = asyncio.get_running_loop()
        sending = asyncio.create_task(send_due(store, carrier(stand_in, time_out=IMPATIENT), why_unwanted))
        while not sending.done():
            before = loop.time()
            await asyncio.sleep(0.01)
            longest = max(longest, loop.time() - before)

    asyncio.run(beside())
    assert longest < 0.25


NOWHERE = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    "nobody_there",
    [
        Twilio(Account(ACCOUNT, TOKEN, "https://views.example.gov.uk", "+44", base=NOWHERE)),
        Notify(NotifyService(KEY, TEMPLATE, base=NOWHERE)),
    ],
    ids=["twilio", "notify"],
)
def test_after_four_hours_a_person_is_told(store: Store, cast: Cast, clock: Clock, nobody_there: Provider) -> None:
    asked = ask_her(store, cast)
    for _ in range(20):
        send(store, nobody_there)
        clock.forward(minutes=15)
    found = text(store, asked.text)
    assert (found["state"], found["code"], found["needs"]) == ("failed", "no_answer", "person")
    assert "/f/…" not in found["body"]
    assert 10 < found["tries"] < 25


@pytest.mark.parametrize("silence", ["silent", "drop", "nonsense"])
def test_a_text_whose_answer_never_came_is_looked_up_and_not_sent_again(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock, silence: str
) -> None:
    asked = ask_her(store, cast)
    stand_in.will(silence)
    send(store, carrier(stand_in, time_out=IMPATIENT if silence == "silent" else PATIENT))
    assert state(store, asked.text) == "unknown"
    assert outcomes(store) == [("sms", "not_known")]
    clock.forward(hours=1)
    send(store, carrier(stand_in))
    assert stand_in.asked == 1
    assert look_up(store, carrier(stand_in)) == 1
    assert state(store, asked.text) == "accepted"
    assert outcomes(store) == [("sms", "sent")]
    assert list(stand_in.times.values()) == [1]


def test_a_text_that_the_provider_never_took_waits_for_a_person(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    asked = ask_her(store, cast)
    stand_in.will("lost")
    for _ in range(60):
        send(store, carrier(stand_in))
        look_up(store, carrier(stand_in))
        clock.forward(minutes=30)
    assert state(store, asked.text) == "unknown"
    assert text(store, asked.text)["needs"] == "person"
    assert stand_in.times == {}


def test_a_look_up_does_not_take_another_text_for_this_one(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    first = reply(store, "Thank you.")
    send(store, carrier(stand_in))
    stand_in.will("lost")
    second = reply(store, "Thank you.")
    send(store, carrier(stand_in))
    assert look_up(store, carrier(stand_in)) == 0
    assert [state(store, first), state(store, second)] == ["accepted", "unknown"]


def test_while_the_look_up_fails_nothing_is_decided(store: Store, cast: Cast, stand_in: StandIn) -> None:
    asked = ask_her(store, cast)
    stand_in.will("silent")
    send(store, carrier(stand_in, time_out=IMPATIENT))
    stand_in.down = True
    assert look_up(store, carrier(stand_in)) == 0
    assert state(store, asked.text) == "unknown"


def test_a_status_callback_tells_what_the_answer_did_not(store: Store, cast: Cast, stand_in: StandIn) -> None:
    asked = ask_her(store, cast)
    stand_in.will("silent")
    send(store, carrier(stand_in, time_out=IMPATIENT))
    store.write_now(record_status, stand_in.kept[0].opaque, stand_in.kept[0].sid, "sent")
    assert state(store, asked.text) == "sent"
    assert look_up(store, carrier(stand_in)) == 0


def test_what_is_claimed_when_the_program_stops_is_unknown_after_a_while(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    asked = ask_her(store, cast)
    store.write_now(claim, QuietHours(), "twilio", why_unwanted)
    send(store, carrier(stand_in))
    assert state(store, asked.text) == "claimed"
    clock.forward(minutes=3)
    send(store, carrier(stand_in))
    assert (state(store, asked.text), stand_in.asked) == ("unknown", 0)


def test_one_phones_texts_keep_their_order(store: Store, stand_in: StandIn, clock: Clock) -> None:
    bodies = [f"Question {number}" for number in range(6)]
    for body in bodies:
        reply(store, body)
    stand_in.will("accept", "429")
    for _ in range(12):
        send(store, carrier(stand_in))
        clock.forward(seconds=20)
    assert [one.body for one in stand_in.kept] == bodies


def test_at_night_only_what_somebody_waits_for_goes(store: Store, cast: Cast, stand_in: StandIn, clock: Clock) -> None:
    asked = ask_her(store, cast)
    clock.now = LATE
    waited_for = reply(store)
    send(store, carrier(stand_in))
    assert [state(store, asked.text), state(store, waited_for)] == ["queued", "accepted"]
    clock.now = datetime(2026, 5, 13, 7, 0, tzinfo=UTC)
    send(store, carrier(stand_in))
    assert state(store, asked.text) == "accepted"


def test_on_the_demos_phone_one_need_not_wait_for_the_morning(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    clock.now = LATE
    asked = ask_her(store, cast)
    store.write_now(let_the_night_pass, PHONE)
    send(store, carrier(stand_in))
    assert state(store, asked.text) == "accepted"


def test_a_text_asked_for_at_night_is_due_in_the_morning(store: Store, cast: Cast, clock: Clock) -> None:
    clock.now = LATE
    asked = ask_her(store, cast)
    assert text(store, asked.text)["due"] == "2026-05-13T07:00:00+00:00"


def test_what_was_closed_or_stopped_over_night_does_not_go(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    clock.now = LATE
    closed = ask_her(store, cast)
    other = a_mother(store, phone="+447700900002", name="Ms Harper")
    stopping = ask_her(store, cast, other)
    store.write_now(revoke, cast.worker, closed.request)
    store.write_now(stop, "+447700900002", "stop", "en")
    clock.forward(hours=12)
    send(store, carrier(stand_in))
    assert [state(store, closed.text), state(store, stopping.text)] == ["failed", "failed"]
    assert text(store, closed.text)["code"] == "withdrawn"
    assert (stand_in.asked, outcomes(store)) == (0, [])


def test_a_text_that_nobody_could_keep_as_sent_is_looked_up(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise NotSaved("the disk is full")

    asked = ask_her(store, cast)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "taken", full_disk)
        with pytest.raises(NotSaved):
            send(store, carrier(stand_in))
    clock.forward(minutes=3)
    send(store, carrier(stand_in))
    look_up(store, carrier(stand_in))
    assert state(store, asked.text) == "accepted"
    assert list(stand_in.times.values()) == [1]


def test_a_clock_an_hour_off_delays_and_never_doubles(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    asked = ask_her(store, cast)
    clock.forward(hours=-1)
    send(store, carrier(stand_in))
    assert state(store, asked.text) == "queued"
    clock.forward(hours=2)
    send(store, carrier(stand_in))
    clock.forward(hours=-1)
    send(store, carrier(stand_in))
    assert (state(store, asked.text), list(stand_in.times.values())) == ("accepted", [1])


def test_a_clock_that_jumps_while_a_text_goes_does_not_send_it_again(store: Store, cast: Cast, clock: Clock) -> None:
    asked = ask_her(store, cast)
    store.write_now(claim, QuietHours(), "twilio", why_unwanted)
    clock.forward(hours=1)
    assert store.write_now(sweep) == 1
    assert store.write_now(claim, QuietHours(), "twilio", why_unwanted) is None
    store.write_now(sending.taken, asked.text, ProviderAnswer("SM1", "accepted"), keep_link=False)
    assert state(store, asked.text) == "accepted"


def test_two_programs_on_the_same_data_send_each_text_once(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock, tmp_path: Path
) -> None:
    for number in range(30):
        reply(store, f"Reply {number}", f"+4477009001{number:02}")
    other = Store.open(tmp_path / "data", KINDS, secret=SECRET, clock=clock)

    async def both() -> None:
        await asyncio.gather(
            send_due(store, carrier(stand_in), why_unwanted), send_due(other, carrier(stand_in), why_unwanted)
        )

    try:
        for _ in range(4):  # a connection that fails on a busy machine puts its text off, as it should
            asyncio.run(both())
            clock.forward(minutes=20)
    finally:
        other.close()
    assert (len(stand_in.times), set(stand_in.times.values())) == (30, {1})
    assert "queued" not in states(store)
