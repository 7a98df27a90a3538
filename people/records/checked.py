"""What every field of a record has to be, said in plain words where it is not."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from language.visible import one_line
from people.errors import Unacceptable

LONGEST = 200
LONGEST_TEXT = 1000
OLDEST = 30  # years; care leavers are heard up to their 25th birthday


def read_fields(fields: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """Each field by its reader; `Unacceptable` with the mend, LookupError for a field that no reader knows."""
    return {name: readers[name](value) for name, value in fields.items()}


def faults(fields: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, str]:
    """What is wrong with each of these, in the words that stand beside its field; nothing where all can be kept."""
    found = {}
    for each, value in fields.items():
        try:
            readers[each](value)
        except Unacceptable as trouble:
            found[each] = str(trouble)
    return found


def name(value: str) -> str:
    """A name, on one line."""
    text = _line(value)
    if not any(each.isalnum() for each in text):
        raise Unacceptable("Write the name.")
    return text


def line(value: str) -> str:
    """A few words on one line, or none."""
    return _line(value)


def text(value: str) -> str:
    """Words on several lines, or none."""
    kept = _visible(value).strip()
    if len(kept) > LONGEST_TEXT:
        raise Unacceptable(f"This is longer than {LONGEST_TEXT:,} characters. Write it shorter.")
    return kept


def yes_or_no(value: bool) -> bool:
    """A yes or a no."""
    return bool(value)


def reference(value: str) -> str:
    """A number by which the authority's own files know somebody."""
    kept = _line(value)
    if not kept:
        raise Unacceptable("Give the number by which your own system knows them.")
    if len(kept) > 50 or not all(each.isalnum() or each in "-_./" for each in kept):
        raise Unacceptable("A number has letters, digits and the signs - _ . / only, 50 at most.")
    return kept


def born(value: str | date, today: date) -> str:
    """A day of birth as an ISO date, between thirty years ago and today."""
    day = any_day(value)
    if day > today:
        raise Unacceptable("The day of birth is in the future.")
    if day.year < today.year - OLDEST:
        raise Unacceptable(f"That is more than {OLDEST} years ago. Check the day of birth.")
    return day.isoformat()


def past_day(value: str | date, today: date) -> date:
    """A day up to and with today."""
    day = any_day(value)
    if day > today:
        raise Unacceptable("That day is in the future. Write it down when it has come.")
    return day


def any_day(value: str | date) -> date:
    """Any day."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise Unacceptable("That is not a day. Write it as day, month and year.") from None


def _line(value: str) -> str:
    kept = one_line(value)
    if len(kept) > LONGEST:
        raise Unacceptable(f"This is longer than {LONGEST} characters. Write it shorter.")
    return kept


def _visible(value: str) -> str:
    """Without control characters; line breaks and the joiners that Persian and Tigrinya names need stay."""
    return "".join(each for each in value if each in "\n\t" or unicodedata.category(each) != "Cc")
