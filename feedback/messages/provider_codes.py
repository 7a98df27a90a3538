"""What follows from a provider's code: the table provider_codes.yaml, and a safe answer to a code that is not in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("provider_codes.yaml")


class CodeAction(StrEnum):
    """What follows from a code."""

    NUMBER = "number"
    STOPPED = "stopped"
    SET_UP = "set_up"
    PERSON = "person"
    LATER = "later"
    SETTLED = "settled"


@dataclass(frozen=True)
class Meaning:
    """What follows, and the words that finish "The text did not arrive: …"."""

    do: CodeAction
    words: str


UNKNOWN = Meaning(CodeAction.PERSON, "the provider gave a reason that is not known here")


def meaning(code: str | None) -> Meaning:
    """The meaning of a code; where nobody knows it, a person decides."""
    return _table().get(code or "", UNKNOWN)


def is_known(code: str) -> bool:
    """Whether the table says what this code means."""
    return code in _table()


@cache
def _table() -> Mapping[str, Meaning]:
    read: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text())
    return {code: _meaning(**each) for code, each in read.items()}


def _meaning(do: str, words: str) -> Meaning:
    return Meaning(CodeAction(do), words)
