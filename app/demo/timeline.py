"""A clock that demo data turns by hand, so that what happened in May is kept as of May."""

from datetime import UTC, date, datetime, time, timedelta

from language.dates import LONDON


class Timeline:
    """Stands still until it is turned; the store reads it as its clock."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._now = datetime.combine(today, time(9), LONDON)

    def __call__(self) -> datetime:
        return self._now.astimezone(UTC)

    def turn(self, days_ago: int, clock: str) -> None:
        """Turn to a time of day, "14:01", some days before today."""
        self._now = datetime.combine(self._today - timedelta(days=days_ago), time.fromisoformat(clock), LONDON)

    def forward(self, seconds: int) -> None:
        """Let some time pass."""
        self._now += timedelta(seconds=seconds)
