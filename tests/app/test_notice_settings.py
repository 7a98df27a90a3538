"""What the law asks the pages to say is set by the authority; what is not set is told at the start."""

import pytest

from app.settings import WrongSetting, read_settings
from pages.family.notices import Notices

ALL = {
    "controller": "Anytown Council",
    "dpo_email": "dpo@example.gov.uk",
    "lawful_basis": "legal_duty",
    "keep_answers_years": 25,
    "keep_messages_years": 6,
    "bsl_line": "https://bsl.example.gov.uk/call",
}


def test_the_pages_say_what_is_set() -> None:
    expected = Notices("Anytown Council", "dpo@example.gov.uk", "legal_duty", 25, 6, "https://bsl.example.gov.uk/call")
    assert read_settings(**ALL).notices == expected
    assert list(read_settings(**ALL).unsaid()) == []


def test_each_that_is_not_set_is_told_with_its_name() -> None:
    told = " ".join(read_settings().unsaid())
    for name in ("CONTROLLER", "DPO_EMAIL", "KEEP_ANSWERS_YEARS", "KEEP_MESSAGES_YEARS"):
        assert f"HEARD_{name} is not set" in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dpo_email", "The DPO <dpo@example.gov.uk>"),
        ("lawful_basis", "because"),
        ("keep_answers_years", -1),
        ("keep_messages_years", 1000),
        ("bsl_line", "bsl.example"),
        ("controller", "x" * 81),
    ],
)
def test_a_wrong_one_is_named(name: str, value: object) -> None:
    with pytest.raises(WrongSetting, match=f"HEARD_{name.upper()}"):
        read_settings(**{**ALL, name: value})
