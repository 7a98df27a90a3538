"""Safe now: yes only from a confirmed span, for the number that will be called, outside quiet hours."""

from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_safety import (
    HOLIDAY,
    NEVER_OPEN,
    NOT_CONFIRMED,
    NOT_KNOWN,
    QUIET,
    READ_IT,
    UNCHECKED,
    USUAL_HOURS,
    CallFacts,
    SafeToCall,
    Safety,
    safety,
)
from language.dates import LONDON
from people.contacts import UNSAID

NUMBER = "+447700900001"
NEVER_QUIET = QuietHours(time(0), time(0))
WEEKDAYS, EVERY_DAY = "mon tue wed thu fri", "mon tue wed thu fri sat sun"


def span(days: str, start: str, end: str) -> dict[str, Any]:
    return {"days": days.split(), "from": start, "to": end}


def contact(*spans: dict[str, Any], **other: Any) -> dict[str, Any]:
    checked = {"phone": NUMBER, "safe_number": NUMBER, "safe_checked": "2026-05-01"}
    return {**UNSAID, **checked, "safe_spans": spans, **other}


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).astimezone(UTC)


def found(who: dict[str, Any] | None, local: str, hours: QuietHours = USUAL_HOURS, **call: Any) -> Safety:
    return safety(CallFacts(**{"number": NUMBER, "contact": who, **call}), at(local), hours)


# ---- yes, and not now

ALWAYS = span(EVERY_DAY, "00:00", "24:00")
BEFORE_ELEVEN, AFTER_HALF_THREE = span(EVERY_DAY, "08:00", "11:00"), span(WEEKDAYS, "15:30", "20:00")
MONDAY_MORNING = (span("mon", "09:00", "12:00"), span("thu", "12:00", "17:00"))


@pytest.mark.parametrize(
    ("spans", "local", "opens"),
    [
        ([BEFORE_ELEVEN], "2026-05-09T01:55", "2026-05-09T08:00"),
        ([AFTER_HALF_THREE], "2026-05-11T10:00", "2026-05-11T15:30"),
        ([span(EVERY_DAY, "18:30", "20:00")], "2026-05-11T09:00", "2026-05-11T18:30"),
        (MONDAY_MORNING, "2026-05-11T15:00", "2026-05-14T12:00"),
        ([span(EVERY_DAY, "00:00", "24:00")], "2026-05-12T01:20", "2026-05-12T08:00"),
        ([span(EVERY_DAY, "00:00", "24:00")], "2026-05-12T20:00", "2026-05-13T08:00"),
        ([span("fri", "16:00", "19:00")], "2026-05-15T19:00", "2026-05-22T16:00"),
        ([span("mon", "10:00", "12:00")], "2026-05-18T12:00", "2026-06-01T10:00"),  # the 25th is a bank holiday
    ],
)
def test_not_now_says_from_when(spans: list[dict[str, Any]], local: str, opens: str) -> None:
    said = found(contact(*spans), local)
    assert (said.state, said.opens) == (SafeToCall.LATER, at(opens))
    assert said.why == (QUIET if spans == [ALWAYS] else ""), "what is only too late or too early is not called unsafe"
    assert found(contact(*spans), opens).state is SafeToCall.NOW


@pytest.mark.parametrize(
    ("spans", "local", "holds"),
    [
        ([span("tue", "10:00", "12:00")], "2026-05-12T09:59", False),
        ([span("tue", "10:00", "12:00")], "2026-05-12T10:00", True),
        ([span("tue", "10:00", "12:00")], "2026-05-12T11:59", True),
        ([span("tue", "10:00", "12:00")], "2026-05-12T12:00", False),  # the end is not part of it
        ([span("tue", "22:00", "02:00")], "2026-05-12T23:59", True),  # over midnight: Tuesday's night
        ([span("tue", "22:00", "02:00")], "2026-05-13T01:59", True),
        ([span("tue", "22:00", "02:00")], "2026-05-13T02:00", False),
        ([span("tue", "22:00", "02:00")], "2026-05-12T01:00", False),  # Monday's night
        ([span("sun", "22:00", "02:00")], "2026-05-11T01:00", True),  # over the end of the week too
        ([span("tue", "10:00", "24:00")], "2026-05-12T23:59", True),
        ([span("tue", "10:00", "24:00")], "2026-05-13T00:00", False),
        ([span("tue", "10:00", "10:00")], "2026-05-12T10:00", False),  # from and to the same: at no moment
        ([span("", "10:00", "12:00")], "2026-05-12T11:00", False),  # on no day
        ([span("mon", "09:00", "10:00"), span("tue", "10:00", "12:00")], "2026-05-12T11:00", True),
    ],
)
def test_a_span_holds_from_its_start_up_to_its_end(spans: list[dict[str, Any]], local: str, holds: bool) -> None:
    assert (found(contact(*spans), local, NEVER_QUIET).state is SafeToCall.NOW) == holds


@pytest.mark.parametrize(
    ("utc", "holds"),
    [
        ("2026-03-29T00:59", True),  # 00:59 by London's clock, which then goes to 02:00
        ("2026-03-29T01:00", False),
        ("2026-03-28T01:00", True),  # the day before it is one o'clock
        ("2026-10-25T00:30", True),  # 01:30, for the first time
        ("2026-10-25T01:30", True),  # 01:30, for the second time
        ("2026-10-25T02:00", False),
    ],
)
def test_when_the_clock_changes_it_is_the_clock_on_their_wall_that_counts(utc: str, holds: bool) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    call = CallFacts(NUMBER, contact(span(EVERY_DAY, "00:30", "02:00"), safe_checked=utc[:10]))
    assert (safety(call, moment, NEVER_QUIET).state is SafeToCall.NOW) == holds


def test_ten_is_londons_ten_in_summer_and_in_winter() -> None:
    for day, utc in (("2026-05-12", "09:00"), ("2026-01-13", "10:00")):
        moment = datetime.fromisoformat(f"{day}T{utc}").replace(tzinfo=UTC)
        call = CallFacts(NUMBER, contact(span(EVERY_DAY, "10:00", "12:00"), safe_checked=day))
        assert safety(call, moment, USUAL_HOURS).state is SafeToCall.NOW


def test_safe_times_that_lie_in_quiet_hours_never_come_and_that_is_said() -> None:
    assert found(contact(span(EVERY_DAY, "21:00", "23:00")), "2026-05-12T12:00") == Safety(
        SafeToCall.LATER, None, NEVER_OPEN
    )


# ---- read it yourself


@pytest.mark.parametrize(
    ("who", "call", "why"),
    [
        (contact(safe_times="Weekdays after 10:00"), {}, READ_IT),
        (contact(safe_times="Any time"), {}, READ_IT),
        (contact(), {}, NOT_KNOWN),
        (None, {}, UNCHECKED),
        (contact(ALWAYS), {"number": "+447700900999"}, UNCHECKED),
        (contact(ALWAYS), {"number": ""}, UNCHECKED),
        (contact(ALWAYS, phone="+447700900999"), {"number": "+447700900999"}, UNCHECKED),
        (contact(ALWAYS, safe_number=None), {}, NOT_KNOWN),
        (contact(ALWAYS, safe_checked=None), {}, NOT_CONFIRMED),
        (contact(ALWAYS, safe_checked="2026-02-10"), {}, NOT_CONFIRMED),  # 91 days
        (contact(ALWAYS, abuse_flag=True), {}, NOT_CONFIRMED),
        (contact(ALWAYS, abuse_flag=True, reconfirmed="2026-05-04"), {}, NOT_CONFIRMED),  # 8 days
        (contact(ALWAYS), {"words": "any time", "asked": True}, READ_IT),
    ],
)
def test_what_nobody_confirmed_as_data_is_read_by_a_person(who: Any, call: dict[str, Any], why: str) -> None:
    assert found(who, "2026-05-12T12:00", **call) == Safety(SafeToCall.READ, why=why)


def test_a_check_of_this_week_keeps_a_flagged_family_safe_to_call() -> None:
    who = contact(ALWAYS, abuse_flag=True, reconfirmed="2026-05-06")
    assert found(who, "2026-05-12T12:00").state is SafeToCall.NOW


def test_on_a_bank_holiday_their_week_may_be_another_one() -> None:
    assert found(contact(span(WEEKDAYS, "10:00", "12:00")), "2026-05-25T11:00") == Safety(SafeToCall.READ, why=HOLIDAY)
    assert found(contact(span(EVERY_DAY, "10:00", "12:00")), "2026-05-25T11:00").state is SafeToCall.NOW


def test_what_is_read_waits_for_the_morning_unless_they_asked_for_the_call() -> None:
    words = contact(safe_times="Any time")
    assert found(words, "2026-05-12T01:20") == Safety(SafeToCall.LATER, at("2026-05-12T08:00"), QUIET)
    assert found(words, "2026-05-12T01:20", asked=True) == Safety(SafeToCall.READ, why=READ_IT)


def test_who_asked_for_a_call_is_not_called_back_at_night_by_the_record() -> None:
    assert found(contact(ALWAYS), "2026-05-12T01:20", asked=True).state is SafeToCall.LATER


@given(words=st.text(max_size=60), hour=st.integers(0, 167))
def test_words_are_never_a_yes(words: str, hour: int) -> None:
    local = f"2026-05-{11 + hour // 24:02}T{hour % 24:02}:00"
    assert found(contact(safe_times=words), local, NEVER_QUIET).state is SafeToCall.READ
    if words:
        assert found(contact(ALWAYS), local, NEVER_QUIET, words=words).state is SafeToCall.READ


CLOCKS = st.integers(0, 23).map(lambda hour: f"{hour:02}:00")
SPANS = st.builds(
    lambda days, start, end: {"days": sorted(days), "from": start, "to": end},
    st.sets(st.sampled_from(EVERY_DAY.split())),
    CLOCKS,
    CLOCKS,
)


@given(spans=st.lists(SPANS, min_size=1, max_size=3), minutes=st.integers(0, 7 * 24 * 12))
def test_yes_and_from_when_are_one_rule(spans: list[dict[str, Any]], minutes: int) -> None:
    """Whatever is called the next safe moment is one, and no hour before it is."""
    moment = datetime.fromtimestamp(at("2026-06-01T00:00").timestamp() + minutes * 300, UTC)
    call = CallFacts(NUMBER, contact(*spans))
    said = safety(call, moment, USUAL_HOURS)
    if said.state is not SafeToCall.LATER or said.opens is None:
        return
    assert safety(call, said.opens, USUAL_HOURS).state is SafeToCall.NOW
    step = moment
    while step < said.opens:
        assert safety(call, step, USUAL_HOURS).state is not SafeToCall.NOW
        step = datetime.fromtimestamp(step.timestamp() + 3600, UTC)
