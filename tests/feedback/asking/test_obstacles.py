"""What stands in the way of asking: each rule by itself, then with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from feedback.asking.obstacles import RequestFacts, obstacles, obstacles_in
from feedback.asking.requests import ask, requests_for, revoke
from feedback.messages import outbox
from feedback.messages.delivery_status import record_status
from feedback.messages.outbox import QUEUED
from feedback.voices.errors import CannotAsk
from people.audit import AUDIT
from people.contacts import UNSAID
from people.errors import NotAllowed, NotFound, Unacceptable
from people.opt_outs import start, stop
from people.safe_contact import confirm_safe, flag_abuse, hold
from storage.store import Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast, Clock
from tests.outgoing import PHONE, a_mother, ask_her

TODAY = date(2026, 5, 12)
MOTHER = {**UNSAID, "relation": "Mother", "phone": PHONE, "safe_checked": "2026-05-01"}
FREE = RequestFacts(today=TODAY, channel="sms", audience="parent_carer", contact=MOTHER, born=date(2017, 3, 1))


def codes(facts: RequestFacts = FREE, contact: dict[str, Any] | None = None, **changes: Any) -> list[str]:
    if contact is not None:
        changes["contact"] = {**MOTHER, **contact}
    return [one.code for one in obstacles_in(replace(facts, **changes))]


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def test_nothing_stands_in_the_way_of_somebody_who_was_checked_lately() -> None:
    assert codes() == []


@pytest.mark.parametrize(("days", "found"), [(0, []), (90, []), (91, ["safe_contact"])])
def test_how_it_is_safe_is_checked_every_90_days(days: int, found: list[str]) -> None:
    assert codes(contact={"safe_checked": ago(days)}) == found


def test_who_was_never_checked_is_not_texted() -> None:
    assert codes(contact={"safe_checked": None}) == ["safe_contact"]


def test_a_check_dated_next_year_counts_for_nothing() -> None:
    assert codes(contact={"safe_checked": ago(-300)}) == ["safe_contact"]


@pytest.mark.parametrize(("days", "found"), [(7, []), (8, ["abuse_flag"]), (None, ["abuse_flag"])])
def test_an_abuse_flag_is_confirmed_again_each_week(days: int | None, found: list[str]) -> None:
    assert codes(contact={"abuse_flag": True, "reconfirmed": None if days is None else ago(days)}) == found


@pytest.mark.parametrize(("days", "found"), [(1, []), (0, ["hold"]), (-12, ["hold"])])
def test_nobody_is_asked_while_a_hold_lasts(days: int, found: list[str]) -> None:
    assert codes(contact={"hold_until": ago(days), "hold_reason": "A death in the family"}) == found


@pytest.mark.rule("BR-66")
@pytest.mark.parametrize(("days", "found"), [(30, []), (29, ["asked_lately"]), (0, ["asked_lately"])])
def test_one_person_is_asked_once_in_30_days(days: int, found: list[str]) -> None:
    assert codes(asked_on=(TODAY - timedelta(days=days),)) == found


@pytest.mark.rule("BR-66")
def test_one_person_is_asked_four_times_a_year() -> None:
    within = tuple(TODAY - timedelta(days=days) for days in (40, 120, 200, 364))
    assert codes(asked_on=within) == ["asked_often"]
    assert codes(asked_on=(*within[:3], TODAY - timedelta(days=365))) == []


def test_on_29_february_the_days_are_counted_like_on_any_other() -> None:
    leap = date(2028, 2, 29)
    contact = {**MOTHER, "safe_checked": (leap - timedelta(days=90)).isoformat()}
    assert codes(today=leap, contact=contact, asked_on=(leap - timedelta(days=30),)) == []
    assert codes(today=leap, contact=contact, asked_on=(date(2028, 1, 31),)) == ["asked_lately"]


def test_a_child_under_8_is_reached_through_a_grown_up() -> None:
    small = {"relation": "Self"}
    assert codes(contact=small, born=date(2018, 5, 13)) == ["under_8"]
    assert codes(contact=small, born=date(2018, 5, 12)) == []
    assert codes(born=date(2020, 1, 1), audience="child_4_7") == []
    assert codes(contact=small, born=date(2020, 1, 1), channel="qr") == []


def test_nobody_is_asked_about_a_child_who_died() -> None:
    assert codes(nobody_asked="The child has died.", channel="link", contact=None) == ["ended"]


@pytest.mark.parametrize(
    ("phone", "found"),
    [(None, "no_phone"), ("+442073323621", "not_a_mobile"), ("+14155552671", "not_a_mobile")],
)
def test_a_text_needs_a_mobile(phone: str | None, found: str) -> None:
    assert codes(contact={"phone": phone}) == [found]


def test_a_landline_can_be_called() -> None:
    assert codes(contact={"phone": "+442073323621"}, channel="phone") == []


def test_safe_contact_matters_where_nobody_sees_who_is_beside_them() -> None:
    unchecked = {"safe_checked": None, "abuse_flag": True}
    assert [bool(codes(contact=unchecked, channel=each)) for each in ("sms", "letter", "phone", "link", "qr")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.rule("BR-66")
def test_a_stop_holds_on_every_channel() -> None:
    for channel in ("sms", "letter", "phone", "link", "qr", "in_person"):
        assert codes(stopped_on=TODAY, channel=channel) == ["stopped"]


def test_what_nobody_may_override_is_said_first() -> None:
    found = obstacles_in(replace(FREE, stopped_on=TODAY, asked_on=(TODAY,)))
    assert [(one.code, one.can_override) for one in found] == [("stopped", False), ("asked_lately", True)]


def test_the_reasons_are_words_with_dates_and_the_mend() -> None:
    found = obstacles_in(replace(FREE, asked_on=(date(2026, 5, 3),)))
    assert found[0].words == "The last request to them is of 3 May. Ask again from 2 June."


def asking(store: Store, cast: Cast, contact: int | None, **changes: Any) -> int:
    details = {"child": CHILD, "touchpoint": "conference", "audience": "parent_carer", "language": "en"}
    form = LIBRARY.find("conference", "parent_carer")
    given = {**details, "channel": "link", "form": form, "contact": contact, **changes}
    return store.write_now(ask, cast.worker, **given).request


@pytest.mark.rule("BR-66")
def test_a_second_request_needs_a_reason_which_is_on_the_trail(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    cast.gives(asking(store, cast, mother))
    for reason in ("", "   "):
        with pytest.raises(CannotAsk, match="Ask again from 11 June"):
            asking(store, cast, mother, channel="phone", override=reason)
    asking(store, cast, mother, channel="phone", override="The review needs her view on the new plan.")
    told = store.read(lambda db: [one for one in db.table(AUDIT) if one["action"] == "feedback.asked_all_the_same"])
    assert told[0]["who"] == cast.worker.id
    assert told[0]["about"]["obstacles"] == ["asked_lately"]
    assert told[0]["about"]["reason"] == "The review needs her view on the new plan."


def test_a_stop_cannot_be_overridden_and_start_lifts_it(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    store.write_now(stop, PHONE, "stop please", "en")
    with pytest.raises(CannotAsk, match="asked us to stop on 12 May"):
        asking(store, cast, mother, override="I know better.")
    assert store.read(requests_for, cast.worker, CHILD) == []
    store.write_now(start, PHONE)
    asking(store, cast, mother)


def test_a_mother_of_two_is_one_person_and_two_parents_with_one_phone_are_two(store: Store, cast: Cast) -> None:
    cast.gives(asking(store, cast, a_mother(store)))
    same = a_mother(store, OTHER_CHILD)
    father = a_mother(store, OTHER_CHILD, name="Mr Al-Amiri", relation="Father")
    look = ("sms", "parent_carer")
    clock = store.read(lambda db: db.now)
    assert [one.code for one in store.read(obstacles, OTHER_CHILD, same, *look, clock)] == ["asked_lately"]
    assert store.read(obstacles, OTHER_CHILD, father, *look, clock) == ()


def test_a_request_that_was_taken_back_does_not_count(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    cast.gives(asking(store, cast, mother))
    store.write_now(revoke, cast.worker, 1)
    asking(store, cast, mother)


def test_somebody_elses_contact_cannot_be_asked(store: Store, cast: Cast) -> None:
    for wrong in (a_mother(store, OTHER_CHILD), 999):
        with pytest.raises(CannotAsk, match="Choose one of the people"):
            asking(store, cast, wrong)


def test_a_number_that_came_back_is_not_tried_again_by_itself(store: Store, cast: Cast, clock: Clock) -> None:
    mother = a_mother(store)
    asked = ask_her(store, cast, mother)
    queued = store.read(outbox.by_id, asked.text)
    assert queued is not None
    assert queued["state"] == QUEUED
    store.write_now(record_status, queued["opaque"], "SM1", "undelivered", "30006")
    clock.forward(days=31)
    with pytest.raises(CannotAsk, match="landline"):
        ask_her(store, cast, mother)


def test_a_check_with_the_person_clears_the_way(store: Store, cast: Cast) -> None:
    mother = a_mother(store, safe_checked=None)
    with pytest.raises(CannotAsk, match="never checked"):
        ask_her(store, cast, mother)
    store.write_now(confirm_safe, cast.worker, mother, safe_times="Weekdays after 10:00")
    ask_her(store, cast, mother)


def test_a_flag_and_a_hold_close_the_way_until_they_are_seen_to(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    store.write_now(flag_abuse, cast.worker, mother, flagged=True)
    store.write_now(hold, cast.worker, mother, date(2026, 6, 1), "A death in the family")
    with pytest.raises(CannotAsk, match=r"domestic abuse flag.*before 1 June"):
        ask_her(store, cast, mother, override="She asked for it.")
    store.write_now(confirm_safe, cast.worker, mother, safe_times="Mornings", discreet=True)
    ask_her(store, cast, mother, override="She asked for it.")


def test_who_may_not_know_the_child_does_not_touch_its_contacts(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    with pytest.raises(NotFound):
        store.write_now(confirm_safe, cast.worker_of_another_team, mother, safe_times="Any time")
    with pytest.raises(NotAllowed):
        store.write_now(hold, cast.chair, mother, None)
    with pytest.raises(Unacceptable):
        store.write_now(confirm_safe, cast.worker, mother, safe_times=" ")
