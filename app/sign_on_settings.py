"""Settings of signing in through a provider (OpenID Connect): off until an issuer is set."""

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.mail_settings import HERE
from app.setting_secrets import secret_of
from app.web_addresses import origin_of
from pages.staff.shell.addresses import SIGN_IN_BACK
from people.roles import GIVEN, Role
from people.sign_on_provider import SignOnSettings

_MICROSOFT = re.compile(r"https://login\.microsoftonline\.(?:com|us)/([^/]+)/v2\.0")


class SignOnRules(BaseSettings):
    """The part of the settings that is about signing on. Each is an environment variable with `HEARD_` before it."""

    model_config = SettingsConfigDict(env_prefix="HEARD_", extra="ignore")

    data: Path = Path("data")
    public_url: str | None = None
    sign_on_issuer: str = ""  # as the provider's own description says it, to the letter
    sign_on_client: str = ""
    sign_on_secret: SecretStr = SecretStr("")
    sign_on_secret_file: Path | None = None  # never inside the data folder
    sign_on_tenant: str = ""  # the only `tid` that comes in; from the issuer where that is Microsoft's
    sign_on_claim: str = Field("preferred_username", pattern=r"^[a-z_]{1,40}$")  # who it is, at the first sign-in
    sign_on_label: str = Field("Sign in with your work account", min_length=1, max_length=60)
    sign_on_second_factor: Literal["amr", "provider"] = "amr"  # provider: trusted to have asked each person for one
    sign_on_roles: str = (
        ""  # Heard.Worker=social_worker; Heard.Head=head_of_safeguarding: who has which, there and here
    )
    sign_on_roles_claim: str = Field("roles", pattern=r"^[A-Za-z0-9_:/.-]{1,120}$")  # where the provider says it
    local_sign_in: Literal["administrators", "everybody"] = "everybody"  # who signs in with a password, beside it

    @field_validator("sign_on_issuer")
    @classmethod
    def _an_issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
            raise ValueError("must begin with https://, since it says who may come in; http:// only on this machine")
        found = _MICROSOFT.fullmatch(value)
        if found and found[1].lower() in {"common", "organizations", "consumers"}:
            raise ValueError(f"names “{found[1]}”, which lets every organisation in. Put your tenant's own id there")
        return value

    @field_validator("sign_on_roles")
    @classmethod
    def _roles_of_ours(cls, value: str) -> str:
        roles_by_name(value)
        return value

    @model_validator(mode="after")
    def _all_that_signing_on_needs(self) -> Self:
        if not self.sign_on_issuer:
            if self.local_sign_in == "administrators":
                raise ValueError("HEARD_LOCAL_SIGN_IN is administrators. Set HEARD_SIGN_ON_ISSUER for everybody else")
            return self
        if self.sign_on_secret_file and self.sign_on_secret_file.resolve().is_relative_to(self.data.resolve()):
            raise ValueError("HEARD_SIGN_ON_SECRET_FILE is inside the data folder, whose backups would hold it")
        needed = {
            "HEARD_SIGN_ON_CLIENT": self.sign_on_client,
            "HEARD_SIGN_ON_SECRET or HEARD_SIGN_ON_SECRET_FILE": self.sign_on_password,
            "HEARD_PUBLIC_URL, where the provider sends people back to": self.public_url,
        }
        if missing := [name for name, there in needed.items() if not there]:
            raise ValueError(f"HEARD_SIGN_ON_ISSUER is set. Set also: {'; '.join(missing)}")
        return self

    @property
    def sign_on_password(self) -> str:
        """The client's secret, from its file where there is one."""
        return secret_of("HEARD_SIGN_ON_SECRET_FILE", self.sign_on_secret, self.sign_on_secret_file)

    @property
    def sign_on(self) -> SignOnSettings | None:
        """The provider through which people sign in; None where there is none."""
        if not self.sign_on_issuer or not self.public_url:
            return None
        microsoft = _MICROSOFT.fullmatch(self.sign_on_issuer)
        return SignOnSettings(
            issuer=self.sign_on_issuer,
            client=self.sign_on_client,
            secret=self.sign_on_password,
            redirect=f"{origin_of(self.public_url)}{SIGN_IN_BACK}",
            tenant=self.sign_on_tenant or (microsoft[1] if microsoft else ""),
            person_claim=self.sign_on_claim,
            label=self.sign_on_label,
            second_factor=self.sign_on_second_factor,
            roles=roles_by_name(self.sign_on_roles),
            roles_claim=self.sign_on_roles_claim,
        )

    @property
    def passwords_for_all(self) -> bool:
        """Whether everybody may sign in with a password; else administrators alone."""
        return self.local_sign_in == "everybody"


def roles_by_name(text: str) -> dict[str, Role]:
    """What stands in the setting: a role of ours by what the provider calls it. ValueError names what is none."""
    found: dict[str, Role] = {}
    for pair in filter(None, (one.strip() for one in text.split(";"))):
        there, _, here = (one.strip() for one in pair.rpartition("="))
        if not there or here not in GIVEN:
            known = ", ".join(GIVEN)
            raise ValueError(f"has “{pair}”. Write NAME-THERE=ROLE-HERE, with ; between them; the roles are {known}")
        if there in found:
            raise ValueError(f"has “{there}” twice, and gives one role to each name")
        found[there] = Role(here)
    return found
