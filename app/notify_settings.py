"""Settings of GOV.UK Notify, which carries our texts where `HEARD_TEXTS=notify`."""

import re
from pathlib import Path

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.setting_secrets import secret_of, token_of
from app.web_addresses import safe_base

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class NotifySettings(BaseSettings):
    """The part of the settings that is about GOV.UK Notify. Each has `HEARD_` before its name."""

    model_config = SettingsConfigDict(env_prefix="HEARD_", extra="ignore")

    notify_key: SecretStr = SecretStr("")  # the whole of it, name-service-secret
    notify_key_file: Path | None = None
    notify_template: str = ""  # the id of the template whose body is ((message))
    notify_sender: str = ""  # the id of a sender, where the service has several
    notify_token: SecretStr = SecretStr("")  # which Notify sends along with what it posts to us
    notify_token_file: Path | None = None
    notify_base_url: str = "https://api.notifications.service.gov.uk"

    @field_validator("notify_base_url")
    @classmethod
    def _a_safe_notify(cls, value: str) -> str:
        return safe_base(value)

    @field_validator("notify_template", "notify_sender")
    @classmethod
    def _an_id(cls, value: str) -> str:
        if value and not re.fullmatch(_UUID, value.strip().lower()):
            raise ValueError("must be an id as Notify shows it, like 740e5834-3a29-46b4-9a6f-16142fde533a")
        return value.strip().lower()

    @property
    def notify_secret(self) -> str:
        """The key, from its file where there is one; ValueError where it is not a whole one."""
        key = secret_of("HEARD_NOTIFY_KEY_FILE", self.notify_key, self.notify_key_file)
        if key and not re.fullmatch(f".*-{_UUID}-{_UUID}", key):
            raise ValueError("HEARD_NOTIFY_KEY must be the whole key: its name, the service's id and the secret")
        return key

    @property
    def notify_bearer(self) -> str:
        """The token of its calls to us, from its file where there is one; ValueError where it is easily guessed."""
        return token_of("HEARD_NOTIFY_TOKEN", self.notify_token, self.notify_token_file)

    @property
    def needed_by_notify(self) -> dict[str, str]:
        """What has to be set before Notify can carry texts, and what is."""
        return {
            "HEARD_NOTIFY_KEY or HEARD_NOTIFY_KEY_FILE": self.notify_secret,
            "HEARD_NOTIFY_TEMPLATE": self.notify_template,
            "HEARD_NOTIFY_TOKEN or HEARD_NOTIFY_TOKEN_FILE": self.notify_bearer,
        }
