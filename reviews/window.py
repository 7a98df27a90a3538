"""The time that a review looks at: the six months before it, up to the day on which it was handed in (BR-03)."""

from calendar import monthrange
from datetime import date

from reviews.reviews import Review

WINDOW_MONTHS = 6


def window_of(review: Review, today: date) -> tuple[date, date]:
    """The first and the last day of what counts for a review."""
    last = review.get("submitted")
    return six_months_before(date.fromisoformat(review["review_date"])), date.fromisoformat(last) if last else today


def six_months_before(day: date) -> date:
    """The first day of the review window (BR-03)."""
    return months_later(day, -WINDOW_MONTHS)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or before; the last of a month where it has no such day."""
    year, before = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = before + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
