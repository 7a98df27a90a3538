import pytest

from people.phone_numbers import NotAMobile, mobile, shown


@pytest.mark.parametrize(
    "typed",
    [
        "07700900123",
        "07700 900123",
        "+44 7700 900123",
        "0044 7700 900 123",
        "+44 (0)7700 900123",
        "٠٧٧٠٠٩٠٠١٢٣",
        "০৭৭০০৯০০১২৩",
        "۰۷۷۰۰ ۹۰۰۱۲۳",
        "\u202a+447700900123\u202c",
        "07700-900-123\r\n",
    ],
)
def test_a_mobile_is_understood_however_it_is_typed(typed: str) -> None:
    assert mobile(typed) == "+447700900123"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("020 7332 3621", "landline"),
        ("0909 879 0000", "premium"),
        ("0845 600 0000", "premium"),
        ("070 1234 5678", "premium"),
        ("0800 1111", "not a mobile"),
        ("+1 415 555 2671", "another country"),
        ("+251 91 123 4567", "another country"),
        ("07700 9001", "too few digits"),
        ("07700 900 123 45", "too many digits"),
        ("999", "too few digits"),
        ("07000 000000", "Check"),
        ("0770O 900123", "not a phone number"),
        ("ask her brother", "not a phone number"),
        ("", "not a phone number"),
        ("\0", "not a phone number"),
        ("😀", "not a phone number"),
        ("0" * 5000, "not a phone number"),
    ],
)
def test_what_is_no_mobile_is_said_in_words(typed: str, why: str) -> None:
    with pytest.raises(NotAMobile, match=why):
        mobile(typed)


@pytest.mark.parametrize("last", ["000", "500", "999"])
def test_the_numbers_kept_for_drama_are_mobiles(last: str) -> None:
    assert mobile(f"07700 900{last}") == f"+447700900{last}"


def test_a_mobile_of_real_life_and_of_the_isles_is_one_too() -> None:
    assert mobile("07400 123456") == "+447400123456"
    assert mobile("07624 400000") == "+447624400000"


def test_a_number_is_shown_as_people_write_it() -> None:
    assert shown("+447700900123") == "07700 900123"
    assert shown("+442073323621") == "020 7332 3621"
    assert shown("Unknown") == "Unknown"
