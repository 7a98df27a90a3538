"""What a person decides about a text that did not simply arrive."""

from collections.abc import Iterator

import pytest

from feedback.errors import CannotAsk
from feedback.texts.deciding import decide, texts_about, waiting_for_a_person, waiting_for_the_set_up
from feedback.texts.outbox import queue
from people.audit import AUDIT
from people.errors import NotAllowed, NotFound
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.outgoing import ask_her, send, state, text, twilio
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
    return number


def test_a_worker_sees_what_waits_and_what_can_be_done(store: Store, cast: Cast, lost: int) -> None:
    seen = store.read(waiting_for_a_person, cast.worker)
    assert [(one.number, one.words, one.to) for one in seen] == [(lost, "Not known whether it went", "07700 900001")]
    assert seen[0].decisions == ("send_again", "arrived", "give_up")
    assert store.read(waiting_for_a_person, cast.worker_of_another_team) == []


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


def test_a_text_to_a_bad_number_can_only_be_left(store: Store, cast: Cast, stand_in: StandIn) -> None:
    number = ask_her(store, cast).text
    stand_in.will("21614")
    send(store, twilio(stand_in))
    seen = store.read(waiting_for_a_person, cast.worker)
    assert (seen[0].words, seen[0].decisions) == ("Not sent: this is not a mobile number", ("give_up",))
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
