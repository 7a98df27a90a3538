"""Working days in England, by the clock of London: what is due by when (BR-25, BR-30, BR-31)."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import yaml

from language.dates import LONDON

HOLIDAYS_FILE = Path(__file__).with_name("bank_holidays.yaml")
SATURDAY = 5
ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59)
LATEST_FOR_TODAY = time(16)


@cache
def bank_holidays() -> frozenset[date]:
    """The bank holidays that are on file. Past the last year only weekends are known to be free."""
    years = yaml.safe_load(HOLIDAYS_FILE.read_text("utf-8"))
    return frozenset(date.fromisoformat(f"{year}-{day}") for year, days in years.items() for day in days)


def is_working_day(day: date) -> bool:
    """Whether offices are open: neither a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays()


def next_working_day(day: date) -> date:
    """The first working day after this day."""
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def london_day(moment: datetime | str) -> date:
    """The date on which this moment falls in London; a moment that is kept is ISO text."""
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return when.astimezone(LONDON).date()


def due_day(moment: datetime) -> date:
    """The last day to read what came at this moment: the next working day (BR-31)."""
    return next_working_day(london_day(moment))


def working_days_later(moment: datetime, days: int) -> datetime:
    """The same time of day so many working days later; what comes on a free day has until the end of the last one."""
    local = moment.astimezone(LONDON)
    day = local.date()
    clock = local.time() if is_working_day(day) else END_OF_DAY
    for _ in range(days):
        day = next_working_day(day)
    return datetime.combine(day, clock, LONDON).astimezone(moment.tzinfo)


def same_day(moment: datetime) -> date:
    """The day to see to a matter that does not wait: today, or the next working day after hours."""
    local = moment.astimezone(LONDON)
    today = is_working_day(local.date()) and local.time() < LATEST_FOR_TODAY
    return local.date() if today else next_working_day(local.date())
