"""What a person decides about a text that did not simply arrive."""

from collections.abc import Iterator

import pytest

from feedback.asking.requests import revoke
from feedback.asking.resending import send_anew
from feedback.messages import outbox
from feedback.messages.delivery_status import record_status
from feedback.messages.outbox import queue
from feedback.messages.providers import ProviderAnswer
from feedback.messages.reconciliation import LOOKS, looked_up
from feedback.messages.undelivered import decide, texts_about, waiting_for_a_person, waiting_for_the_set_up
from feedback.voices.errors import CannotAsk
from feedback.voices.views import view
from people.audit import AUDIT
from people.errors import NotAllowed, NotFound
from people.opt_outs import stop
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.outgoing import HOUSE, ask_her, look_up, send, state, text, twilio
from tests.stand_in import StandIn, standing_in


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as found:
        yield found


@pytest.fixture
def lost(store: Store, cast: Cast, stand_in: StandIn) -> int:
    """A text of which nobody knows whether it went."""
    number = ask_her(store, cast).text
    stand_in.will("lost")
    send(store, twilio(stand_in))
    look_up(store, twilio(stand_in))
    return number


@pytest.fixture
def just_lost(store: Store, cast: Cast, stand_in: StandIn) -> int:
    """A text whose answer never came, a moment ago: it did arrive, and nobody has asked the provider yet."""
    number = ask_her(store, cast).text
    stand_in.will("drop")
    send(store, twilio(stand_in))
    return number


def test_a_worker_sees_what_waits_and_what_can_be_done(store: Store, cast: Cast, lost: int) -> None:
    seen = store.read(waiting_for_a_person, cast.worker)
    assert [(one.number, one.words, one.to) for one in seen] == [(lost, "Not known whether it went", "07700 900001")]
    assert seen[0].decisions == ("send_again", "arrived", "give_up")
    assert store.read(waiting_for_a_person, cast.worker_of_another_team) == []


def test_what_nobody_has_looked_up_yet_is_not_offered_to_be_sent_again_and_goes_once(
    store: Store, cast: Cast, stand_in: StandIn, just_lost: int
) -> None:
    (seen,) = store.read(waiting_for_a_person, cast.worker)
    assert seen.decisions == ("arrived", "give_up")
    assert "We are asking the provider" in seen.words
    with pytest.raises(CannotAsk):
        store.write_now(decide, cast.worker, just_lost, "send_again")
    look_up(store, twilio(stand_in))
    assert (state(store, just_lost), len(stand_in.kept)) == ("accepted", 1)


def test_a_look_up_that_failed_has_told_nobody_anything(store: Store, cast: Cast, just_lost: int) -> None:
    store.write_now(looked_up, just_lost, None, answered=False)
    assert "send_again" not in store.read(waiting_for_a_person, cast.worker)[0].decisions
    store.write_now(looked_up, just_lost, None)
    assert "send_again" in store.read(waiting_for_a_person, cast.worker)[0].decisions


def test_where_the_provider_could_never_be_asked_a_person_decides_at_last(
    store: Store, cast: Cast, just_lost: int
) -> None:
    for _ in range(len(LOOKS) + 1):
        store.write_now(looked_up, just_lost, None, answered=False)
    assert "send_again" in store.read(waiting_for_a_person, cast.worker)[0].decisions


def test_what_is_found_while_it_waits_to_go_again_does_not_go_again(
    store: Store, cast: Cast, stand_in: StandIn, just_lost: int
) -> None:
    store.write_now(looked_up, just_lost, None)
    store.write_now(decide, cast.worker, just_lost, "send_again")
    store.write_now(looked_up, just_lost, ProviderAnswer(stand_in.kept[0].sid, "sent"))
    send(store, twilio(stand_in))
    assert (state(store, just_lost), len(stand_in.kept)) == ("sent", 1)


def test_sent_again_by_a_person_it_goes_with_its_link(store: Store, cast: Cast, stand_in: StandIn, lost: int) -> None:
    store.write_now(decide, cast.worker, lost, "send_again")
    send(store, twilio(stand_in))
    assert state(store, lost) == "accepted"
    assert "/f/" in stand_in.kept[0].body
    assert store.read(waiting_for_a_person, cast.worker) == []


@pytest.mark.parametrize(("what", "ends_as"), [("arrived", "delivered"), ("give_up", "failed")])
def test_a_decision_settles_it_and_names_who_decided(
    store: Store, cast: Cast, lost: int, what: str, ends_as: str
) -> None:
    store.write_now(decide, cast.worker, lost, what)
    assert state(store, lost) == ends_as
    assert "Amina Yusuf" in text(store, lost)["history"][-1]["note"]
    assert store.read(waiting_for_a_person, cast.worker) == []
    trail = store.read(lambda db: [one for one in db.table(AUDIT) if one["action"] == f"text.{what}"])
    assert trail[0]["about"] == {"text": lost}
    with pytest.raises(CannotAsk):
        store.write_now(decide, cast.worker, lost, "send_again")


def test_a_text_to_a_bad_number_can_be_left(store: Store, cast: Cast, stand_in: StandIn) -> None:
    number = ask_her(store, cast).text
    stand_in.will("21614")
    send(store, twilio(stand_in))
    seen = store.read(waiting_for_a_person, cast.worker)
    assert (seen[0].words, seen[0].decisions) == ("Not sent: this is not a mobile number", ("send_anew", "give_up"))
    store.write_now(decide, cast.worker, number, "give_up")
    assert store.read(waiting_for_a_person, cast.worker) == []
    assert [one.number for one in store.read(texts_about, cast.worker, CHILD)] == [number]


def test_an_administrator_hears_of_the_set_up_and_nothing_of_the_family(
    store: Store, cast: Cast, stand_in: StandIn, clock: Clock
) -> None:
    number = ask_her(store, cast).text
    stand_in.will("20003")
    send(store, twilio(stand_in))
    told = store.read(waiting_for_the_set_up, cast.administrator)
    assert told == {"our account's sign-in was refused": 1}
    with pytest.raises(NotAllowed):
        store.read(waiting_for_a_person, cast.administrator)
    store.write_now(decide, cast.worker, number, "send_again")
    send(store, twilio(stand_in))
    assert state(store, number) == "accepted"


def test_nobody_decides_about_a_child_they_need_not_know_of(store: Store, cast: Cast, lost: int) -> None:
    for number in (lost, 999):
        with pytest.raises(NotFound):
            store.write_now(decide, cast.worker_of_another_team, number, "give_up")


def test_a_reply_to_nobody_we_know_is_for_those_who_read_voices(store: Store, cast: Cast, stand_in: StandIn) -> None:
    number = store.write_now(queue, to="+447700900777", body="Hello", purpose="reply", language="en")
    stand_in.will("30008")
    send(store, twilio(stand_in))
    assert store.read(waiting_for_a_person, cast.worker) == []
    assert [one.number for one in store.read(waiting_for_a_person, cast.head)] == [number]


def undelivered(store: Store, cast: Cast, stand_in: StandIn, code: str) -> tuple[int, int]:
    """A request whose text came back, and the number of the text."""
    asked = ask_her(store, cast)
    send(store, twilio(stand_in))
    store.write_now(record_status, text(store, asked.text)["opaque"], stand_in.kept[-1].sid, "undelivered", code)
    return asked.request, asked.text


def test_a_new_text_for_the_same_request_carries_a_new_link(store: Store, cast: Cast, stand_in: StandIn) -> None:
    request, number = undelivered(store, cast, stand_in, "30003")
    anew = store.write_now(send_anew, cast.worker, HOUSE, number)
    link = text(store, anew)["body"].split("/f/")[1][:22]
    assert store.read(view, link, None).stage == "welcome"
    assert [one.doc_id for one in store.read(outbox.by_request, request)] == [number, anew]
    with pytest.raises(CannotAsk, match="decided already"):
        store.write_now(send_anew, cast.worker, HOUSE, number)


def test_a_new_text_to_a_number_that_was_at_fault_needs_a_reason(store: Store, cast: Cast, stand_in: StandIn) -> None:
    _, number = undelivered(store, cast, stand_in, "30005")
    with pytest.raises(CannotAsk, match="An earlier text came back"):
        store.write_now(send_anew, cast.worker, HOUSE, number)
    store.write_now(send_anew, cast.worker, HOUSE, number, "She has the number back.")


def test_there_is_no_new_text_for_somebody_who_stopped_or_whose_link_is_closed(
    store: Store, cast: Cast, stand_in: StandIn
) -> None:
    request, number = undelivered(store, cast, stand_in, "30003")
    store.write_now(stop, "+447700900001", "stop", "en")
    with pytest.raises(CannotAsk, match="asked us to stop"):
        store.write_now(send_anew, cast.worker, HOUSE, number, "All the same.")
    store.write_now(revoke, cast.worker, request)
    with pytest.raises(CannotAsk, match="closed"):
        store.write_now(send_anew, cast.worker, HOUSE, number)
