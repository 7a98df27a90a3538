"""Who leaves and who comes back, what an administrator does for an account, and one's own leave."""

from datetime import timedelta

import pytest

from people.account_help import reset_factor, set_password
from people.deputies import leaves_of, standing_in
from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable, enable
from people.need_to_know import may_see
from people.records.history import about, history_of
from people.records.staff_records import (
    LAST_ADMINISTRATOR,
    add_staff_record,
    correct_staff,
    set_leave,
    set_own_leave,
    staff_faults,
    take_back_own_leave,
)
from people.records.team_records import add_team, team_faults
from people.roles import Role, roles_in_words
from people.sessions import live_session
from people.signing_in import password_fits, sign_in
from people.staff import STAFF, as_actor, member
from storage.store import Store
from tests.cast import CHILD, NOON, Cast

TODAY = NOON.date()
PASSWORD = "five ripe pears in autumn"


def another_administrator(store: Store, cast: Cast) -> int:
    given = {"name": "Noor Rahman", "email": "noor@heard.example", "roles": [Role.ADMINISTRATOR.value]}
    return store.write_now(add_staff_record, cast.administrator, given)


def test_who_comes_back_signs_in_again_and_both_stand_in_the_history(store: Store, cast: Cast) -> None:
    store.write_now(disable, cast.administrator, cast.worker.id)
    store.write_now(disable, cast.administrator, cast.worker.id)  # a second press changes nothing
    store.write_now(enable, cast.administrator, cast.worker.id)
    found = store.read(history_of, about(STAFF, cast.worker.id))
    assert [one["what"] for one in found] == ["staff.disabled", "staff.enabled"]
    assert store.read(live_session, store.write_now(sign_in, cast.worker.id))


def test_nobody_ends_their_own_access(store: Store, cast: Cast) -> None:
    another_administrator(store, cast)
    with pytest.raises(Unacceptable, match="your own access"):
        store.write_now(disable, cast.administrator, cast.administrator.id)


def test_the_last_administrator_stays_one(store: Store, cast: Cast) -> None:
    other = store.read(member, another_administrator(store, cast))
    assert other is not None
    store.write_now(disable, as_actor(other), cast.administrator.id)
    with pytest.raises(Unacceptable, match=LAST_ADMINISTRATOR):  # who still acts as one was noted as having left
        store.write_now(disable, cast.administrator, as_actor(other).id)
    with pytest.raises(Unacceptable, match=LAST_ADMINISTRATOR):
        store.write_now(correct_staff, as_actor(other), as_actor(other).id, {"roles": []})


def test_an_administrator_corrects_their_own_record(store: Store, cast: Cast) -> None:
    assert store.write_now(correct_staff, cast.administrator, cast.administrator.id, {"title": "Systems lead"})


def test_ones_own_password_and_factor_are_changed_at_ones_own_account(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="Your account"):
        store.write_now(set_password, cast.administrator, cast.administrator.id, PASSWORD)
    with pytest.raises(Unacceptable, match="Your account"):
        store.write_now(reset_factor, cast.administrator, cast.administrator.id)


def test_a_first_password_signs_somebody_in(store: Store, cast: Cast) -> None:
    store.write_now(set_password, cast.administrator, cast.worker.id, PASSWORD)
    assert store.read(password_fits, "amina.yusuf@heard.example", PASSWORD) == cast.worker.id


def test_every_fault_of_a_form_is_said_at_once(store: Store, cast: Cast) -> None:
    fields = {"name": " ", "email": "amina.yusuf@heard.example", "roles": ["queen"], "team": "T9", "phone": "12"}
    assert set(store.read(staff_faults, cast.administrator, fields)) == set(fields)
    own = {"email": "Amina.Yusuf@heard.example"}
    assert store.read(staff_faults, cast.administrator, own, cast.worker.id) == {}
    store.write_now(add_team, cast.administrator, "T1", {"name": "North"})
    faults = store.read(team_faults, cast.administrator, "T1", {"ref": "T1", "name": "", "manager": 999})
    assert set(faults) == {"ref", "name", "manager"}


def test_one_says_oneself_that_one_is_away_and_who_stands_in(store: Store, cast: Cast) -> None:
    deputy = cast.worker_of_another_team
    number = store.write_now(set_own_leave, cast.worker, TODAY, TODAY + timedelta(days=3), deputy.id)
    assert [one["staff"] for one in store.read(standing_in, deputy.id)] == [cast.worker.id]
    assert store.read(may_see, deputy, CHILD)
    with pytest.raises(NotFound):
        store.write_now(take_back_own_leave, deputy, number)
    store.write_now(take_back_own_leave, cast.worker, number)
    assert store.read(leaves_of, cast.worker.id) == []
    assert not store.read(may_see, deputy, CHILD)


def test_days_that_are_over_are_no_leave_of_ones_own(store: Store, cast: Cast) -> None:
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(Unacceptable, match="over"):
        store.write_now(set_own_leave, cast.worker, yesterday, yesterday)


def test_nobody_but_an_administrator_says_that_another_is_away(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(set_leave, cast.manager, cast.worker.id, TODAY, TODAY)


def test_roles_are_said_in_one_order_whatever_theirs() -> None:
    assert roles_in_words(["reviewer", "social_worker"]) == "Social worker, Reviewer"
    assert roles_in_words([]) == ""
