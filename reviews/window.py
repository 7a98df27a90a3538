"""The time that a review looks at: the six months before it, up to the day on which it was handed in (BR-03)."""

from datetime import date

from reviews.reviews import Review

WINDOW_MONTHS = 6


def window_of(review: Review, today: date) -> tuple[date, date]:
    """The first and the last day of what counts for a review."""
    last = review.get("submitted")
    return six_months_before(date.fromisoformat(review["review_date"])), date.fromisoformat(last) if last else today


def six_months_before(day: date) -> date:
    """The first day of the review window (BR-03); the last of a month stays the last where the day does not exist."""
    month, year = (day.month - WINDOW_MONTHS, day.year) if day.month > WINDOW_MONTHS else (day.month + 6, day.year - 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("Every month has 28 days.")
