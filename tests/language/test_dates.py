"""Dates and times as families read them."""

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date

from language.dates import clock, day, moment, month_and_year
from language.registry import LANGUAGES, language

TODAY = date(2026, 5, 20)


def test_a_day_of_this_year_goes_without_its_year() -> None:
    assert day(date(2026, 5, 3), "en", TODAY) == "3 May"


def test_a_day_of_another_year_says_which() -> None:
    assert day(date(2025, 5, 3), "en", TODAY) == "3 May 2025"


def test_tigrinya_names_the_months_as_eritrea_does() -> None:
    months = [day(date(2026, month, 3), "ti", TODAY).removeprefix("3 ") for month in range(1, 13)]
    assert months == ["ጥሪ", "ለካቲት", "መጋቢት", "ሚያዝያ", "ጉንበት", "ሰነ", "ሓምለ", "ነሓሰ", "መስከረም", "ጥቅምቲ", "ሕዳር", "ታሕሳስ"]


def test_arabic_names_each_month_for_readers_from_sudan_and_from_syria_and_iraq() -> None:
    assert day(date(2026, 1, 3), "ar", TODAY) == "3 يناير/كانون الثاني"
    assert day(date(2025, 8, 3), "ar", TODAY) == "3 أغسطس/آب 2025"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_day_of_a_year_has_latin_digits_and_the_gregorian_number(code: str) -> None:
    for month in range(1, 13):
        text = day(date(2024, month, 28), code, TODAY)
        numbers = re.findall(r"\d+", text)  # Sorani writes a letter to the day, and Vietnamese a number for the month
        assert numbers.count("28") == 1
        assert numbers[-1] == "2024"
        assert text.endswith(" 2024")
        assert all(sign.isascii() for sign in text if sign.isdigit())


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_twelve_months_have_names_of_their_own_in_the_languages_script(code: str) -> None:
    months = [month_and_year(date(2024, month, 1), code) for month in range(1, 13)]
    assert len({*months}) == 12
    assert all(text.endswith(" 2024") for text in months)
    letters = {unicodedata.name(sign).split()[0] for text in months for sign in text if sign.isalpha()}
    assert letters == {
        {"Latn": "LATIN", "Arab": "ARABIC", "Ethi": "ETHIOPIC", "Beng": "BENGALI"}[language(code).script]
    }


DECEMBER = {
    "en": "1 December", "ar": "1 ديسمبر/كانون الأول", "ti": "1 ታሕሳስ", "am": "ዲሴምበር 1", "fa-AF": "دسمبر 1",
    "ps": "دسمبر 1", "fa": "1 دسامبر", "ckb": "1ی کانونی یەکەم", "vi": "1 tháng 12", "sq": "1 dhjetor",
    "so": "Diseembar 1", "bn": "1 ডিসেম্বর", "tr": "1 Aralık", "es": "1 de diciembre", "pt": "1 de dezembro",
    "fr": "1 décembre",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_of_december_is_no_date_of_another_calendar(code: str) -> None:
    assert day(date(2026, 12, 1), code, TODAY) == DECEMBER[code]


def test_a_day_of_another_year_is_written_in_sorani_as_its_long_dates_are() -> None:
    written = format_date(date(2025, 12, 1), "long", locale="ckb")
    assert day(date(2025, 12, 1), "ckb", TODAY) == written == "1ی کانونی یەکەمی 2025"


def test_a_month_is_named_with_its_year() -> None:
    told = {code: month_and_year(date(2026, 11, 1), code) for code in ("en", "ar", "ti")}
    assert told == {"en": "November 2026", "ar": "نوفمبر/تشرين الثاني 2026", "ti": "ሕዳር 2026"}


def test_the_clock_is_londons_in_winter_and_in_summer() -> None:
    assert clock(datetime(2026, 1, 3, 14, 2, tzinfo=UTC)) == "14:02"
    assert clock(datetime(2026, 7, 3, 14, 2, tzinfo=UTC)) == "15:02"


def test_when_the_clocks_go_forward_the_hour_after_midnight_is_skipped() -> None:
    assert clock(datetime(2026, 3, 29, 0, 59, tzinfo=UTC)) == "00:59"
    assert clock(datetime(2026, 3, 29, 1, 0, tzinfo=UTC)) == "02:00"


def test_when_the_clocks_go_back_the_hour_after_one_is_told_twice() -> None:
    assert clock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "01:30"
    assert clock(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "01:30"


def test_a_late_summer_evening_in_utc_is_already_the_next_day_in_london() -> None:
    assert day(datetime(2026, 5, 3, 23, 30, tzinfo=UTC), "en", TODAY) == "4 May"


def test_a_new_year_begins_with_londons_midnight() -> None:
    late = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)
    assert day(late, "en", late) == "31 December"
    assert day(late, "en", datetime(2026, 1, 1, 0, 0, tzinfo=UTC)) == "31 December 2025"


def test_a_moment_of_today_says_today() -> None:
    now = datetime(2026, 5, 3, 15, 0, tzinfo=UTC)
    assert moment(datetime(2026, 5, 3, 13, 1, tzinfo=UTC), "en", now) == "today 14:01"
    assert moment(datetime(2026, 5, 2, 13, 1, tzinfo=UTC), "en", now) == "2 May 14:01"


def test_today_is_said_in_the_readers_language() -> None:
    now = datetime(2026, 5, 3, 15, 0, tzinfo=UTC)
    assert moment(now, "ar", now) == "اليوم 16:00"
    assert moment(now, "ti", now) == "ሎሚ 16:00"


def test_today_ends_at_londons_midnight_not_at_utcs() -> None:
    evening = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    after_midnight = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
    assert moment(evening, "en", after_midnight) == "3 May 23:30"


@pytest.mark.parametrize("tell", [clock, lambda when: day(when, "en", TODAY), lambda when: moment(when, "en", when)])
def test_a_time_without_a_zone_is_refused(tell) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        tell(datetime(2026, 5, 3, 14, 1))  # noqa: DTZ001
