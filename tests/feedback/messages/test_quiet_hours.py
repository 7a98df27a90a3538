from datetime import UTC, datetime, time, timedelta

import pytest

from feedback.messages.quiet_hours import QuietHours
from language.dates import LONDON

HOURS = QuietHours()


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def opens(text: str, hours: QuietHours = HOURS) -> str:
    return f"{hours.opens(london(text)).astimezone(LONDON):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-05-12 19:59", "2026-05-12 19:59"),
        ("2026-05-12 20:00", "2026-05-13 08:00"),
        ("2026-05-13 00:00", "2026-05-13 08:00"),
        ("2026-05-13 07:59", "2026-05-13 08:00"),
        ("2026-05-13 08:00", "2026-05-13 08:00"),
        ("2028-02-28 21:00", "2028-02-29 08:00"),
        ("2028-02-29 21:00", "2028-03-01 08:00"),
        ("2026-12-31 23:59", "2027-01-01 08:00"),
    ],
)
def test_a_text_of_the_night_waits_for_the_morning(now: str, then: str) -> None:
    assert opens(now) == then


def test_the_night_that_is_an_hour_shorter_ends_at_eight_by_the_wall() -> None:
    assert opens("2026-03-28 21:00") == opens("2026-03-29 00:30") == "2026-03-29 08:00"
    assert HOURS.opens(london("2026-03-29 00:30")) == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_the_night_that_is_an_hour_longer_ends_at_eight_by_the_wall() -> None:
    assert opens("2026-10-24 20:00") == opens("2026-10-25 01:30") == "2026-10-25 08:00"
    assert HOURS.opens(london("2026-10-25 01:30")) == datetime(2026, 10, 25, 8, tzinfo=UTC)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2028-02-29", "2026-06-01"])
def test_on_any_day_it_is_quiet_before_eight_and_from_eight_in_the_evening(day: str) -> None:
    assert [HOURS.are_on(london(f"{day} {clock}")) for clock in ("07:59", "08:00", "19:59", "20:00")] == [
        True,
        False,
        False,
        True,
    ]


def test_an_hour_that_comes_twice_is_not_quiet_again_once_it_has_been_loud() -> None:
    hours = QuietHours(time(22), time(1, 30))
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)
    quiet = [hours.are_on(start + timedelta(minutes=10 * step)) for step in range(60)]
    assert quiet == sorted(quiet, reverse=True)


def test_hours_within_one_day_and_no_hours_at_all() -> None:
    assert opens("2026-05-12 13:00", QuietHours(time(12), time(14))) == "2026-05-12 14:00"
    assert opens("2026-05-12 15:00", QuietHours(time(12), time(14))) == "2026-05-12 15:00"
    assert opens("2026-05-12 03:00", QuietHours(time(8), time(8))) == "2026-05-12 03:00"
