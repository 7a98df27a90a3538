"""Calendars, read back by a program that subscribes to them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from documents.calendars import CalendarEvent, calendar_of

NOW = datetime(2026, 5, 12, 11, tzinfo=UTC)


def read(*events: CalendarEvent) -> Calendar:
    found = Calendar.from_ical(calendar_of("Heard", events, NOW))
    assert isinstance(found, Calendar)
    return found


def the_event(one: CalendarEvent) -> Event:
    (found,) = read(one).events
    return found


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25), date(2026, 12, 1)])
def test_a_deadline_is_one_whole_day_in_summer_and_in_winter(day: date) -> None:
    found = the_event(CalendarEvent("a@heard", 1, "Item 14 is due", day))
    assert (found.start, found.end) == (day, date.fromordinal(day.toordinal() + 1))
    assert type(found.start) is date
    assert found["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(("month", "clock", "offset"), [(1, 9, "+0000"), (7, 10, "+0100")])
def test_a_meeting_begins_by_the_clock_of_london(month: int, clock: int, offset: str) -> None:
    moment = datetime(2026, month, 6, 9, tzinfo=UTC)
    found = the_event(CalendarEvent("a@heard", 1, "A meeting", moment, minutes=90))
    assert found.start == moment
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert (found.start.hour, f"{found.start:%z}") == (clock, offset)
    assert (found.end - found.start).total_seconds() == 90 * 60


def test_the_time_zone_is_in_it_with_both_its_offsets() -> None:
    (zone,) = read().timezones
    assert zone.tz_name == "Europe/London"
    offsets = {str(part.name): part["TZOFFSETTO"].td.total_seconds() for part in zone.subcomponents}
    assert offsets == {"STANDARD": 0, "DAYLIGHT": 3600}
    there = zone.to_tz()
    for month in (1, 7):
        moment = datetime(2027, month, 6, 9)  # noqa: DTZ001  # by the wall
        assert moment.replace(tzinfo=there).utcoffset() == moment.replace(tzinfo=ZoneInfo("Europe/London")).utcoffset()


def test_readers_are_asked_to_come_each_hour() -> None:
    text = calendar_of("Heard", [], NOW).decode()
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert "\r\nX-PUBLISHED-TTL:PT1H\r\n" in text


def test_what_is_over_is_cancelled_under_the_same_id_with_a_higher_number() -> None:
    found = the_event(CalendarEvent("a@heard", 4, "Item 14 is due", date(2026, 5, 3), cancelled=True))
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == ("a@heard", 4, "CANCELLED")


def test_words_that_mean_something_to_the_format_stay_words() -> None:
    title = "A; b, c\\n d\nBEGIN:VEVENT"
    assert the_event(CalendarEvent("a@heard", 1, title, date(2026, 5, 3)))["SUMMARY"] == title
