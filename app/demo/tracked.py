"""What the demo's tracker holds: what came of a year of reviews, audits and families' words, in every state."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HEAD, OTHER_HEAD, MANAGER = "Helen Marsh", "David Mensah", "Grace Adeyemi"
AMINA, TOM = "Amina Yusuf", "Tom Farrow"


@dataclass(frozen=True)
class Update:
    """A line of progress."""

    days_ago: int
    by: str
    words: str


@dataclass(frozen=True)
class Done:
    """That it is said to be done."""

    days_ago: int
    by: str
    words: str


@dataclass(frozen=True)
class Found:
    """What somebody else found of its effect; with what is done instead where it did not work."""

    days_ago: int
    by: str
    effect: str
    impact: str
    evidence: str
    instead: str = ""


@dataclass(frozen=True)
class Later:
    """A later day that was asked for; `given` by whom, or empty where nobody has answered yet."""

    days_ago: int
    by: str
    due_in: int
    reason: str
    given: str = ""


@dataclass(frozen=True)
class Moved:
    """That it went on into a plan."""

    days_ago: int
    by: str
    plan: str
    owner: str
    due_in: int


@dataclass(frozen=True)
class Dropped:
    """That it is said to be no longer needed; `approved` by whom, or empty."""

    days_ago: int
    by: str
    reason: str
    approved: str = ""


Step = Update | Done | Found | Later | Moved | Dropped


@dataclass(frozen=True)
class DemoItem:
    """One item: when it came, from where, what it says, the children whose words it answers, what became of it."""

    days_ago: int
    due_in: int  # days from today; below 0 it is past
    owner: str
    source: str
    theme: str
    action: str
    impact: str
    shown_by: str
    child: str = ""  # empty for the service
    section: str = ""
    team: str = ""
    answers: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    training: bool = False


_FILE = Path(__file__).with_name("tracked.yaml")
_STEPS: dict[str, type[Step]] = {
    "update": Update,
    "done": Done,
    "found": Found,
    "later": Later,
    "moved": Moved,
    "dropped": Dropped,
}


def items() -> tuple[DemoItem, ...]:
    """All of them, as the file beside has them; TypeError for a field that there is none of."""
    read: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_item(**one) for one in read)


def _item(*, steps: Iterable[dict[str, dict[str, Any]]] = (), answers: Iterable[str] = (), **fields: Any) -> DemoItem:
    lived = tuple(_STEPS[kind](**about) for one in steps for kind, about in one.items())
    return DemoItem(**fields, answers=tuple(answers), steps=lived)
