from datetime import date

import pytest

from people.children import age_on
from people.errors import Unacceptable
from people.identity import IdentityState, in_words, needs_recommendation, not_recorded, recorded


@pytest.mark.rule("BR-20")
@pytest.mark.parametrize("reason", ["", "Not yet asked", "not yet asked.", "unknown"])
def test_not_yet_asked_is_never_a_reason(reason: str) -> None:
    with pytest.raises(Unacceptable):
        not_recorded(reason, "Visit of 2 March")


@pytest.mark.rule("BR-20")
def test_a_reason_counts_only_with_where_it_is_evidenced() -> None:
    with pytest.raises(Unacceptable):
        not_recorded("Would rather not say", " ")
    assert not_recorded("Would rather not say", "Visit of 2 March")["state"] == IdentityState.NOT_RECORDED_WITH_REASON


def test_the_familys_own_words_stand_beside_the_category() -> None:
    assert in_words(recorded("African", "Tigrinya")) == "African (Tigrinya)"


def test_a_blank_without_a_reason_says_that_it_needs_a_recommendation() -> None:
    assert "recommendation" in in_words(needs_recommendation())


@pytest.mark.rule("BR-02")
@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 5, 12), date(2026, 5, 11), 15),
        (date(2010, 5, 12), date(2026, 5, 12), 16),
        (date(2012, 2, 29), date(2027, 2, 28), 14),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
    ],
)
def test_age_is_whole_years_on_the_day(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
