"""What people write about an item, checked in one place: something is said, and it is not a book."""

from datetime import date

from people.errors import Unacceptable

LONGEST_WORDS, LONGEST_LINE = 4_000, 300


def said(text: str, missing: str, longest: int = LONGEST_WORDS) -> str:
    """The text as it is kept; `Unacceptable` with the sentence `missing` where there is none."""
    kept = short(text, longest)
    if not kept:
        raise Unacceptable(missing)
    return kept


def short(text: str, longest: int = LONGEST_WORDS) -> str:
    """The text as it is kept, which may be empty."""
    kept = text.replace("\0", "").strip()
    if len(kept) > longest:
        raise Unacceptable(f"Keep it under {longest:,} characters. These are {len(kept):,}.")
    return kept


def a_day(text: str, missing: str) -> date:
    """The day that an ISO text says."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unacceptable(missing) from None
