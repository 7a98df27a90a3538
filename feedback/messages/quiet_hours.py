"""When no text goes out that nobody is waiting for: by the family's day, in London."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from language.dates import LONDON
from people.working_days import london_day


@dataclass(frozen=True)
class QuietHours:
    """From `start` to `end` by London's clock; over midnight where `end` is earlier. Equal: never quiet."""

    start: time = time(20)
    end: time = time(8)

    def opens(self, now: datetime) -> datetime:
        """The first moment from `now` on at which texts may go, in UTC; `now` itself when it is not quiet.

        Told by moments and not by wall clocks, so an hour that comes twice, or not at all, does no harm.
        """
        today = london_day(now)
        for evening in (today - timedelta(days=1), today):
            begins, ends = self._night(evening)
            if begins <= now < ends:
                return ends
        return now.astimezone(UTC)

    def are_on(self, now: datetime) -> bool:
        """Whether it is quiet now."""
        return self.opens(now) > now

    def _night(self, evening: date) -> tuple[datetime, datetime]:
        morning = evening + timedelta(days=1) if self.end < self.start else evening
        return _moment(evening, self.start), _moment(morning, self.end)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
