"""Settings of mail to staff and of the monthly message: off until set, and never a password without TLS."""

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from feedback.messages.mail.smtp import IMPLICIT, NONE, STARTTLS

_WHERE = "HEARD_PUBLIC_URL, where the links in a mail lead"
HERE = {"localhost", "127.0.0.1", "::1"}
PORTS = {STARTTLS: 587, IMPLICIT: 465, NONE: 25}


class MailSettings(BaseSettings):
    """The part of the settings that is about mail. Each is an environment variable with `HEARD_` before its name."""

    model_config = SettingsConfigDict(env_prefix="HEARD_", extra="ignore")

    demo: bool = False
    public_url: str | None = None  # the address that families and providers reach, without a slash at the end
    mail: Literal["off", "console", "smtp"] | None = (
        None  # none set: off, and console in the demo; console: none leaves
    )
    mail_host: str = ""
    mail_port: int | None = Field(None, ge=1, le=65535)
    mail_tls: Literal["starttls", "implicit", "none"] = "starttls"
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_password_file: Path | None = None
    mail_from: str = ""
    mail_ca_file: Path | None = None  # whose certificates are trusted, where the machine does not know them
    monthly_day: int = Field(0, ge=0, le=28)  # on which each has their message; 0: the first working day

    @field_validator("mail_from")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"[!-?A-~]+@[A-Za-z0-9.-]+", value):
            raise ValueError("must be an address like heard@example.gov.uk, without a name")
        return value

    @field_validator("mail_ca_file")
    @classmethod
    def _a_file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(f"is {value}, and there is no such file")
        return value

    @model_validator(mode="after")
    def _all_that_smtp_needs(self) -> Self:
        if self.mail != "smtp":
            return self
        needed: dict[str, str | None] = {
            "HEARD_MAIL_HOST": self.mail_host,
            "HEARD_MAIL_FROM": self.mail_from,
            _WHERE: self.public_url,
        }
        if self.mail_user:
            needed["HEARD_MAIL_PASSWORD or HEARD_MAIL_PASSWORD_FILE"] = self.mail_secret
        if missing := [name for name, there in needed.items() if not there]:
            raise ValueError(f"HEARD_MAIL is smtp. Set also: {'; '.join(missing)}")
        if self.mail_tls == NONE and (self.mail_user or self.mail_host not in HERE):
            raise ValueError(
                "HEARD_MAIL_TLS is none, which is for a relay on this machine that asks for no password. "
                "Set it to starttls or implicit, so that no password and no mail goes over a network in clear"
            )
        return self

    @property
    def mail_carrier(self) -> str:
        """Who carries mails: `off`, `console` or `smtp`."""
        return self.mail or ("console" if self.demo else "off")

    @property
    def mail_port_or_usual(self) -> int:
        """The port, or the one that this way of TLS usually has."""
        return self.mail_port or PORTS[self.mail_tls]

    @property
    def mail_secret(self) -> str:
        """The password, from its file where there is one."""
        if self.mail_password_file is None:
            return self.mail_password.get_secret_value()
        try:
            return self.mail_password_file.read_text().strip()
        except OSError as error:
            raise ValueError(f"HEARD_MAIL_PASSWORD_FILE {self.mail_password_file}: {error.strerror}") from None
