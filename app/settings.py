"""Settings: read once from the environment; a wrong one stops the start with a sentence that says the mend."""

import re
from datetime import time
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from app.mail_settings import MailSettings
from app.notice_settings import NoticeSettings
from app.notify_settings import NotifySettings
from app.setting_secrets import secret_of, token_of
from app.sign_on_settings import SignOnRules
from app.web_addresses import address_of, origin_of, phone_number, safe_base, web_page
from forms.scales import scales
from people.access_reviews.rules import MONTHS
from people.contact_points import ContactPoints
from people.roles import Role
from reviews.moderation.rules import ModerationRules
from reviews.panel.meetings import SEATS
from reviews.planning.rules import PLANNING, PlanningRules
from tracker.said.recognisable import FEWEST


class WrongSetting(Exception):
    """A setting that cannot be used; the message names it and the mend."""


class Settings(NoticeSettings, SignOnRules, MailSettings, NotifySettings):
    """What differs from one place to another. Each is an environment variable with `HEARD_` before its name."""

    data: Path = Path("data")
    database: SecretStr | None = None  # postgresql://…, for more than one machine; not set: in the data folder
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)
    secret_file: Path | None = None  # default: beside the data folder, so that a backup of the data does not hold it
    backups: Path | None = None  # a folder on another disk, for a backup each night; not set: none is made by itself
    backups_kept: int = Field(14, ge=1, le=366)  # the newest; older ones are removed
    last_known: Path | None = None  # a folder for what was last known of the data; default: beside the secret
    head_copy: Path | None = None  # a folder or file outside: a line of `heard head` is added there each night
    import_folder: Path | None = None  # SSD, Annex A and contacts files that lie there are brought in by themselves
    draft_languages: bool = False  # let families read translations that nobody has released yet
    metrics_token: SecretStr = SecretStr("")  # which opens /metrics; not set: there is no such address
    metrics_token_file: Path | None = None
    service_name: str = "Your views"
    leave_to: str = "https://www.bbc.co.uk/weather"
    forget_after_minutes: int = Field(15, ge=1, le=1440)  # after the last press a family's browser hides what was said
    duty_day_number: str = ContactPoints.day
    duty_evening_number: str = ContactPoints.evening

    panel_lists: str = ",".join(ModerationRules.listed_grades)  # always listed for the panel; may be empty
    panel_one_in: int = Field(ModerationRules.one_in, ge=0)  # of the rest; 0 lists none of them
    panel_deputy: Role = ModerationRules.deputy  # chairs and decides where the chair is exempt or away
    panel_quorum: int = Field(ModerationRules.quorum, ge=2, le=5)
    panel_minutes: int = Field(ModerationRules.minutes, ge=15, le=480)
    panel_minutes_each: int = Field(ModerationRules.minutes_each, ge=1, le=120)
    marking: str = Field(ModerationRules.marking, min_length=1, max_length=60)  # on every document that leaves

    ask_by_itself: bool = False  # proposals that are safe by a narrow rule go as texts, and nobody presses
    texts: Literal["console", "twilio", "notify"] = "console"  # console: no text leaves; a staff screen plays the phone
    text_place: str = Field("City of London", max_length=20)  # who a text says it is from; not which service
    text_price_pence: float = Field(4.0, ge=0)  # for each part, as the contract has it; for the estimate only
    quiet_from: time = time(20)  # London; nothing that nobody waits for goes out until `quiet_to`
    quiet_to: time = time(8)
    twilio_account: str = ""
    twilio_token: SecretStr = SecretStr("")
    twilio_token_file: Path | None = None
    twilio_from: str = ""
    twilio_service: str = ""
    twilio_base_url: str = "https://api.twilio.com"

    second_factor: Literal["required", "optional"] | None = None  # of who signs in with a password; demo: optional

    re_audit_months: int = Field(PLANNING.re_audit_months, ge=0, le=24)  # after a low final grade; 0: none is proposed
    dip_samples: bool = PLANNING.dip_samples  # short reviews that end when they are handed in
    review_reminder_days: int = Field(PLANNING.reminder_days, ge=0, le=20)  # working days before the deadline

    access_review_months: int = Field(MONTHS, ge=1, le=24)  # after which who can see what is gone through anew

    said_fewest: int = Field(FEWEST, ge=1, le=50)  # children behind an entry of “You said, we did” without a reason

    @field_validator("twilio_base_url")
    @classmethod
    def _a_safe_address(cls, value: str) -> str:
        return safe_base(value)

    @field_validator("twilio_from")
    @classmethod
    def _a_number_that_can_be_answered(cls, value: str) -> str:
        if value and not re.fullmatch(r"\+[1-9]\d{6,14}", value):
            raise ValueError("must be a number like +447700900123: nobody can answer a name, or stop it")
        return value

    @field_validator("panel_lists")
    @classmethod
    def _grades(cls, value: str) -> str:
        grades = [one.strip() for one in value.split(",") if one.strip()]
        known = [option.code for option in scales().scales["grade"]]
        if strange := [one for one in grades if one not in known]:
            raise ValueError(f"has {', '.join(strange)}. The grades are {', '.join(known)}, with commas between them")
        return ",".join(grades)

    @field_validator("panel_deputy")
    @classmethod
    def _a_seat(cls, value: Role) -> Role:
        deputies = [seat for seat in SEATS if seat is not Role.BOARD_CHAIR]
        if value not in deputies:
            raise ValueError(f"must be a seat of the panel that is not the chair's: {', '.join(deputies)}")
        return value

    @field_validator("database")
    @classmethod
    def _a_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("must begin with postgresql://, for example postgresql://heard@db.example.gov.uk/heard")
        return value

    @model_validator(mode="after")
    def _elsewhere(self) -> Self:
        for name in ("backups", "last_known", "head_copy"):
            place = getattr(self, name)
            if place is not None and place.resolve().is_relative_to(self.data.resolve()):
                raise ValueError(
                    f"HEARD_{name.upper()} is inside the data folder, and would be lost with it. Name another disk's"
                )
        return self

    @model_validator(mode="after")
    def _a_token_that_nobody_guesses(self) -> Self:
        _ = self.metrics_bearer
        return self

    @model_validator(mode="after")
    def _all_that_the_carrier_needs(self) -> Self:
        if not self.texts_leave:
            if self.ask_by_itself and not self.demo:
                raise ValueError("HEARD_ASK_BY_ITSELF is on, and no text leaves. Set HEARD_TEXTS too")
            return self
        needed = self._needed_by_twilio if self.texts == "twilio" else self.needed_by_notify
        where = {f"HEARD_PUBLIC_URL, where families and {self.texts.title()} reach us": self.public_url}
        if missing := [name for name, there in {**needed, **where}.items() if not there]:
            raise ValueError(f"HEARD_TEXTS is {self.texts}. Set also: {'; '.join(missing)}")
        return self

    @property
    def _needed_by_twilio(self) -> dict[str, str]:
        return {
            "HEARD_TWILIO_ACCOUNT": self.twilio_account,
            "HEARD_TWILIO_TOKEN or HEARD_TWILIO_TOKEN_FILE": self.twilio_secret,
            "HEARD_TWILIO_FROM or HEARD_TWILIO_SERVICE": self.twilio_from or self.twilio_service,
        }

    @property
    def metrics_bearer(self) -> str:
        """The token of /metrics, from its file where there is one; empty where there is no such address."""
        return token_of("HEARD_METRICS_TOKEN", self.metrics_token, self.metrics_token_file)

    @property
    def offers_drafts(self) -> bool:
        """Whether families read translations that are not live yet; the demo shows them all."""
        return self.draft_languages or self.demo

    @property
    def requires_second_factor(self) -> bool:
        """Whether a password alone signs nobody in (ASVS 6.3.3); as it comes it does not, outside the demo."""
        return self.second_factor == "required" or (self.second_factor is None and not self.demo)

    @property
    def moderation(self) -> ModerationRules:
        """How reviews are moderated here."""
        return ModerationRules(
            listed_grades=tuple(one for one in self.panel_lists.split(",") if one),
            one_in=self.panel_one_in,
            deputy=self.panel_deputy,
            quorum=self.panel_quorum,
            minutes=self.panel_minutes,
            minutes_each=self.panel_minutes_each,
            marking=self.marking,
        )

    @property
    def texts_leave(self) -> bool:
        """Whether texts reach phones; the console keeps them all, for a screen that plays the phone."""
        return self.texts != "console"

    @property
    def twilio_secret(self) -> str:
        """The token, from its file where there is one."""
        return secret_of("HEARD_TWILIO_TOKEN_FILE", self.twilio_token, self.twilio_token_file)

    @field_validator("public_url")
    @classmethod
    def _an_origin(cls, value: str | None) -> str | None:
        return origin_of(value) if value else None

    @field_validator("leave_to")
    @classmethod
    def _a_web_page(cls, value: str) -> str:
        return web_page(value)

    @field_validator("duty_day_number", "duty_evening_number")
    @classmethod
    def _a_phone_number(cls, value: str) -> str:
        return phone_number(value)

    @property
    def planning(self) -> PlanningRules:
        """How reviews are planned here."""
        return PlanningRules(
            re_audit_months=self.re_audit_months,
            dip_samples=self.dip_samples,
            reminder_days=self.review_reminder_days,
        )

    @property
    def database_address(self) -> str | None:
        """Where the documents are kept when not in the data folder; it may hold a password and is never shown."""
        return self.database.get_secret_value() if self.database is not None else None

    @property
    def address(self) -> str:
        """Where people reach us, as far as the settings know, without a slash at the end."""
        return self.public_url or address_of(self.host, self.port)

    @property
    def secure(self) -> bool:
        """Whether people reach the program by HTTPS, so that cookies can insist on it."""
        return bool(self.public_url and self.public_url.startswith("https://"))


def read_settings(**given: object) -> Settings:
    """The settings from the environment, overruled by what the command line gave; raises `WrongSetting`."""
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as wrong:
        raise WrongSetting("\n".join(map(_told, wrong.errors()))) from None


def _told(error: ErrorDetails) -> str:
    """What is wrong, after the name of the setting; what concerns several names them itself."""
    name = "_".join(map(str, error["loc"])).upper()
    words = error["msg"].removeprefix("Value error, ").replace("Input should", "should", 1)
    return f"HEARD_{name} {words}." if name else f"{words}."
