"""Whom to call: why, on which number, when it is safe, and who is left out with the reason."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feedback.phone.call_line import CallLine
from feedback.phone.call_list import CallList, call_line, call_list
from feedback.phone.call_safety import UNCHECKED, SafeToCall
from feedback.phone.calling_back import called_back
from feedback.phone.not_reached import CHOICES, not_reached
from feedback.triage.triage_list import decided_lately, triage_list
from feedback.voices import attempts
from feedback.voices.places import add_place
from feedback.web.poster_conversations import begin_at_poster
from people.actor import Actor
from people.contacts import CONTACTS
from people.errors import NotAllowed, NotFound, Unacceptable
from people.opt_outs import stop
from people.safe_contact import confirm_safe
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family
from tests.feedback.phone.people_to_call import add_mother, ask_by

NOBODY = CallList((), (), (), ())


def _list(store: Store, person: Actor) -> CallList:
    return store.read(call_list, person)


def _first(store: Store, person: Actor) -> CallLine:
    return _list(store, person).now[0]


@pytest.fixture
def by_phone(store: Store, cast: Cast) -> str:
    """The mother is to be asked by phone; the key of her line."""
    return f"request-{ask_by(store, cast, 'phone', add_mother(store))}"


def _to_read(store: Store, person: Actor) -> CallLine:
    return _list(store, person).to_read[0]


def _wants_a_call(family: Family, share: str = "no", finish: bool = True, **details: str | None) -> None:
    raw = {"share_words": share, "safe_now": "no", "call_back": "yes"}
    given = {"call_number": "07700 900123", "call_time": "evenings", **details}
    while (question := family.sees().question) is not None:
        if answer := raw.get(question.purpose) or given.get(question.id):
            family.answers(answer, as_words=bool(question.format))
        else:
            family.skips()
    if finish:
        family.finishes()


def test_a_line_says_all_that_a_caller_has_to_know(store: Store, cast: Cast, by_phone: str) -> None:
    line = _first(store, cast.worker)
    assert (line.key, line.why_words, line.about) == (by_phone, "To be asked by phone", "Selam Tesfamariam")
    assert (line.name, line.relation, line.number, line.dial) == (
        "Ms Tesfamariam",
        "Mother",
        "07700 900001",
        "+447700900001",
    )
    assert (line.safe_times, line.safe_note) == ("Mon to Fri 10:00 to 18:00", "Leave no message.")
    assert (line.safety.state, line.may_dial, line.unchecked) == (SafeToCall.NOW, True, False)
    assert (line.language_name, line.interpreter, line.dialect) == ("English", True, "Asmara")
    assert (line.touchpoint, line.tries) == ("Practice review", ())


def test_who_asked_to_be_called_stands_there_with_the_number_and_the_time_they_gave(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    add_mother(store)
    _wants_a_call(a_family())
    line = _to_read(store, cast.caller)
    assert (line.why_words, line.number, line.their_time) == ("They asked to be called", "07700 900123", "evenings")
    assert (line.dial, line.safety.state) == ("+447700900123", SafeToCall.READ)


def test_another_number_than_the_one_on_record_is_unchecked_and_says_why_they_want_the_call(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    add_mother(store)
    _wants_a_call(a_family(), call_time=None)
    line = _to_read(store, cast.caller)
    assert (line.number, line.unchecked, line.safe_times, line.may_dial) == ("07700 900123", True, "", False)
    assert line.alarms == ("Does not feel safe",)
    assert line.safety.why == UNCHECKED


@pytest.mark.parametrize("said", [{"call_time": None}, {"call_number": None, "call_time": "after school"}])
def test_what_they_said_about_the_call_counts_for_whatever_they_are_called_about(
    store: Store, cast: Cast, a_family: Callable[..., Family], said: dict[str, str | None]
) -> None:
    add_mother(store)
    family = a_family()
    _wants_a_call(family, finish=False, **said)
    line = store.read(call_line, cast.caller, "request-1")
    assert (line.number, line.safety.state) == ("07700 900001", SafeToCall.READ)


def test_their_own_number_written_otherwise_is_still_the_one_that_was_checked(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    add_mother(store)
    _wants_a_call(a_family(), call_number="+44 (0)7700-900001", call_time=None)
    line = _first(store, cast.caller)
    assert (line.unchecked, line.safe_times) == (False, "Mon to Fri 10:00 to 18:00")
    assert line.alarms == ("Does not feel safe",)


@pytest.mark.parametrize("words", ["Any time", "now please", "Mornings before 11", "بعد الظهر"])
def test_when_a_family_says_a_time_in_words_it_is_never_a_yes(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family], words: str
) -> None:
    add_mother(store)
    _wants_a_call(a_family(), call_number="07700 900001", call_time=words)
    for _ in range(24):
        assert _list(store, cast.caller).now == ()
        assert _to_read(store, cast.caller).their_time == words
        clock.forward(hours=1)


def test_who_left_words_for_a_number_is_read_by_a_person_and_nothing_can_be_dialled(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    add_mother(store)
    family = a_family()
    _wants_a_call(family, call_number="call mum", finish=False)
    line = _to_read(store, cast.caller)
    assert (line.number, line.dial, line.unchecked) == ("call mum", "", True)


def test_a_worker_does_not_learn_of_a_wish_that_was_not_shared_with_them(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    _wants_a_call(a_family(), share="no")
    assert _list(store, cast.worker).to_read == ()
    _wants_a_call(a_family(), share="yes")
    assert len(_list(store, cast.worker).to_read) == 1


def test_who_does_not_answer_a_link_for_a_week_is_called_where_the_phone_is_safe(
    store: Store, cast: Cast, clock: Clock
) -> None:
    cast.gives(ask_by(store, cast, "link", add_mother(store), touchpoint="conference"))
    clock.forward(days=6)
    assert _list(store, cast.worker).now == ()
    clock.forward(days=1)
    assert _first(store, cast.worker).why_words == "No answer for a week"
    clock.forward(days=30)
    assert _list(store, cast.worker) == NOBODY, "the request is over"


def test_who_has_begun_to_answer_is_not_called_about_it(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family]
) -> None:
    add_mother(store)
    a_family().answers("yes")
    clock.forward(days=8)
    assert _list(store, cast.worker).now == ()


EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _mother_with(store: Store, cast: Cast, name: str, phone: str, **times: Any) -> None:
    ask_by(store, cast, "phone", add_mother(store, name=name, phone=phone, **times))


def test_now_counts_those_alone_who_may_be_called_now_and_later_says_from_when(
    store: Store, cast: Cast, clock: Clock
) -> None:
    all_day = [{"days": EVERY_DAY, "from": "00:00", "to": "24:00"}]
    evening = [{"days": EVERY_DAY, "from": "18:00", "to": "19:00"}]
    _mother_with(store, cast, "Evening", "+447700900011", safe_spans=evening)
    _mother_with(store, cast, "In words", "+447700900012", safe_spans=(), safe_times="when he is out")
    _mother_with(store, cast, "Not known", "+447700900013", safe_spans=())
    _mother_with(store, cast, "Now", "+447700900014", safe_spans=all_day)
    found = _list(store, cast.worker)
    assert [line.name for line in found.now] == ["Now"]
    assert {line.name for line in found.to_read} == {"In words", "Not known"}
    assert [(line.name, line.later) for line in found.later] == [("Evening", datetime(2026, 5, 12, 17, tzinfo=UTC))]


def test_in_quiet_hours_nobody_is_called_who_does_not_wait_for_it(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family]
) -> None:
    clock.now = datetime(2026, 5, 12, 0, 20, tzinfo=UTC)
    _mother_with(store, cast, "Yes", "+447700900011", safe_spans=[{"days": EVERY_DAY, "from": "00:00", "to": "24:00"}])
    _mother_with(store, cast, "Any time", "+447700900012", safe_spans=(), safe_times="Any time")
    _wants_a_call(a_family())
    found = _list(store, cast.caller)
    assert found.now == ()
    assert [line.why for line in found.to_read] == ["asked_us"]
    morning = datetime(2026, 5, 12, 7, tzinfo=UTC)
    assert {(line.name, line.later) for line in found.later} == {("Yes", morning), ("Any time", morning)}


def test_what_rests_until_an_unsafe_moment_comes_back_when_it_is_safe(store: Store, cast: Cast, clock: Clock) -> None:
    clock.now = datetime(2026, 5, 12, 16, tzinfo=UTC)
    request = ask_by(store, cast, "phone", add_mother(store))
    store.write_now(not_reached, cast.worker, f"request-{request}", "no_answer")
    (line,) = _list(store, cast.worker).later
    assert line.later == datetime(2026, 5, 13, 9, tzinfo=UTC), "two hours later it is seven in the evening"


def test_a_moment_for_which_they_asked_is_read_then_although_it_is_no_safe_time(
    store: Store, cast: Cast, clock: Clock, by_phone: str
) -> None:
    agreed = datetime(2026, 5, 13, 19, 0)  # noqa: DTZ001  # as a screen gives it: London's
    store.write_now(not_reached, cast.worker, by_phone, "asked_for_later", when=agreed)
    clock.now = datetime(2026, 5, 13, 18, 0, tzinfo=UTC)
    assert _to_read(store, cast.worker).safety.why == "They asked to be called at 19:00 today"
    clock.forward(days=1)
    assert _list(store, cast.worker).to_read == ()


def test_a_number_that_was_corrected_has_to_be_checked_before_it_is_safe(
    store: Store, cast: Cast, by_phone: str
) -> None:
    store.write_now(lambda db: db.table(CONTACTS).replace(1, {"phone": "+447700900055"}))
    assert _list(store, cast.worker).now == ()
    assert "checked for another number" in _list(store, cast.worker).left_out[0].left_out[0]
    store.write_now(confirm_safe, cast.worker, 1, spans=[{"days": EVERY_DAY, "from": "10:00", "to": "18:00"}])
    assert _first(store, cast.worker).number == "07700 900055"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hold_until": "2026-06-01", "hold_reason": "A death in the family"}, "A death in the family"),
        ({"safe_checked": "2026-01-01"}, "Check it with them first"),
        ({"abuse_flag": True}, "domestic abuse flag"),
        ({"phone": None}, "no phone number on record"),
    ],
)
def test_what_came_up_since_leaves_the_line_out_with_the_reason(
    store: Store, cast: Cast, by_phone: str, change: dict[str, Any], said: str
) -> None:
    store.write_now(lambda db: db.table(CONTACTS).replace(1, change))
    found = _list(store, cast.worker)
    assert found.now == ()
    assert said in found.left_out[0].left_out[0]


def test_a_stop_holds_for_calls_too_and_says_its_date(store: Store, cast: Cast, by_phone: str) -> None:
    store.write_now(stop, "+447700900001", "STOP", "en")
    found = _list(store, cast.worker)
    assert found.now == ()
    assert "asked us to stop on 12 May" in found.left_out[0].left_out[0]
    assert not found.left_out[0].can_override


def test_two_possible_people_are_never_guessed_between(store: Store, cast: Cast) -> None:
    for phone in ("+447700900001", "+447700900002"):
        add_mother(store, phone=phone)
    ask_by(store, cast, "phone", None)
    assert "not on record whom to call" in _list(store, cast.worker).left_out[0].left_out[0]


def test_a_caller_calls_any_family_and_a_stranger_sees_none(store: Store, cast: Cast, by_phone: str) -> None:
    for person in (cast.worker, cast.manager, cast.head, cast.caller):
        assert _first(store, person).key == by_phone
    for person in (cast.worker_of_another_team, cast.former_worker, cast.reviewer):
        assert _list(store, person) == NOBODY
        for verb in (call_line, lambda db, actor, key: not_reached(db, actor, key, "no_answer")):
            with pytest.raises(NotFound):
                store.write_now(verb, person, by_phone)
    with pytest.raises(NotAllowed):
        _list(store, cast.administrator)


@pytest.mark.parametrize("outcome", [*CHOICES])
def test_every_call_that_did_not_happen_is_an_attempt(store: Store, cast: Cast, by_phone: str, outcome: str) -> None:
    when = datetime(2026, 5, 13, 15, 0)  # noqa: DTZ001  # as a screen gives it: London's
    store.write_now(not_reached, cast.worker, by_phone, outcome, when=when)
    made = store.read(attempts.by_child, CHILD)[-1]
    assert (made["method"], made["outcome"], made["by"]) == ("phone", outcome, cast.worker.id)


def test_no_answer_rests_two_hours_and_the_third_one_takes_it_off_the_list(
    store: Store, cast: Cast, clock: Clock, by_phone: str
) -> None:
    for tries in (1, 2, 3):
        store.write_now(not_reached, cast.worker, by_phone, "no_answer")
        if tries < 3:
            (line,) = _list(store, cast.worker).later
            assert (len(line.tries), line.rests_because) == (tries, "No answer a short while ago")
            clock.forward(hours=2)
            assert len(_list(store, cast.worker).now) == 1
    (out,) = _list(store, cast.worker).left_out
    assert out.left_out == ("Called 3 times without an answer. Try another way.",)
    assert out.can_override
    assert out.tries[0].words == "today 12:00: no answer"


def test_a_wrong_number_is_off_the_list_until_it_is_corrected(store: Store, cast: Cast, by_phone: str) -> None:
    store.write_now(not_reached, cast.worker, by_phone, "wrong_number")
    assert "The number was wrong" in _list(store, cast.worker).left_out[0].left_out[0]
    store.write_now(lambda db: db.table(CONTACTS).replace(1, {"phone": "+447700900055"}))
    assert "The number was wrong" not in " ".join(_list(store, cast.worker).left_out[0].left_out)


def test_not_safe_now_rests_until_the_next_morning(store: Store, cast: Cast, by_phone: str) -> None:
    store.write_now(not_reached, cast.worker, by_phone, "not_safe_now")
    (line,) = _list(store, cast.worker).later
    assert line.later == datetime(2026, 5, 13, 9, 0, tzinfo=UTC), "nine o'clock, and not before it is safe"


def test_who_asked_for_another_time_comes_back_then(store: Store, cast: Cast, clock: Clock, by_phone: str) -> None:
    agreed = datetime(2026, 5, 13, 15, 0)  # noqa: DTZ001  # as a screen gives it: London's
    store.write_now(not_reached, cast.worker, by_phone, "asked_for_later", when=agreed)
    (line,) = _list(store, cast.worker).later
    assert line.rests_because == "Asked to be called 13 May 15:00"
    clock.now = datetime(2026, 5, 13, 14, 0, tzinfo=UTC)
    assert len(_list(store, cast.worker).now) == 1


@pytest.mark.parametrize("when", [None, timedelta(hours=-1), timedelta(days=61)])
def test_another_time_has_to_be_a_time_to_come(
    store: Store, cast: Cast, clock: Clock, by_phone: str, when: timedelta | None
) -> None:
    agreed = None if when is None else clock.now + when
    with pytest.raises(Unacceptable):
        store.write_now(not_reached, cast.worker, by_phone, "asked_for_later", when=agreed)
    assert store.read(attempts.by_child, CHILD) == []


def test_who_declined_is_not_called_again_and_their_no_stays_on_record(
    store: Store, cast: Cast, clock: Clock, by_phone: str
) -> None:
    store.write_now(not_reached, cast.worker, by_phone, "declined")
    clock.forward(days=8)
    assert _list(store, cast.worker) == NOBODY
    assert store.read(attempts.by_child, CHILD)[-1]["outcome"] == "declined"


def test_clicking_twice_logs_once(store: Store, cast: Cast, by_phone: str) -> None:
    first = store.write_now(not_reached, cast.worker, by_phone, "no_answer")
    assert store.write_now(not_reached, cast.worker, by_phone, "no_answer") == first
    assert len(store.read(attempts.by_child, CHILD)) == 1


def test_an_outcome_that_there_is_not_is_refused(store: Store, cast: Cast, by_phone: str) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(not_reached, cast.worker, by_phone, "answered")


@pytest.mark.parametrize("key", ["", "request-", "request-999", "item-1", "../1", "request-١", "request-1-1"])
def test_a_line_that_there_is_not_is_simply_not_found(store: Store, cast: Cast, by_phone: str, key: str) -> None:
    with pytest.raises(NotFound):
        store.write_now(not_reached, cast.head, key, "no_answer")


def test_calling_back_settles_the_wish_with_the_callers_words(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    _wants_a_call(a_family())
    key = _to_read(store, cast.caller).key
    with pytest.raises(Unacceptable):
        store.write_now(called_back, cast.caller, key, " ")
    store.write_now(called_back, cast.caller, key, "She is at her aunt's and safe.")
    assert _list(store, cast.caller).to_read == ()
    assert [one.matter for one in store.read(triage_list, cast.head)] == ["not_safe"]
    (settled,) = store.read(decided_lately, cast.head, 9)
    assert (settled.decisions[0]["name"], settled.decisions[0]["decided"]) == ("Sam Whitlow", "Called back")


def test_who_asked_for_a_call_and_did_not_pick_up_stays_on_the_list(
    store: Store, cast: Cast, clock: Clock, a_family: Callable[..., Family]
) -> None:
    _wants_a_call(a_family())
    key = _to_read(store, cast.caller).key
    for _ in range(4):
        store.write_now(not_reached, cast.caller, key, "no_answer")
        clock.forward(hours=3)
    assert len(_to_read(store, cast.caller).tries) == 4


def test_who_asked_a_poster_for_a_call_is_called_by_the_name_and_number_they_gave(store: Store, cast: Cast) -> None:
    hall = store.write_now(add_place, cast.head, "Portsoken Community Centre", "place")
    form = LIBRARY.find("anytime", "parent_carer")
    token = store.write_now(begin_at_poster, hall["code"], "a phone", "parent_carer", "en", form)
    visitor = Family(store, token, "a phone")
    details = {"call_name": "Rosa", "call_number": "07700 900777", "call_time": "any time"}
    while (question := visitor.sees().question) is not None:
        answer = "yes" if question.purpose == "call_back" else details.get(question.id)
        visitor.answers(answer) if answer else visitor.skips()
    line = _to_read(store, cast.caller)
    assert (line.name, line.number, line.child, line.about) == ("Rosa", "07700 900777", None, "")
    assert _list(store, cast.worker) == NOBODY
    store.write_now(not_reached, cast.caller, line.key, "no_answer")
    assert len(_list(store, cast.caller).later[0].tries) == 1
    store.write_now(called_back, cast.caller, line.key, "She wants to join the group.")
    assert _list(store, cast.caller) == NOBODY
