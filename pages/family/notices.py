"""What the law asks /privacy and /accessibility to say and only an authority knows: who, why, how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from language.catalogue import N_

Basis = Literal["public_task", "legal_duty"]
BASES: Mapping[Basis, str] = {
    "public_task": N_("The law lets a council do this as part of its work (public task)."),
    "legal_duty": N_("The law says that a council must do this (legal duty)."),
}
LAST_TESTED = date(2026, 11, 28)  # when the accessibility statement was written and what it says was tried


@dataclass(frozen=True)
class Notices:
    """What is empty is not said; the pages then name the team and its number in its place."""

    controller: str = ""
    officer: str = ""  # the mail address of the data protection officer
    basis: Basis = "public_task"
    keep_answers_years: int = 0
    keep_messages_years: int = 0
    signing_line: str = ""  # the web address where the authority is called in British Sign Language
