import pytest

from feedback.messages.text_length import GSM_7, UCS_2, Length, measure


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", Length(1, GSM_7, 0)),
        ("a" * 160, Length(1, GSM_7, 160)),
        ("a" * 161, Length(2, GSM_7, 161)),
        ("a" * 306, Length(2, GSM_7, 306)),
        ("a" * 307, Length(3, GSM_7, 307)),
        ("é£è@\n" * 32, Length(1, GSM_7, 160)),
        ("a" * 159 + "€", Length(2, GSM_7, 161)),
        ("ሰ" * 70, Length(1, UCS_2, 70)),
        ("ሰ" * 71, Length(2, UCS_2, 71)),
        ("ሰ" * 134, Length(2, UCS_2, 134)),
        ("ሰ" * 135, Length(3, UCS_2, 135)),
        ("🙏" * 35, Length(1, UCS_2, 70)),
        ("🙏" * 36, Length(2, UCS_2, 72)),
    ],
)
def test_a_text_is_measured_as_the_network_does(text: str, length: Length) -> None:
    assert measure(text) == length


@pytest.mark.parametrize("mark", ["’", "–", "“", "…", "ı", "`"])
def test_one_character_from_elsewhere_makes_the_whole_text_longer(mark: str) -> None:
    assert measure("a" * 69 + mark) == Length(1, UCS_2, 70)
    assert measure("a" * 99 + mark).parts == 2


def test_a_character_of_two_units_is_never_cut_in_two() -> None:
    assert measure("a" * 152 + "€" + "a" * 152) == Length(3, GSM_7, 306)
    assert measure("ሰ" * 66 + "🙏" + "ሰ" * 66) == Length(3, UCS_2, 134)


def test_each_part_is_paid_for() -> None:
    assert measure("a" * 161).pence(4.2) == 8.4
