"""Safe times in people's own words: yes and no only where they are sure."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.calls.safe_times import is_safe

TUESDAY_NOON = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)
TUESDAY_EVENING = datetime(2026, 5, 12, 17, 30, tzinfo=UTC)
SATURDAY_NOON = datetime(2026, 5, 16, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "noon", "evening", "saturday"),
    [
        ("Any time", True, True, True),
        ("Weekdays after 10:00", True, True, False),
        ("Weekends", False, False, True),
        ("Mon-Fri 9-5", True, False, False),
        ("Monday to Friday, 9am to 5pm", True, False, False),
        ("Tuesdays and Thursdays", True, True, False),
        ("evenings", False, True, False),
        ("in the afternoon", True, False, True),
        ("after 5pm", False, True, False),
        ("before 3", True, False, True),
        ("between 11.30 and 2", True, False, True),
        ("from ١٠:٠٠ to 18:00", True, False, True),
        ("between 5 and 7 pm", False, True, False),
    ],
)
def test_times_that_are_plain_are_read(text: str, noon: bool, evening: bool, saturday: bool) -> None:
    moments = (TUESDAY_NOON, TUESDAY_EVENING, SATURDAY_NOON)
    assert tuple(is_safe(text, moment) for moment in moments) == (noon, evening, saturday)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "when he is at work",
        "not on Tuesdays",
        "after school",
        "Weekdays but not mornings",
        "ring Auntie",
        "بعد الظهر",
    ],
)
def test_what_is_not_plain_is_left_to_a_person(text: str) -> None:
    assert is_safe(text, TUESDAY_NOON) is None


def test_ten_is_londons_ten_in_summer_too() -> None:
    assert is_safe("after 10:00", datetime(2026, 5, 12, 9, 0, tzinfo=UTC)) is True
    assert is_safe("after 10:00", datetime(2026, 1, 13, 9, 0, tzinfo=UTC)) is False


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert is_safe(text, TUESDAY_NOON) in (True, False, None)
