"""What staff read for a line of an item."""

import re
from datetime import date

from language import dates
from tracker import lines
from tracker.lines import KINDS_OF_LINE, Line

_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_ABOUT_ITS_DAY = {
    lines.DONE: "on",
    lines.JUDGED: "look again on",
    lines.MOVED: "by",
    lines.LATER_ASKED: "until",
    lines.LATER_GIVEN: "until",
}


def kind_of_line(one: Line) -> str:
    """What was done."""
    return KINDS_OF_LINE.get(one["kind"], one["kind"])


def line_day(one: Line, today: date) -> str:
    """The day that a line is about, with what it is: “until 3 May”; empty where it has none."""
    day = one.get("day", "")
    return f"{_ABOUT_ITS_DAY.get(one['kind'], 'on')} {with_days(day, today)}" if day else ""


def with_days(text: str, today: date) -> str:
    """A text whose ISO days are written as people write them."""
    return _ISO.sub(lambda found: _day(found.group(), today), text)


def _day(iso: str, today: date) -> str:
    try:
        return dates.day(date.fromisoformat(iso), "en", today)
    except ValueError:
        return iso
