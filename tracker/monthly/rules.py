"""When the monthly message is made, and how it goes."""

from dataclasses import dataclass
from datetime import date

from people.working_days import is_working_day, next_working_day


@dataclass(frozen=True)
class MonthlyRules:
    """`day` of the month, 0 for its first working day; `tracker` is where staff read it."""

    day: int = 0
    tracker: str = ""
    mails: bool = False

    def day_of(self, today: date) -> date:
        """The day of this month on which the messages are made."""
        if self.day:
            return today.replace(day=self.day)
        first = today.replace(day=1)
        return first if is_working_day(first) else next_working_day(first)
