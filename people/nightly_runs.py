"""How something stands that is done each night: when it last went well, and why the latest try failed where it did."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

LATE = timedelta(hours=26)  # a night was left out


class NightlyRun(TypedDict):
    """One try."""

    at: str  # of the moment that it holds; of one that failed, when it failed
    good: bool
    why: str  # it failed, in a sentence; empty where it did not


@dataclass(frozen=True)
class NightlyStanding:
    """When it last went well, and why the latest try failed where it did; None and empty where nothing is."""

    last_good: datetime | None
    failed: datetime | None
    why: str


def standing_of(good: NightlyRun | None, bad: NightlyRun | None) -> NightlyStanding:
    """How it stands now, by the newest run that went well and the newest that did not."""
    last = datetime.fromisoformat(good["at"]) if good else None
    failed = datetime.fromisoformat(bad["at"]) if bad else None
    if failed is not None and last is not None and last >= failed:
        failed = None
    return NightlyStanding(last, failed, bad["why"] if bad and failed else "")
