"""A name pasted from elsewhere is the name: what shows nothing goes, what shapes a script or an emoji stays."""

import pytest

from language.visible import is_unknown, one_line

FAMILY = "\U0001f468\N{ZERO WIDTH JOINER}\U0001f469\N{ZERO WIDTH JOINER}\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\ufeffMrs Almaz", "Mrs Almaz"),
        ("Alm\u00adaz\u200b T\u2060.", "Almaz T."),
        ("\u202eMrs\u202c \u2066A\u2069\u200e", "Mrs A"),
        ("a\x00b\x07\tc\r\n", "a b c"),
        ("Mrs\u00a0A\u3000B\u2028C", "Mrs A B C"),
        ("\u3164\u115f\u2800", ""),
        ("\N{ZERO WIDTH JOINER} \N{VARIATION SELECTOR-16}Ann\N{ZERO WIDTH NON-JOINER}", "Ann"),
        ("Jose\N{COMBINING ACUTE ACCENT}", "José"),
        ("half \ud83d", "half \N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_shows_nothing_goes(typed: str, seen: str) -> None:
    assert one_line(typed) == seen


@pytest.mark.parametrize(
    "name",
    [
        "می\N{ZERO WIDTH NON-JOINER}خواهم",
        "ক্\N{ZERO WIDTH JOINER}ষ",
        FAMILY,
        ENGLAND,
        "❤\ufe0f",
        "王小明",
        "አልማዝ",
        "يوسف",
    ],
)
def test_what_shapes_a_script_or_an_emoji_stays(name: str) -> None:
    assert one_line(f"\ufeff {name} \u200b") == name


@pytest.mark.parametrize("sign", ["\ue000", "\u0378", "\ufffe", "\N{REPLACEMENT CHARACTER}", "\x07"])
def test_a_sign_that_nobody_shares_is_known_as_such(sign: str) -> None:
    assert is_unknown(sign)


@pytest.mark.parametrize("sign", ["a", "王", "ሀ", "\N{COMBINING ACUTE ACCENT}", "🎉"])
def test_a_letter_of_any_script_is_not(sign: str) -> None:
    assert not is_unknown(sign)
