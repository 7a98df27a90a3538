"""Addresses and numbers in settings: brought to the spelling that browsers use, or refused with the mend."""

import pytest

from app.settings import WrongSetting, read_settings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://views.example.gov.uk/", "https://views.example.gov.uk"),
        ("HTTPS://Views.Example.GOV.UK", "https://views.example.gov.uk"),
        ("https://views.example.gov.uk:443", "https://views.example.gov.uk"),
        ("http://views.example:80/", "http://views.example"),
        ("https://views.example:8443", "https://views.example:8443"),
        (" https://views.example ", "https://views.example"),
        ("http://[0:0:0:0:0:0:0:1]:8080", "http://[::1]:8080"),
        ("https://xn--hrd-qla.example", "https://xn--hrd-qla.example"),
        ("", None),
    ],
)
def test_a_public_address_is_spelt_as_browsers_spell_it(typed: str, meant: str | None) -> None:
    assert read_settings(public_url=typed).public_url == meant


@pytest.mark.parametrize(
    "typed",
    [
        "views.example",
        "https://",
        "https:///path",
        "https://views.example/heard",
        "https://views.example/?a=1",
        "https://views.example/#x",
        "https://user:word@views.example",
        "ftp://views.example",
        "https://views.example:99999",
        "https://views example",
        "https://-views.example",
        "https://127.1",
        "https://0x7f000001",
        "https://hörd.example",
        "javascript:alert(1)",
    ],
)
def test_a_public_address_that_no_browser_would_send_is_refused(typed: str) -> None:
    with pytest.raises(WrongSetting, match="HEARD_PUBLIC_URL"):
        read_settings(public_url=typed)


@pytest.mark.parametrize("typed", ["www.bbc.co.uk/weather", "/weather", "", "javascript:1", "https://", "https://x/ y"])
def test_leaving_leads_to_another_site_or_is_refused(typed: str) -> None:
    with pytest.raises(WrongSetting, match="HEARD_LEAVE_TO"):
        read_settings(leave_to=typed)


@pytest.mark.parametrize("name", ["duty_day_number", "duty_evening_number"])
@pytest.mark.parametrize("typed", ["", " ", "the office", "12", "tel:020", "020 7946 0123 ext 4", "1" * 16])
def test_a_number_that_no_phone_can_call_is_refused(name: str, typed: str) -> None:
    with pytest.raises(WrongSetting, match=f"HEARD_{name.upper()}"):
        read_settings(**{name: typed})


@pytest.mark.parametrize("typed", ["020 7946 0123", "+44 20 7946 0123", "(020) 7946-0123", "101"])
def test_a_number_is_shown_as_it_was_typed(typed: str) -> None:
    assert read_settings(duty_day_number=f" {typed} ").duty_day_number == typed
