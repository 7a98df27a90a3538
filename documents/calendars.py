"""Calendars that programs subscribe to: whole days and meetings in London's time, each known again when it moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from language.dates import LONDON

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH, IN_WORDS = timedelta(hours=1), "PT1H"  # what we ask for; readers come every 8 to 24 hours
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarEvent:
    """One entry. A `date` is the whole day; a moment is shown by London's clock and lasts `minutes`."""

    uid: str  # the same for ever
    sequence: int  # grows when the entry changes
    title: str
    starts: date | datetime
    minutes: int = 0
    link: str = ""
    cancelled: bool = False


def calendar_of(name: str, events: Iterable[CalendarEvent], now: datetime) -> bytes:
    """The file as programs read it. Without the time zone in it, Outlook would show UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heard//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(LONDON))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", IN_WORDS)
    calendar.add_component(Timezone.from_tzinfo(LONDON, str(LONDON), first_date=date(2020, 1, 1)))
    for one in events:
        calendar.add_component(_event(one, now))
    content: bytes = calendar.to_ical()
    return content


def _event(one: CalendarEvent, now: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", now)
    event.add("summary", one.title)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if isinstance(one.starts, datetime):
        begins = one.starts.astimezone(LONDON)
        event.add("dtstart", begins)
        event.add("dtend", (one.starts + timedelta(minutes=one.minutes)).astimezone(LONDON))
        event.add("transp", "OPAQUE")
    else:
        event.add("dtstart", one.starts)
        event.add("dtend", one.starts + ONE_DAY)
        event.add("transp", "TRANSPARENT")  # a day on which something is due is not a day on which one is busy
    if one.link:
        event.add("url", one.link)
        event.add("description", one.link)
    return event
