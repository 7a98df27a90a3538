"""Settings of texts: a wrong one stops the start with a sentence that says the mend."""

from datetime import time
from pathlib import Path

import pytest

from app.server import _desk
from app.settings import WrongSetting, read_settings
from app.texting import asking_by_itself, provider_of, text_settings
from people.roles import Role
from reviews.moderation.rules import PROPOSED
from reviews.planning.rules import PLANNING

TWILIO = {
    "texts": "twilio",
    "twilio_account": "AC1",
    "twilio_token": "secret",
    "twilio_from": "+447700900999",
    "public_url": "https://views.example.gov.uk",
}


def test_with_nothing_set_no_text_leaves_the_house() -> None:
    assert provider_of(read_settings()).name == "console"


def test_links_stay_readable_only_where_a_screen_plays_the_phone() -> None:
    assert provider_of(read_settings(demo=True)).keeps_links
    assert not provider_of(read_settings()).keeps_links


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("twilio_account", "HEARD_TWILIO_ACCOUNT"),
        ("twilio_token", "HEARD_TWILIO_TOKEN_FILE"),
        ("twilio_from", "HEARD_TWILIO_SERVICE"),
        ("public_url", "HEARD_PUBLIC_URL"),
    ],
)
def test_what_twilio_still_needs_is_named(missing: str, named: str) -> None:
    with pytest.raises(WrongSetting, match=named):
        read_settings(**{key: value for key, value in TWILIO.items() if key != missing})


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"texts": "pigeon"}, "HEARD_TEXTS"),
        ({"twilio_base_url": "http://elsewhere.example"}, "HEARD_TWILIO_BASE_URL"),
        ({"twilio_from": "OurCouncil"}, "HEARD_TWILIO_FROM"),
        ({"text_price_pence": -1}, "HEARD_TEXT_PRICE_PENCE"),
        ({"quiet_from": "soon"}, "HEARD_QUIET_FROM"),
        ({"twilio_token": "", "twilio_token_file": Path("/nowhere")}, "HEARD_TWILIO_TOKEN_FILE"),
    ],
)
def test_a_wrong_one_is_named(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(WrongSetting, match=named):
        read_settings(**{**TWILIO, **wrong})


def test_a_secret_is_read_from_its_file_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from the file\n")
    settings = read_settings(**{**TWILIO, "twilio_token": None, "twilio_token_file": tmp_path / "token"})
    assert settings.twilio_secret == "from the file"
    assert "secret" not in repr(read_settings(**TWILIO).twilio_token)


def test_the_quiet_hours_are_the_settings() -> None:
    hours = text_settings(read_settings(quiet_from="21:30", quiet_to="07:00")).hours
    assert (hours.start, hours.end) == (time(21, 30), time(7))


def test_moderation_is_as_proposed_until_it_is_set() -> None:
    assert read_settings().moderation == PROPOSED


def test_moderation_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_PANEL_LISTS", "inadequate, requires_improvement")
    monkeypatch.setenv("HEARD_PANEL_DEPUTY", "assistant_director")
    monkeypatch.setenv("HEARD_PANEL_QUORUM", "4")
    rules = read_settings().moderation
    assert rules.listed_grades == ("inadequate", "requires_improvement")
    assert (rules.deputy, rules.quorum) == (Role.ASSISTANT_DIRECTOR, 4)


def test_no_grade_has_to_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_PANEL_LISTS", "")
    assert read_settings().moderation.listed_grades == ()


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PANEL_LISTS", "inadequate,poor", "has poor. The grades are outstanding, good"),
        ("PANEL_DEPUTY", "board_chair", "a seat of the panel that is not the chair's"),
        ("PANEL_DEPUTY", "reviewer", "a seat of the panel that is not the chair's"),
        ("PANEL_QUORUM", "6", "less than or equal to 5"),
        ("MARKING", "", "at least 1 character"),
    ],
)
def test_what_moderation_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"HEARD_{setting}", value)
    with pytest.raises(WrongSetting, match=f"HEARD_{setting}.*{said}"):
        read_settings()


def test_reviews_are_planned_as_the_settings_say() -> None:
    assert read_settings().planning == PLANNING
    given = read_settings(re_audit_months=6, dip_samples=True, review_reminder_days=5).planning
    assert (given.re_audit_months, given.dip_samples, given.reminder_days) == (6, True, 5)
    with pytest.raises(WrongSetting, match="HEARD_RE_AUDIT_MONTHS"):
        read_settings(re_audit_months=99)


@pytest.mark.parametrize(
    ("given", "is_required"),
    [
        ({}, True),
        ({"demo": True}, False),
        ({"second_factor": "optional"}, False),
        ({"demo": True, "second_factor": "required"}, True),
    ],
)
def test_a_second_factor_is_required_outside_the_demo_unless_it_is_said(given, is_required: bool) -> None:
    settings = read_settings(**given)
    assert settings.requires_second_factor is is_required
    assert _desk(settings).second_factor_required is is_required


def test_a_second_factor_that_is_neither_is_told_so() -> None:
    with pytest.raises(WrongSetting, match="HEARD_SECOND_FACTOR should be 'required' or 'optional'"):
        read_settings(second_factor="sometimes")


def test_nothing_goes_by_itself_until_a_setting_lets_it_which_texts_that_leave_have_to_carry() -> None:
    assert asking_by_itself(read_settings(demo=True)) is None
    assert asking_by_itself(read_settings(ask_by_itself=True, demo=True)) is not None
    with pytest.raises(WrongSetting, match="HEARD_ASK_BY_ITSELF is on, and no text leaves"):
        read_settings(ask_by_itself=True)
