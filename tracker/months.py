"""The calendar month of an item in sight: whether anybody has written of its progress in it (BR-51)."""

from datetime import date


def first_of_month(today: date) -> str:
    """The first day of this month, as ISO text."""
    return today.replace(day=1).isoformat()


def lacks_update(updated: str, today: date) -> bool:
    """Whether there was no update this month; `updated` is the day of the last one, empty where there is none."""
    return updated < first_of_month(today)
