"""Settings of signing on: off until an issuer is set, and what is missing or unsafe is said."""

from pathlib import Path

import pytest

from app.settings import Settings, WrongSetting, read_settings

TENANT = "00000000-0000-0000-0000-00000000abcd"
ISSUER = f"https://login.microsoftonline.com/{TENANT}/v2.0"
ALL = {
    "sign_on_issuer": ISSUER,
    "sign_on_client": "heard",
    "sign_on_secret": "a secret",
    "public_url": "https://heard.example",
}


def test_nothing_is_offered_until_an_issuer_is_set() -> None:
    assert read_settings().sign_on is None


def test_the_tenant_is_the_issuers_own() -> None:
    found = read_settings(**ALL).sign_on
    assert found is not None
    assert (found.tenant, found.redirect) == (TENANT, "https://heard.example/staff/sign-in/back")
    assert "a secret" not in repr(found)


def test_the_secret_comes_from_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("from the file\n")
    settings: Settings = read_settings(**ALL | {"sign_on_secret": "", "sign_on_secret_file": kept})
    assert settings.sign_on is not None
    assert settings.sign_on.secret == "from the file"


def test_roles_are_read_by_what_the_provider_calls_them() -> None:
    given = "Heard.Worker=social_worker; CN=Heads,OU=Heard=head_of_safeguarding;"
    found = read_settings(**ALL, sign_on_roles=given).sign_on
    assert found is not None
    assert found.roles == {"Heard.Worker": "social_worker", "CN=Heads,OU=Heard": "head_of_safeguarding"}


WRONG = {
    "no such role": ({"sign_on_roles": "Heard.Worker=worker"}, "NAME-THERE=ROLE-HERE"),
    "the command line": ({"sign_on_roles": "Root=command_line"}, "the roles are social_worker"),
    "two roles": ({"sign_on_roles": "A=reviewer;A=social_worker"}, "“A” twice"),
    "common": ({"sign_on_issuer": ISSUER.replace(TENANT, "common")}, "lets every organisation in"),
    "in clear": ({"sign_on_issuer": "http://login.example"}, "must begin with https://"),
    "no client": ({"sign_on_client": ""}, "HEARD_SIGN_ON_CLIENT"),
    "no secret": ({"sign_on_secret": ""}, "HEARD_SIGN_ON_SECRET or HEARD_SIGN_ON_SECRET_FILE"),
    "no address": ({"public_url": None}, "HEARD_PUBLIC_URL"),
    "no file": ({"sign_on_secret_file": Path("/nowhere/secret")}, "HEARD_SIGN_ON_SECRET_FILE /nowhere/secret"),
    "in the data": ({"data": Path("data"), "sign_on_secret_file": Path("data/secret")}, "inside the data folder"),
    "nobody left": ({"sign_on_issuer": "", "local_sign_in": "administrators"}, "Set HEARD_SIGN_ON_ISSUER"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_missing_or_unsafe_stops_the_start_with_the_mend(case: str) -> None:
    given, words = WRONG[case]
    with pytest.raises(WrongSetting, match=words):
        read_settings(**ALL | given)
