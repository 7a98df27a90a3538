"""Settings: read once from the environment; a wrong one stops the start with a sentence that says the mend."""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class WrongSetting(Exception):
    """A setting that cannot be used; the message names it and the mend."""


class Settings(BaseSettings):
    """What differs from one place to another. Each is an environment variable with `HEARD_` before its name."""

    model_config = SettingsConfigDict(env_prefix="HEARD_", extra="ignore")

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)
    public_url: str | None = None  # the address that families and providers reach, without a slash at the end
    secret_file: Path | None = None  # default: beside the data folder, so that a backup of the data does not hold it
    demo: bool = False
    service_name: str = "Your views"
    leave_to: str = "https://www.bbc.co.uk/weather"
    duty_day_number: str = "020 7332 3621"
    duty_evening_number: str = "020 8356 2710"

    @field_validator("public_url")
    @classmethod
    def _a_web_address(cls, value: str | None) -> str | None:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://, for example https://views.example.gov.uk")
        return value.rstrip("/") if value else None

    @property
    def secure(self) -> bool:
        """Whether people reach the program by HTTPS, so that cookies can insist on it."""
        return bool(self.public_url and self.public_url.startswith("https://"))


def read_settings(**given: object) -> Settings:
    """The settings from the environment, overruled by what the command line gave; raises `WrongSetting`."""
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as wrong:
        lines = [f"HEARD_{'_'.join(map(str, one['loc'])).upper()} {one['msg']}." for one in wrong.errors()]
        raise WrongSetting("\n".join(lines)) from None
