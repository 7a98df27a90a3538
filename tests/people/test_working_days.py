"""The next working day, with weekends, bank holidays and both changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from people.working_days import due_day, is_bank_holiday, is_working_day, next_working_day, working_days_later

YEARS = range(2024, 2031)


def _easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _weekdays(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return [day for day in days if day.year == year and day.weekday() < 5]


def _first_monday(year: int, month: int) -> date:
    return next(date(year, month, day) for day in range(1, 8) if date(year, month, day).weekday() == 0)


def _last_monday(year: int, month: int) -> date:
    return max(date(year, month, day) for day in range(25, 32) if date(year, month, day).weekday() == 0)


@pytest.mark.parametrize("year", YEARS)
def test_the_bank_holidays_are_those_that_the_rules_of_the_days_give(year: int) -> None:
    easter = _easter(year)
    moving = {easter - timedelta(days=2), easter + timedelta(days=1)}
    mondays = {_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    fixed: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= 5 or day in fixed:
            day += timedelta(days=1)
        fixed.add(day)
    assert {day for day in _weekdays(year) if is_bank_holiday(day)} == moving | mondays | fixed


def test_after_christmas_the_next_working_day_comes_late() -> None:
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 29)
    assert next_working_day(date(2027, 12, 24)) == date(2027, 12, 29)


def test_good_friday_is_free_and_so_is_the_monday() -> None:
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert not is_working_day(date(2026, 4, 3))


def test_what_comes_late_at_night_belongs_to_londons_day_and_not_to_greenwichs() -> None:
    assert due_day(datetime(2026, 5, 11, 23, 30, tzinfo=UTC)) == date(2026, 5, 13), "it is Tuesday already in London"
    assert due_day(datetime(2026, 1, 12, 23, 30, tzinfo=UTC)) == date(2026, 1, 13)


def test_a_matter_of_friday_afternoon_is_due_on_monday_at_the_same_time() -> None:
    friday = datetime(2026, 5, 15, 15, 0, tzinfo=UTC)
    assert working_days_later(friday, 1) == datetime(2026, 5, 18, 15, 0, tzinfo=UTC)


def test_a_matter_of_the_weekend_has_until_the_end_of_monday() -> None:
    saturday = datetime(2026, 5, 16, 9, 0, tzinfo=UTC)
    assert working_days_later(saturday, 1) == datetime(2026, 5, 18, 22, 59, tzinfo=UTC)
    assert working_days_later(saturday, 2) == datetime(2026, 5, 19, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("friday", "due"),
    [
        (datetime(2026, 3, 27, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 11, 0, tzinfo=UTC)),
        (datetime(2026, 10, 23, 11, 0, tzinfo=UTC), datetime(2026, 10, 26, 12, 0, tzinfo=UTC)),
    ],
)
def test_when_the_clock_changes_over_the_weekend_noon_stays_noon(friday: datetime, due: datetime) -> None:
    assert working_days_later(friday, 1) == due


def test_a_holiday_that_was_announced_for_one_year_is_known() -> None:
    assert not is_working_day(date(2023, 5, 8)), "the coronation"
    assert is_working_day(date(2024, 5, 8))
