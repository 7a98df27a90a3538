"""Days are read in the forms that people use here; what could be two days is refused, never guessed."""

from datetime import date

import pytest

from documents.days_as_written import NotADay, day_of


@pytest.mark.parametrize(
    "text",
    ["2026-05-03", "2026-05-03T00:00:00", "3/5/2026", "03/05/2026", "03.05.2026", "3-5-26", "3 May 2026",
     "3rd May 2026",
     "Sunday 3 May 2026", "Sunday, 3rd of May 2026", "3 may 26", "May 3, 2026", "46145", "46145.0"],
)  # fmt: skip
def test_forms_of_one_day(text: str) -> None:
    assert day_of(text) == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("05/13/2026", "month first"),
        ("31/02/2026", "any calendar"),
        ("2026-13-01", "any calendar"),
        ("May 2026", "not a day"),
        ("3 Mai 2026", "not a day"),
        ("next week", "not a day"),
        ("12345", "not a day"),
        ("3/5", "not a day"),
        ("", "not a day"),
    ],
)
def test_what_is_no_day(text: str, says: str) -> None:
    with pytest.raises(NotADay, match=says):
        day_of(text)


def test_beside_american_days_what_could_be_two_is_refused() -> None:
    with pytest.raises(NotADay, match="could be two days"):
        day_of("03/04/2026", month_first=True)
    assert day_of("4/4/2026", month_first=True) == date(2026, 4, 4)
    assert day_of("25/12/2026", month_first=True) == date(2026, 12, 25)


def test_a_number_counts_from_1904_where_the_workbook_does() -> None:
    assert day_of("44683", from_1904=True) == date(2026, 5, 3)
