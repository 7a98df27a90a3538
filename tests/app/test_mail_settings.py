"""Settings of mail: off until set, and a wrong one stops the start with a sentence that says the mend."""

from pathlib import Path

import pytest

from app.mailing import mail_carrier_of, mail_server_of, monthly_rules_of
from app.settings import WrongSetting, read_settings

SMTP = {
    "mail": "smtp",
    "mail_host": "mail.example.gov.uk",
    "mail_from": "heard@example.gov.uk",
    "mail_user": "heard",
    "mail_password": "open sesame",
    "public_url": "https://views.example.gov.uk",
}


def test_with_nothing_set_there_is_no_mail_and_in_the_demo_none_leaves() -> None:
    assert mail_carrier_of(read_settings()) is None
    assert not monthly_rules_of(read_settings()).mails
    shown = mail_carrier_of(read_settings(demo=True))
    assert shown is not None
    assert shown.name == "console"
    assert mail_carrier_of(read_settings(demo=True, mail="off")) is None


@pytest.mark.parametrize(("tls", "port"), [("starttls", 587), ("implicit", 465)])
def test_the_port_is_the_usual_one_unless_it_is_set(tls: str, port: int) -> None:
    assert mail_server_of(read_settings(**SMTP, mail_tls=tls)).port == port
    assert mail_server_of(read_settings(**SMTP, mail_tls=tls, mail_port=2525)).port == 2525


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("mail_host", "HEARD_MAIL_HOST"),
        ("mail_from", "HEARD_MAIL_FROM"),
        ("mail_password", "HEARD_MAIL_PASSWORD_FILE"),
        ("public_url", "HEARD_PUBLIC_URL"),
    ],
)
def test_what_a_mail_server_still_needs_is_named(missing: str, named: str) -> None:
    with pytest.raises(WrongSetting, match=named):
        read_settings(**{key: value for key, value in SMTP.items() if key != missing})


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"mail": "pigeon"}, "HEARD_MAIL"),
        ({"mail_port": 0}, "HEARD_MAIL_PORT"),
        ({"mail_from": "Heard <heard@example.gov.uk>"}, "HEARD_MAIL_FROM"),
        ({"mail_ca_file": Path("/nowhere")}, "HEARD_MAIL_CA_FILE"),
        ({"mail_password": "", "mail_password_file": Path("/nowhere")}, "HEARD_MAIL_PASSWORD_FILE"),
        ({"monthly_day": 31}, "HEARD_MONTHLY_DAY"),
    ],
)
def test_a_wrong_one_is_named(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(WrongSetting, match=named):
        read_settings(**{**SMTP, **wrong})


@pytest.mark.parametrize(
    "plain", [{"mail_user": "heard", "mail_host": "localhost"}, {"mail_user": "", "mail_host": "mail.example.gov.uk"}]
)
def test_no_password_and_no_mail_goes_over_a_network_in_clear(plain: dict[str, object]) -> None:
    with pytest.raises(WrongSetting, match="starttls or implicit"):
        read_settings(**{**SMTP, "mail_tls": "none", **plain})


def test_a_relay_on_this_machine_may_go_without_tls() -> None:
    settings = read_settings(**{**SMTP, "mail_tls": "none", "mail_host": "localhost", "mail_user": ""})
    assert mail_server_of(settings).port == 25


def test_the_password_is_read_from_its_file_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from the file\n")
    given = {**SMTP, "mail_password": None, "mail_password_file": tmp_path / "password"}
    assert mail_server_of(read_settings(**given)).password == "from the file"
    settings = read_settings(**SMTP)
    assert "sesame" not in repr(settings) + repr(mail_server_of(settings))
