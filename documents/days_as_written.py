"""Days as people write them in workbooks; what could be two days is refused and never guessed."""

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[t ].*)?")
_SLASHED = re.compile(r"(\d\d?)\s*[/.\-]\s*(\d\d?)\s*[/.\-]\s*(\d{4}|\d\d)")
_SPELLED = re.compile(r"(?:[a-z]+,?\s+)?(\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)\.?,?\s+(\d{4}|\d\d)")
_MONTH_SPELLED_FIRST = re.compile(r"([a-z]+)\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119
_FROM_1900, _FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
_CENTURY = 2000


class NotADay(Exception):
    """What is written is no day, or could be two; the message says so with the words that stand there."""


def day_of(text: str, *, month_first: bool = False, from_1904: bool = False) -> date:
    """The day: ISO, 3/5/2026 as in Britain, “3 May 2026”, or the number that Excel keeps for one.

    `month_first`: others of its column are written the American way, so 3/5/2026 could be either.
    """
    said = " ".join(text.lower().split())
    if found := _SLASHED.fullmatch(said):
        return _slashed(text, int(found[1]), int(found[2]), _year(found[3]), month_first=month_first)
    if found := _ISO.fullmatch(said):
        return _made(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _SPELLED.fullmatch(said):
        return _made(text, _year(found[3]), _month(text, found[2]), int(found[1]))
    if found := _MONTH_SPELLED_FIRST.fullmatch(said):
        return _made(text, int(found[3]), _month(text, found[1]), int(found[2]))
    if (found := _SERIAL.fullmatch(said)) and _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        return (_FROM_1904 if from_1904 else _FROM_1900) + timedelta(days=int(found[1]))
    raise NotADay(f"“{text}” is not a day.")


def is_month_first(text: str) -> bool:
    """Whether a day is written the American way beyond doubt: 5/13/2026."""
    found = _SLASHED.fullmatch(text)
    return found is not None and int(found[1]) <= 12 < int(found[2]) <= 31


def _slashed(text: str, first: int, second: int, year: int, *, month_first: bool) -> date:
    if is_month_first(" ".join(text.split())):
        raise NotADay(f"“{text}” has the month first. Write it as day/month/year, or as {year}-month-day.")
    if month_first and first <= 12 and first != second:
        raise NotADay(
            f"“{text}” could be two days: others in this column have the month first. Write it as 3 May 2026."
        )
    return _made(text, year, second, first)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else _CENTURY + int(text)


def _month(text: str, name: str) -> int:
    if len(name) < 3 or name[:3] not in _MONTHS:
        raise NotADay(f"“{text}” is not a day.")
    return _MONTHS.index(name[:3]) + 1


def _made(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay(f"“{text}” is not a day of any calendar.") from None
