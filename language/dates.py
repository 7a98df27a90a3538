"""Dates and times as families read them: Gregorian, Latin digits, the clock of London."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from language.catalogue import say
from language.registry import language

LONDON = ZoneInfo("Europe/London")

# Babel's data where it is not simply the language code's.
_LOCALES = {"en": "en_GB"}
_DAY_BEFORE_WEEKDAY = frozenset({"tr"})
# CLDR has a day with a short month and a long date for Sorani, both with the day first, and no day with a whole month:
# what Babel takes instead is nobody's language. Amharic, Dari, Pashto and Somali have the month first in CLDR itself.
_DAY_OF_MONTH = {"ckb": "dی MMMM"}
_BEFORE_THE_YEAR = {"ckb": "ی"}
# Sudan and Egypt say one name for a month, Syria and Iraq another; texts for all of them carry both.
_ALSO_NAMED_AS_IN = {"ar": "ar_SY"}


def day(when: date | datetime, code: str, today: date) -> str:
    """ "3 May"; with the year when it is not this year's. `today` is London's date (or any moment of it)."""
    on, now = _london_date(when), _london_date(today)
    spoken = language(code).code
    text = _day_and_month(on.month, on.day, spoken)
    return text if on.year == now.year else f"{text}{_BEFORE_THE_YEAR.get(spoken, '')} {on.year}"


def month_and_year(when: date, code: str) -> str:
    """ "May 2026"; the year always, since months are shown of things that stay for long."""
    return f"{_month_name(when.month, language(code).code)} {when.year}"


def weekday_and_day(when: date, code: str) -> str:
    """ "Tuesday 1 December": a day that is near, so without its year."""
    spoken = language(code).code
    weekday = format_date(when, "EEEE", locale=_LOCALES.get(spoken, spoken.replace("-", "_")))
    day_of_month = _day_and_month(when.month, when.day, spoken)
    return f"{day_of_month} {weekday}" if spoken in _DAY_BEFORE_WEEKDAY else f"{weekday} {day_of_month}"


def clock(when: datetime) -> str:
    """ "14:02" in London. A time without a zone is refused: nobody could say which moment it is."""
    return f"{_in_london(when):%H:%M}"


def moment(when: datetime, code: str, now: datetime) -> str:
    """ "today 14:01", else "3 May 14:01"."""
    if _london_date(when) == _london_date(now):
        return say(code, "today {time}", time=clock(when)).text
    return f"{day(when, code, now)} {clock(when)}"


def _in_london(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError(f"{when.isoformat()} has no time zone, so it cannot be told as a time in London.")
    return when.astimezone(LONDON)


def _london_date(when: date | datetime) -> date:
    return _in_london(when).date() if isinstance(when, datetime) else when


@cache
def _month_name(number: int, code: str) -> str:
    on = date(2000, number, 1)
    locales = (_LOCALES.get(code, code.replace("-", "_")), _ALSO_NAMED_AS_IN.get(code))
    return "/".join(format_date(on, "MMMM", locale=one) for one in locales if one)


@cache
def _day_and_month(month: int, day_of_month: int, code: str) -> str:
    on, locale = date(2000, month, day_of_month), _LOCALES.get(code, code.replace("-", "_"))
    pattern = _DAY_OF_MONTH.get(code)
    text = format_date(on, pattern, locale=locale) if pattern else format_skeleton("MMMMd", on, locale=locale)
    if other := _ALSO_NAMED_AS_IN.get(code):
        text += "/" + format_skeleton("MMMMd", on, locale=other).lstrip("0123456789 ")
    return text
