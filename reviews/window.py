"""The time that a review looks at: the six months before it, up to the day on which it was handed in (BR-03)."""

from datetime import date

from people.working_days import months_later
from reviews.reviews import Review

WINDOW_MONTHS = 6


def window_of(review: Review, today: date) -> tuple[date, date]:
    """The first and the last day of what counts for a review."""
    last = review.get("submitted")
    return six_months_before(date.fromisoformat(review["review_date"])), date.fromisoformat(last) if last else today


def six_months_before(day: date) -> date:
    """The first day of the review window (BR-03)."""
    return months_later(day, -WINDOW_MONTHS)
