"""A child may be at risk now, or racism was not addressed: raised by one press, and somebody has to answer."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from feedback.concerns.alerts import leave_phone
from feedback.concerns.concern_views import ConcernView, concerns_for, waiting_for
from feedback.concerns.concerns import CONCERNS
from feedback.concerns.raising import raise_concern, say_more
from feedback.concerns.responding import acknowledge, record_action
from feedback.messages.outbox import OUTBOX
from feedback.triage.deciding import decide
from feedback.triage.triage_list import triage_list
from people import need_to_know
from people.actor import Actor
from people.audit import AUDIT
from people.duty import take_duty
from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.phone_numbers import NotAMobile
from people.roles import Role
from people.staff import add_staff, as_actor, member
from storage.errors import Lasting
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.family import Family

AT_RISK, NOT_ADDRESSED = "at_risk", "not_addressed"


def _join(store: Store, name: str, role: Role) -> Actor:
    email = f"{name.split()[0].lower()}@heard.example"
    document = store.read(member, store.write_now(add_staff, name, email, [role]))
    assert document is not None
    return as_actor(document)


class House:
    """Those above the Head of Safeguarding & QA, and a second team manager."""

    def __init__(self, store: Store) -> None:
        self.deputy = _join(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
        self.director = _join(store, "Priya Raman", Role.ASSISTANT_DIRECTOR)
        self.executive = _join(store, "Martin Cole", Role.EXECUTIVE_DIRECTOR)
        self.other_manager = _join(store, "Ruth Okafor", Role.TEAM_MANAGER)


@pytest.fixture
def house(store: Store, cast: Cast) -> House:
    return House(store)


def _one(store: Store, person: Actor) -> ConcernView:
    (found,) = store.read(concerns_for, person)
    return found


def _called(store: Store, person: Actor) -> set[str]:
    return set(_one(store, person).called_on)


@pytest.mark.rule("BR-30")
def test_a_child_at_risk_calls_the_managers_and_the_head_at_once(store: Store, cast: Cast, house: House) -> None:
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words="He came with a bruise.")
    assert _called(store, cast.worker) == {"Grace Adeyemi", "Ruth Okafor", "Helen Marsh"}
    assert [store.read(waiting_for, one.id) for one in (cast.manager, cast.head, house.deputy)] == [1, 1, 0]


def test_once_a_manager_has_the_duty_the_others_are_left_in_peace(store: Store, cast: Cast, house: House) -> None:
    store.write_now(take_duty, house.other_manager)
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert _called(store, cast.worker) == {"Ruth Okafor", "Helen Marsh"}


@pytest.mark.rule("BR-25")
def test_racism_that_was_not_addressed_calls_the_head_and_the_deputy(store: Store, cast: Cast, house: House) -> None:
    store.write_now(raise_concern, cast.worker, NOT_ADDRESSED, child=CHILD)
    assert _called(store, cast.worker) == {"Helen Marsh", "David Mensah"}


@pytest.mark.rule("BR-25")
@pytest.mark.parametrize("kind", [AT_RISK, NOT_ADDRESSED])
def test_where_the_head_is_the_subject_it_goes_to_the_assistant_director(
    store: Store, cast: Cast, house: House, kind: str
) -> None:
    store.write_now(raise_concern, cast.worker, kind, child=CHILD, recused=[cast.head.id])
    assert "Priya Raman" in _called(store, cast.worker)
    assert "Helen Marsh" not in _called(store, cast.worker)
    assert store.read(concerns_for, cast.head) == []


def test_a_head_who_raised_it_does_not_answer_it(store: Store, cast: Cast, house: House) -> None:
    concern = store.write_now(raise_concern, cast.head, NOT_ADDRESSED)
    assert _called(store, cast.head) == {"Priya Raman"}
    with pytest.raises(NotFound):
        store.write_now(acknowledge, cast.head, concern)


@pytest.mark.rule("BR-25")
def test_what_nobody_acknowledges_rises_to_the_deputy_and_then_to_the_assistant_director(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    clock.forward(hours=24, minutes=1)
    assert "David Mensah" in _called(store, cast.worker)
    assert "Priya Raman" not in _called(store, cast.worker)
    clock.forward(hours=24)
    assert "Priya Raman" in _called(store, cast.worker)


def test_once_it_is_acknowledged_it_rises_no_further(store: Store, cast: Cast, clock: Clock, house: House) -> None:
    concern = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    store.write_now(acknowledge, cast.manager, concern)
    clock.forward(days=5)
    assert "David Mensah" not in _called(store, cast.worker)
    assert store.read(waiting_for, cast.head.id) == 0


@pytest.mark.rule("BR-25")
def test_the_times_are_one_and_two_working_days_and_being_late_is_said(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    clock.now = datetime(2026, 5, 22, 14, 0, tzinfo=UTC)  # the Friday before a bank holiday
    concern = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    seen = _one(store, cast.head)
    assert seen.acknowledge_by == datetime(2026, 5, 26, 14, 0, tzinfo=UTC)
    assert seen.act_by == datetime(2026, 5, 27, 14, 0, tzinfo=UTC)
    assert seen.late == ""
    clock.forward(days=4, minutes=1)
    assert _one(store, cast.head).late == "Not acknowledged in time"
    store.write_now(acknowledge, cast.head, concern)
    assert _one(store, cast.head).late == ""
    clock.forward(days=1)
    assert _one(store, cast.head).late == "No action in time"


@pytest.mark.rule("BR-30")
def test_an_action_on_record_settles_it_and_a_further_one_is_added(store: Store, cast: Cast, house: House) -> None:
    concern = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    store.write_now(record_action, cast.manager, concern, "Visited at 4, the child is with an aunt.")
    store.write_now(record_action, cast.head, concern, "Strategy meeting tomorrow.")
    assert store.read(concerns_for, cast.head) == []
    (settled,) = store.read(concerns_for, cast.worker, settled=True)
    assert [action["name"] for action in settled.actions] == ["Grace Adeyemi", "Helen Marsh"]
    assert settled.acknowledged is not None
    assert settled.acknowledged["name"] == "Grace Adeyemi"


def test_the_first_to_acknowledge_is_kept(store: Store, cast: Cast, clock: Clock, house: House) -> None:
    concern = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    store.write_now(acknowledge, cast.manager, concern)
    clock.forward(minutes=3)
    store.write_now(acknowledge, cast.head, concern)
    kept = _one(store, cast.head).acknowledged
    assert kept is not None
    assert kept["name"] == "Grace Adeyemi"


def test_pressing_twice_is_once_and_words_may_follow(store: Store, cast: Cast, house: House) -> None:
    first = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    again = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert first == again
    store.write_now(say_more, cast.worker, first, "The door was locked.")
    assert [said["text"] for said in _one(store, cast.head).words] == ["The door was locked."]
    with pytest.raises(NotFound):
        store.write_now(say_more, cast.worker_of_another_team, first, "x")


@pytest.mark.rule("BR-30")
def test_it_needs_no_review_and_no_child(store: Store, cast: Cast, house: House) -> None:
    store.write_now(raise_concern, cast.administrator, NOT_ADDRESSED, words="Heard in the corridor.")
    assert _one(store, cast.head).child is None


@pytest.mark.parametrize("ref", [OTHER_CHILD, "D9999", "the boy in room 4", "x" * 900])
def test_a_child_that_one_may_not_know_of_or_that_is_not_there_is_kept_as_it_was_named(
    store: Store, cast: Cast, ref: str
) -> None:
    store.write_now(raise_concern, cast.worker, AT_RISK, child=ref, words="A bruise.")
    raised = _one(store, cast.head)
    assert (raised.child, raised.named) == (None, ref[:200])
    assert [said["text"] for said in raised.words] == ["A bruise."]


@pytest.mark.parametrize("person", ["chair", "administrator", "reviewer"])
def test_whoever_may_raise_a_concern_may_do_so_for_a_child_whom_they_do_not_work_with(
    store: Store, cast: Cast, person: str
) -> None:
    store.write_now(raise_concern, getattr(cast, person), AT_RISK, child=CHILD)
    assert _one(store, cast.head).named == CHILD
    assert store.read(need_to_know.known_children, getattr(cast, person)) == [], "raising it opens nobody's file"


def test_a_caller_raises_it_for_whomever_they_call(store: Store, cast: Cast, house: House) -> None:
    store.write_now(raise_concern, cast.caller, AT_RISK, child=CHILD)
    assert _one(store, cast.caller).child == CHILD


def test_the_manager_who_is_alerted_may_know_of_the_child_from_now_on(store: Store, cast: Cast, house: House) -> None:
    assert not store.read(need_to_know.may_see, house.other_manager, CHILD)
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert store.read(need_to_know.may_see, house.other_manager, CHILD)


def test_who_is_not_called_on_neither_sees_nor_answers_it(store: Store, cast: Cast, house: House) -> None:
    concern = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    for person in (house.director, cast.reviewer, cast.chair, cast.worker_of_another_team):
        assert store.read(concerns_for, person) == []
    for verb in (acknowledge, lambda db, actor, one: record_action(db, actor, one, "x")):
        with pytest.raises(NotFound):
            store.write_now(verb, house.director, concern)
        with pytest.raises(NotAllowed):
            store.write_now(verb, cast.worker, concern)


def test_a_concern_falls_on_somebody_even_where_no_role_is_filled(store: Store, cast: Cast) -> None:
    store.write_now(disable, cast.administrator, cast.head.id)
    store.write_now(raise_concern, cast.worker, NOT_ADDRESSED, child=CHILD)
    assert _called(store, cast.worker) == {"Grace Adeyemi"}


def test_a_kind_that_there_is_not_is_refused(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(raise_concern, cast.worker, "a hunch")


def test_an_open_screen_hears_of_it(store: Store, cast: Cast, house: House) -> None:
    heard: list[str] = []
    for topic in ("concerns", f"child:{CHILD}", "review:7"):
        store.subscribe(topic, lambda topic=topic: heard.append(topic))
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, review=7)
    store.write_now(lambda db: None)
    assert set(heard) == {"concerns", f"child:{CHILD}", "review:7"}


def test_who_left_a_phone_is_texted_at_once_without_a_word_of_what_it_is(
    store: Store, cast: Cast, house: House
) -> None:
    store.write_now(leave_phone, cast.head, "07700 900321")
    store.write_now(leave_phone, house.director, "07700 900322")
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words="The door was locked.")
    (text,) = store.read(lambda db: db.table(OUTBOX).all())
    assert (text["to"], text["child"]) == ("+447700900321", None)
    for word in ("Selam", CHILD, "risk", "child", "door", "Amina"):
        assert word not in text["body"]


def test_a_phone_can_be_taken_away_again_and_nonsense_is_refused(store: Store, cast: Cast, house: House) -> None:
    store.write_now(leave_phone, cast.head, "07700 900321")
    with pytest.raises(NotAMobile):
        store.write_now(leave_phone, cast.head, "020 7332 3621")
    store.write_now(leave_phone, cast.head, "")
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert store.read(lambda db: db.table(OUTBOX).all()) == []


@pytest.mark.rule("BR-25")
def test_it_is_on_the_trail_without_words_and_cannot_be_removed(store: Store, cast: Cast, house: House) -> None:
    store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words="The door was locked.")
    actions = store.read(lambda db: [one for one in db.table(AUDIT).all() if one["action"].startswith("concern.")])
    assert [one["action"] for one in actions] == ["concern.raised", "concern.alerted"]
    assert "door" not in str(actions)
    with pytest.raises(Lasting):
        store.write_now(lambda db: db.table(CONCERNS).remove(doc_ids=[1]))


def test_escalating_from_the_triage_list_raises_it_in_the_same_moment(
    store: Store, cast: Cast, house: House, a_family: Callable[..., Family]
) -> None:
    family = a_family(touchpoint="practice_review")
    while (question := family.sees().question) and question.purpose != "unfair_treatment":
        family.skips()
    family.answers("yes_not_sorted")
    (one,) = store.read(triage_list, cast.head)
    assert store.read(concerns_for, house.director) == [], "the answer alone escalates nothing: a person decides"
    concern = store.write_now(decide, cast.head, one.item, "escalated", "Needs looking into today.")
    raised = _one(store, house.director)
    assert (raised.concern, raised.title, raised.voice) == (
        concern,
        "Racism or discrimination not addressed",
        one.voice,
    )


def test_an_escalation_that_is_refused_decides_nothing(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    family = a_family()
    while (question := family.sees().question) and question.kind != "long_text":
        family.skips()
    family.answers("He hit me.")
    (one,) = store.read(triage_list, cast.head)
    with pytest.raises(Unacceptable):
        store.write_now(decide, cast.head, one.item, "escalated", "Today.", concern="a hunch")
    assert len(store.read(triage_list, cast.head)) == 1
    assert store.read(concerns_for, cast.head) == []
