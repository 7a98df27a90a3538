"""Settings of GOV.UK Notify: what is missing or wrong is named at the start, and no secret is shown."""

from pathlib import Path

import pytest

from app.settings import WrongSetting, read_settings
from app.texting import mailbox_of, provider_of
from tests.notify_stand_in import BEARER, KEY, TEMPLATE

NOTIFY = {
    "texts": "notify",
    "notify_key": KEY,
    "notify_template": TEMPLATE,
    "notify_token": BEARER,
    "public_url": "https://views.example.gov.uk",
}


def test_with_all_that_it_needs_notify_carries_texts_and_is_asked_for_what_came_in() -> None:
    settings = read_settings(**NOTIFY)
    mailbox = mailbox_of(settings)
    assert (provider_of(settings).name, getattr(mailbox, "name", "")) == ("notify", "notify")
    assert mailbox_of(read_settings()) is None


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("notify_key", "HEARD_NOTIFY_KEY_FILE"),
        ("notify_template", "HEARD_NOTIFY_TEMPLATE"),
        ("notify_token", "HEARD_NOTIFY_TOKEN_FILE"),
        ("public_url", "HEARD_PUBLIC_URL, where families and Notify reach us"),
    ],
)
def test_what_is_missing_is_named(missing: str, named: str) -> None:
    with pytest.raises(WrongSetting, match=f"HEARD_TEXTS is notify. Set also: .*{named}"):
        read_settings(**{key: value for key, value in NOTIFY.items() if key != missing})


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"notify_key": "half-a-key"}, "HEARD_NOTIFY_KEY must be the whole key"),
        ({"notify_key": KEY.removeprefix("heard-live-")}, "HEARD_NOTIFY_KEY must be the whole key"),
        ({"notify_template": "our template"}, "HEARD_NOTIFY_TEMPLATE"),
        ({"notify_sender": "07700900999"}, "HEARD_NOTIFY_SENDER"),
        ({"notify_token": "short"}, "HEARD_NOTIFY_TOKEN must have at least 20"),
        ({"notify_token": "a token with spaces in it"}, "HEARD_NOTIFY_TOKEN"),
        ({"notify_base_url": "http://elsewhere.example"}, "HEARD_NOTIFY_BASE_URL must begin with https"),
        ({"notify_key_file": Path("/nowhere")}, "HEARD_NOTIFY_KEY_FILE"),
        ({"notify_token_file": Path("/nowhere")}, "HEARD_NOTIFY_TOKEN_FILE"),
    ],
)
def test_a_wrong_one_is_named(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(WrongSetting, match=named) as told:
        read_settings(**{**NOTIFY, **wrong})
    assert KEY not in str(told.value)


def test_secrets_are_read_from_their_files_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    (tmp_path / "token").write_text(f"{BEARER}\n")
    files = {"notify_key_file": tmp_path / "key", "notify_token_file": tmp_path / "token"}
    settings = read_settings(**{**NOTIFY, "notify_key": None, "notify_token": None, **files})
    assert (settings.notify_secret, settings.notify_bearer) == (KEY, BEARER)
    shown = repr(read_settings(**NOTIFY))
    assert KEY not in shown
    assert BEARER not in shown


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongSetting, match=r"HEARD_NOTIFY_KEY_FILE .*no text"):
        read_settings(**{**NOTIFY, "notify_key_file": tmp_path / "key"})


def test_what_is_set_for_notify_is_not_looked_at_where_another_carries_texts() -> None:
    assert provider_of(read_settings(notify_key="half-a-key")).name == "console"
