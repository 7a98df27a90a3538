"""A call at a time that is not known to be safe: asked first, and what was chosen is on record."""

from typing import Any

import pytest

from feedback.phone.call import on_the_phone, take_up
from feedback.phone.call_list import call_line
from feedback.phone.call_safety import USUAL_HOURS
from feedback.phone.not_reached import not_reached
from feedback.phone.unsafe_calls import CALL, TALKING, WAIT, choose
from feedback.voices.errors import CannotAsk
from people.actor import Actor
from people.audit import AUDIT
from people.errors import NotFound, Unacceptable
from storage.store import Store
from tests.cast import Cast, Clock
from tests.feedback.phone.people_to_call import add_mother, ask_by


@pytest.fixture
def request_id(store: Store, cast: Cast, clock: Clock) -> int:
    """A mother whose safe time of the day is over."""
    made = ask_by(store, cast, "phone", add_mother(store))
    clock.forward(hours=6)  # six in the evening
    return made


def _chooses(store: Store, person: Actor, request: int, choice: str, reason: str = "") -> None:
    store.write_now(choose, person, f"request-{request}", choice, reason=reason, hours=USUAL_HOURS)


def _begins(store: Store, person: Actor, request: int) -> bool:
    store.write_now(take_up, person, request)
    return store.read(on_the_phone, person, request).begun


def _chosen(store: Store) -> list[dict[str, Any]]:
    trail = store.read(lambda db: db.table(AUDIT).all())
    return [{**one["about"], "who": one["who"]} for one in trail if one["action"] == "call.unsafe_time"]


def test_nobody_begins_a_call_at_an_unsafe_time_without_having_chosen_to(
    store: Store, cast: Cast, request_id: int
) -> None:
    with pytest.raises(CannotAsk, match="not known that it is safe"):
        _begins(store, cast.caller, request_id)
    _chooses(store, cast.caller, request_id, CALL, "She texted that he has left.")
    assert _begins(store, cast.caller, request_id)


@pytest.mark.parametrize(
    ("choice", "reason", "begins"),
    [(CALL, "She texted that he has left.", True), (TALKING, "", True), (WAIT, "", False)],
)
def test_what_was_chosen_is_on_record(
    store: Store, cast: Cast, request_id: int, choice: str, reason: str, begins: bool
) -> None:
    _chooses(store, cast.caller, request_id, choice, reason)
    about = {"call": f"request-{request_id}", "choice": choice, "safe": "later", "reason": reason}
    assert _chosen(store) == [{**about, "who": cast.caller.id}]
    assert store.read(call_line, cast.caller, f"request-{request_id}").may_dial is begins


def test_calling_all_the_same_needs_a_reason_and_one_of_the_choices(store: Store, cast: Cast, request_id: int) -> None:
    for choice, reason in ((CALL, ""), (CALL, " \0"), ("yes", "Because."), ("", "Because.")):
        with pytest.raises(Unacceptable):
            _chooses(store, cast.caller, request_id, choice, reason)
    assert _chosen(store) == []


def test_a_choice_is_of_this_caller_and_of_this_call(store: Store, cast: Cast, clock: Clock, request_id: int) -> None:
    _chooses(store, cast.caller, request_id, CALL, "She texted that he has left.")
    for person in (cast.worker, cast.head):
        assert not store.read(call_line, person, f"request-{request_id}").may_dial
    clock.forward(minutes=31)
    assert not store.read(call_line, cast.caller, f"request-{request_id}").may_dial
    _chooses(store, cast.caller, request_id, CALL, "She texted again.")
    store.write_now(not_reached, cast.caller, f"request-{request_id}", "no_answer")
    assert not store.read(call_line, cast.caller, f"request-{request_id}").may_dial


def test_words_have_to_be_read_before_a_call_too(store: Store, cast: Cast) -> None:
    mother = add_mother(store, safe_spans=(), safe_times="Weekdays after 10:00")
    request = ask_by(store, cast, "phone", mother)
    with pytest.raises(CannotAsk):
        _begins(store, cast.caller, request)
    _chooses(store, cast.caller, request, CALL, "It is a weekday, past ten.")
    assert _begins(store, cast.caller, request)
    assert _chosen(store)[0]["safe"] == "read"


def test_a_stranger_cannot_choose(store: Store, cast: Cast, request_id: int) -> None:
    with pytest.raises(NotFound):
        _chooses(store, cast.worker_of_another_team, request_id, CALL, "Because.")
