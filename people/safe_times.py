"""When it is safe to reach somebody, as data: days and hours of London's week, and whether a moment is among them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict

from language.dates import LONDON
from people.errors import Unacceptable
from people.working_days import london_day

DAYS: Mapping[str, str] = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
MOST_SPANS = 7
MIDNIGHT = "24:00"  # the end of a day; its beginning is 00:00
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SHORT = {code: name[:3] for code, name in DAYS.items()}
_CODES = tuple(DAYS)

KeptSpan = TypedDict("KeptSpan", {"days": list[str], "from": str, "to": str})  # hours by London's clock


class WithSafeTimes(TypedDict, total=False):
    """A contact, as far as this file looks at one."""

    safe_spans: list[KeptSpan]


@dataclass(frozen=True)
class SafeSpan:
    """Hours by London's clock, `start` included and `end` not, in minutes of the day.

    Over midnight where `end` is earlier: the night belongs to the day on which it begins. Where both are equal it
    holds at no moment, for nobody can say whether all of the day or none of it was meant.
    """

    days: frozenset[str]
    start: int
    end: int

    @classmethod
    def of(cls, kept: KeptSpan) -> "SafeSpan":
        """The span that is kept as `days`, `from` and `to`."""
        return cls(frozenset(kept["days"]), _minutes(kept["from"]), _minutes(kept["to"]))

    @property
    def is_daily(self) -> bool:
        """Whether it is on all days of the week, so that it does not matter which day it is."""
        return len(self.days) == len(DAYS)

    def holds(self, local: datetime) -> bool:
        """Whether London's wall clock stands within it."""
        minute = local.hour * 60 + local.minute
        today, yesterday = _CODES[local.weekday()], _CODES[local.weekday() - 1]
        if self.start < self.end:
            return today in self.days and self.start <= minute < self.end
        night = (today in self.days and minute >= self.start) or (yesterday in self.days and minute < self.end)
        return self.start > self.end and night

    def begins(self, day: date) -> datetime | None:
        """When it begins on this day, if it does."""
        if _CODES[day.weekday()] not in self.days:
            return None
        return datetime.combine(day, time(self.start // 60, self.start % 60), LONDON)


def spans_of(contact: WithSafeTimes) -> tuple[SafeSpan, ...]:
    """The safe times of a contact as far as they are data; none for who is known by words alone."""
    return tuple(SafeSpan.of(one) for one in contact.get("safe_spans") or ())


def hold_at(spans: Sequence[SafeSpan], moment: datetime) -> bool:
    """Whether this moment is within one of the spans."""
    local = moment.astimezone(LONDON)
    return any(one.holds(local) for one in spans)


def begin_on(spans: Sequence[SafeSpan], day: date) -> Iterator[datetime]:
    """When the spans of this day begin, the earliest first."""
    yield from sorted(begin for one in spans if (begin := one.begins(day)) is not None)


def read_spans(given: Sequence[Mapping[str, Any]]) -> list[KeptSpan]:
    """The spans as they are kept, `days`, `from` and `to`; rows with nothing in them are left out.

    `Unacceptable` says what is missing in the others.
    """
    spans = [_read(row) for row in given if row.get("days") or row.get("from") or row.get("to")]
    if len(spans) > MOST_SPANS:
        raise Unacceptable(f"Keep to {MOST_SPANS} safe times, and write the rest in words.")
    return spans


def spans_in_words(contact: WithSafeTimes) -> str:
    """The safe times that are data, in words: “Mon to Fri 10:00 to 15:00; Sat, all day”."""
    return "; ".join(_in_words(one) for one in contact.get("safe_spans") or ())


def _read(row: Mapping[str, Any]) -> KeptSpan:
    days, start, end = [code for code in DAYS if code in (row.get("days") or ())], row.get("from"), row.get("to")
    if not days:
        raise Unacceptable("Choose the days on which this time is safe.")
    if not _CLOCK.fullmatch(str(start)) or not (end == MIDNIGHT or _CLOCK.fullmatch(str(end))):
        raise Unacceptable("Say from when and until when it is safe on these days.")
    if start == end:
        raise Unacceptable("From and to are the same. For the whole day, tick “all day”.")
    return {"days": days, "from": str(start), "to": str(end)}


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _in_words(span: KeptSpan) -> str:
    days = _days_in_words([_CODES.index(code) for code in span["days"]])
    if (span["from"], span["to"]) == ("00:00", MIDNIGHT):
        return f"{days}, all day"
    over = " the next morning" if span["to"] < span["from"] else ""
    return f"{days} {span['from']} to {span['to']}{over}"


def _days_in_words(days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return "Every day"
    first, last = days[0], days[-1]
    if len(days) > 2 and last - first == len(days) - 1:
        return f"{_SHORT[_CODES[first]]} to {_SHORT[_CODES[last]]}"
    return ", ".join(_SHORT[_CODES[day]] for day in days)


def next_days(moment: datetime, days: int) -> Iterator[date]:
    """The London days from yesterday's, whose night may still last, up to so many after today."""
    today = london_day(moment)
    yield from (today + timedelta(days=step) for step in range(-1, days + 1))
