"""Settings of what the standing pages say of the authority itself; what is not set is told at the start."""

import re
from collections.abc import Iterator

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.web_addresses import web_page
from pages.family.notices import Basis, Notices

_HERE = "HEARD_{name} is not set: {page} {instead}."


class NoticeSettings(BaseSettings):
    """The part of the settings that the law asks for. Each is an environment variable with `HEARD_` before its name."""

    model_config = SettingsConfigDict(env_prefix="HEARD_", extra="ignore")

    controller: str = Field("", max_length=80)  # the council that answers for the data
    dpo_email: str = ""  # its data protection officer
    lawful_basis: Basis = "public_task"
    keep_answers_years: int = Field(0, ge=0, le=100)  # the authority's rule; 0: not decided, and no figure is said
    keep_messages_years: int = Field(0, ge=0, le=100)
    bsl_line: str = ""  # a web address, where families call in British Sign Language

    @field_validator("dpo_email")
    @classmethod
    def _an_address_of_mail(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", value):
            raise ValueError("must be a mail address like data.protection@example.gov.uk, without a name")
        return value

    @field_validator("bsl_line")
    @classmethod
    def _a_line_on_the_web(cls, value: str) -> str:
        return web_page(value) if value else ""

    @property
    def notices(self) -> Notices:
        """What the pages say of it."""
        return Notices(
            controller=self.controller.strip(),
            officer=self.dpo_email,
            basis=self.lawful_basis,
            keep_answers_years=self.keep_answers_years,
            keep_messages_years=self.keep_messages_years,
            signing_line=self.bsl_line,
        )

    def unsaid(self) -> Iterator[str]:
        """What the law asks the pages to say and nobody has told them; a sentence each, for who starts the program."""
        if not self.controller.strip():
            yield _HERE.format(name="CONTROLLER", page="/privacy", instead="names the team in place of the council")
        if not self.dpo_email:
            yield _HERE.format(name="DPO_EMAIL", page="/privacy", instead="gives the team's number in place of it")
        if not self.keep_answers_years:
            yield _HERE.format(name="KEEP_ANSWERS_YEARS", page="/privacy", instead="says no time for answers")
        if not self.keep_messages_years:
            yield _HERE.format(name="KEEP_MESSAGES_YEARS", page="/privacy", instead="says no time for texts and calls")
