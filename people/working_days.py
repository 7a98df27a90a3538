"""Working days in England, by the clock of London: what is due by when (BR-25, BR-30, BR-31)."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache

from holidays import country_holidays

from language.dates import LONDON

SATURDAY = 5
ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59)
LATEST_FOR_TODAY = time(16)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """Whether it is a bank holiday in England, as announced; of years to come, as the rule of the day gives it."""
    return day in _bank_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Whether offices are open: neither a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


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


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or before; the last of a month where it has no such day."""
    year, before = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = before + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
