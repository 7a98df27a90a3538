"""Reads "Weekdays after 10:00" as far as it can be sure of it: a wrong yes would put somebody at risk."""

import re
from collections.abc import Iterator
from datetime import datetime, time

from language.dates import LONDON
from language.digits import fold_digits

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
)
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_TO = r"\s*(?:-|–|to|until|till|and)\s*"

ALWAYS = re.compile(r"\b(?:any\s?time|always|whenever)\b")
DAY_RANGE = re.compile(rf"\b({_DAY})\s*(?:-|–|to)\s*({_DAY})\b")
DAY = re.compile(rf"\b({_DAY})\b")
WEEKDAYS, WEEKENDS = re.compile(r"\b(?:weekdays?|school days?)\b"), re.compile(r"\bweekends?\b")
BETWEEN = re.compile(rf"\b(?:between |from )?{_CLOCK}{_TO}{_CLOCK}(?![:\d])")
AFTER, BEFORE = (
    re.compile(rf"\b(?:after|from) {_CLOCK}(?![:\d])"),
    re.compile(rf"\b(?:before|until|till) {_CLOCK}(?![:\d])"),
)
PARTS = {
    "morning": (time(8), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(20)),
}
PART = re.compile(r"\b(?:in the )?(morning|afternoon|evening)s?\b")
FILLERS = re.compile(r"\b(?:and|or|only|on|at|the|every|day|daily|please|call|is|best|best time)\b|[\s,.;:()]")
DENIAL = re.compile(r"\b(?:not|never|no|except|but|unless|don.?t)\b")

Hours = tuple[time, time]
MIDNIGHT, LAST = time(0), time(23, 59, 59)


def is_safe(text: str, moment: datetime) -> bool | None:
    """Whether this moment is among the safe times; None where the text has to be read by a person."""
    said = fold_digits(text).casefold().strip()
    if not said or DENIAL.search(said):
        return None
    reading = _Reading(said)
    if not reading.understood:
        return None
    local = moment.astimezone(LONDON)
    return reading.holds(local.weekday(), local.time())


class _Reading:
    """The days and the hours that a text names; what is left of it was not understood."""

    def __init__(self, said: str) -> None:
        self._rest = said
        always = self._take(ALWAYS)
        self.days = {day for found in self._days() for day in found} or set(range(7))
        self.hours = list(self._hours()) or [(MIDNIGHT, LAST)]
        named = always or self._rest != said
        self.understood = bool(named) and not FILLERS.sub("", self._rest)

    def holds(self, weekday: int, clock: time) -> bool:
        return weekday in self.days and any(begin <= clock < end for begin, end in self.hours)

    def _take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found = list(pattern.finditer(self._rest))
        self._rest = pattern.sub(" ", self._rest)
        return found

    def _days(self) -> Iterator[set[int]]:
        if self._take(WEEKDAYS):
            yield set(range(5))
        if self._take(WEEKENDS):
            yield {5, 6}
        for found in self._take(DAY_RANGE):
            first, last = DAYS.index(found[1][:3]), DAYS.index(found[2][:3])
            yield {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        for found in self._take(DAY):
            yield {DAYS.index(found[1][:3])}

    def _hours(self) -> Iterator[Hours]:
        for found in self._take(BETWEEN):
            end = _clock(*found.groups()[3:])
            begin = _clock(found[1], found[2], found[3] or (found[6] if _is_earlier(found) else None))
            yield begin, end
        later = [_clock(*found.groups()) for found in self._take(AFTER)]
        sooner = [_clock(*found.groups()) for found in self._take(BEFORE)]
        if later or sooner:
            yield max(later, default=MIDNIGHT), min(sooner, default=LAST)
        for found in self._take(PART):
            yield PARTS[found[1]]


def _is_earlier(found: re.Match[str]) -> bool:
    """In "between 2 and 4 pm" both are afternoon; in "10 to 2 pm" the first is not."""
    return int(found[1]) % 12 < int(found[4]) % 12


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    """A time of day. Nobody is called at 4 in the morning: an hour up to 7 without am or pm is after noon."""
    number = int(hour)
    if half:
        number = number % 12 + (12 if half == "pm" else 0)
    elif number < 8 and minute is None:
        number += 12
    return time(min(number, 23), min(int(minute or 0), 59))
