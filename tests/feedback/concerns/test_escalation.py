"""A concern that nobody acknowledges goes to the next people by itself, and each of them is texted once."""

import asyncio
from pathlib import Path

import pytest

from app.opening import KINDS
from feedback.concerns.alerts import leave_phone
from feedback.concerns.concern_views import concerns_for, open_concerns_of
from feedback.concerns.concerns import CONCERNS
from feedback.concerns.escalation import rise_due
from feedback.concerns.raising import raise_concern
from feedback.concerns.responding import acknowledge, record_action
from feedback.messages.outbox import OUTBOX
from people.actor import Actor
from people.audit import AUDIT
from people.duty import take_duty
from people.errors import NotFound
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.conftest import SECRET
from tests.feedback.concerns.test_concerns import AT_RISK, NOT_ADDRESSED, House

HEAD, MANAGER, DEPUTY, DIRECTOR = "+447700900321", "+447700900322", "+447700900323", "+447700900324"
A_DAY_AND_A_MINUTE = {"hours": 24, "minutes": 1}


@pytest.fixture
def house(store: Store, cast: Cast) -> House:
    house = House(store)
    for person, phone in {
        cast.head: HEAD,
        cast.manager: MANAGER,
        house.deputy: DEPUTY,
        house.director: DIRECTOR,
    }.items():
        store.write_now(leave_phone, person, phone)
    return house


def _texted(store: Store) -> list[str]:
    return [text["to"] for text in store.read(lambda db: db.table(OUTBOX).all())]


async def test_the_next_level_is_texted_when_its_time_has_come_and_not_before(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    await store.write(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert sorted(_texted(store)) == [HEAD, MANAGER]
    clock.forward(hours=23, minutes=59)
    assert await rise_due(store) == 0
    clock.forward(minutes=2)
    assert await rise_due(store) == 1
    assert sorted(_texted(store)) == [HEAD, MANAGER, DEPUTY]
    clock.forward(hours=24)
    assert await rise_due(store) == 1
    assert sorted(_texted(store)) == [HEAD, MANAGER, DEPUTY, DIRECTOR]


async def test_each_is_texted_once_however_many_rounds_there_are(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    await store.write(raise_concern, cast.worker, AT_RISK, child=CHILD)
    clock.forward(days=30)
    for _ in range(3):
        await asyncio.gather(*[rise_due(store) for _ in range(4)])
    assert sorted(_texted(store)) == [HEAD, MANAGER, DEPUTY, DIRECTOR]


async def test_two_programs_on_one_folder_and_a_restart_text_nobody_twice(tmp_path: Path, clock: Clock) -> None:
    def program() -> Store:
        return Store.open(tmp_path / "both", KINDS, secret=SECRET, clock=clock)

    one, other = program(), program()
    try:
        cast = Cast(one)
        deputy = House(one).deputy
        one.write_now(leave_phone, deputy, DEPUTY)
        one.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
        clock.forward(**A_DAY_AND_A_MINUTE)
        assert sum(await asyncio.gather(rise_due(one), rise_due(other))) == 1
    finally:
        one.close()
        other.close()
    again = program()
    try:
        assert await rise_due(again) == 0
        assert _texted(again) == [DEPUTY]
    finally:
        again.close()


@pytest.mark.parametrize("answer", ["acknowledged", "acted"])
async def test_nobody_is_texted_after_somebody_has_it(
    store: Store, cast: Cast, clock: Clock, house: House, answer: str
) -> None:
    concern = await store.write(raise_concern, cast.worker, AT_RISK, child=CHILD)
    if answer == "acknowledged":
        await store.write(acknowledge, cast.manager, concern)
    else:
        await store.write(record_action, cast.manager, concern, "Visited at 4.")
    clock.forward(days=30)
    assert await rise_due(store) == 0
    assert sorted(_texted(store)) == [HEAD, MANAGER]


async def test_neither_whom_it_is_about_nor_who_raised_it_is_texted(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    about_the_deputy = {"child": CHILD, "recused": [house.deputy.id]}
    await store.write(raise_concern, house.director, AT_RISK, **about_the_deputy)
    clock.forward(days=30)
    await rise_due(store)
    assert sorted(_texted(store)) == [HEAD, MANAGER]


async def test_it_rises_past_those_who_left_no_phone_and_says_who_was_told(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    for person in (cast.head, cast.manager, house.deputy):
        await store.write(leave_phone, person, "")
    await store.write(raise_concern, cast.worker, AT_RISK, child=CHILD)
    assert _texted(store) == []
    for _ in range(2):
        clock.forward(**A_DAY_AND_A_MINUTE)
        await rise_due(store)
    assert _texted(store) == [DIRECTOR]
    (seen,) = store.read(concerns_for, cast.worker)
    assert [names for _, names in seen.told] == [
        ("Grace Adeyemi", "Ruth Okafor", "Helen Marsh"),
        ("David Mensah",),
        ("Priya Raman",),
    ]


async def test_who_takes_the_duty_while_it_waits_is_told_too(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    await store.write(take_duty, cast.manager)
    await store.write(raise_concern, cast.worker, AT_RISK, child=CHILD)
    await store.write(leave_phone, house.other_manager, "+447700900325")
    await store.write(take_duty, house.other_manager)
    await rise_due(store)
    assert sorted(_texted(store)) == [HEAD, MANAGER, "+447700900325"]


async def test_a_concern_from_before_who_was_told_was_kept_rises_too(
    store: Store, cast: Cast, clock: Clock, house: House
) -> None:
    concern = await store.write(raise_concern, cast.worker, NOT_ADDRESSED, child=CHILD)
    await store.write(lambda db: db.table(CONCERNS).replace(concern, {"alerted": []}))
    clock.forward(**A_DAY_AND_A_MINUTE)
    await rise_due(store)
    actions = store.read(lambda db: [one["action"] for one in db.table(AUDIT).all()])
    assert actions.count("concern.alerted") == 2
    assert DIRECTOR in _texted(store)


class TestOnTheChildsPage:
    """Whoever may see the child sees that a concern is open, and who has it."""

    def test_it_stands_there_until_something_was_done(self, store: Store, cast: Cast, house: House) -> None:
        concern = store.write_now(raise_concern, cast.head, AT_RISK, child=CHILD, words="The door was locked.")
        (seen,) = store.read(open_concerns_of, cast.worker, CHILD)
        assert (seen.title, seen.state_words) == ("Child may be at risk now", "Nobody has acknowledged it yet")
        assert (seen.words, seen.raised_by) == ((), ""), "who said what is for those who answer"
        store.write_now(acknowledge, cast.manager, concern)
        (seen,) = store.read(open_concerns_of, cast.worker, CHILD)
        assert seen.acknowledged is not None
        assert seen.acknowledged["name"] == "Grace Adeyemi"
        store.write_now(record_action, cast.manager, concern, "Visited.")
        assert store.read(open_concerns_of, cast.worker, CHILD) == []

    def test_it_stands_on_no_other_childs_page_and_is_nothing_to_those_who_do_not_know_the_child(
        self, store: Store, cast: Cast, house: House
    ) -> None:
        store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD)
        assert store.read(open_concerns_of, cast.head, OTHER_CHILD) == []
        with pytest.raises(NotFound):
            store.read(open_concerns_of, cast.worker_of_another_team, CHILD)

    def test_whom_it_is_about_is_told_nothing(self, store: Store, cast: Cast, house: House) -> None:
        def sees(person: Actor) -> int:
            return len(store.read(open_concerns_of, person, CHILD))

        store.write_now(raise_concern, cast.worker, NOT_ADDRESSED, child=CHILD, recused=[cast.head.id])
        assert (sees(cast.head), sees(house.director)) == (0, 1)
