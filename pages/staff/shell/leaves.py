"""Leaves as screens show them, and the form that says that somebody is away: read as it was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pages.staff.shell.offers import LONGEST, chosen_person, offer, people_offered
from pages.staff.shell.screen import Screen
from people import staff
from people.children import NOBODY
from people.deputies import Leave, leaves_of
from people.errors import Unacceptable
from people.records.checked import any_day
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

NOT_CHOSEN = "Choose who stands in, or tick that nobody does."


@dataclass(frozen=True)
class LeaveShown:
    """A leave that goes on or is to come."""

    leave: Leave
    deputy: str  # empty where nobody stands in
    is_now: bool

    @property
    def number(self) -> int:
        """The number of its document."""
        return number_of(self.leave)


def leaves_shown(db: Database, staff_id: int) -> list[LeaveShown]:
    """The leaves of a person that are not over, for screens whose verbs have checked already who is asking."""
    today = london_day(db.now).isoformat()
    return [
        LeaveShown(one, staff.name_of(db, one["deputy"]) if one["deputy"] else "", one["since"] <= today)
        for one in leaves_of(db, staff_id)
        if one["until"] >= today
    ]


async def sent_leave(screen: Screen, data: Mapping[str, Any]) -> tuple[dict[str, str], tuple[date, date, int] | None]:
    """What is wrong with the form's fields, by name; where nothing is, first day, last day and deputy."""
    faults: dict[str, str] = {}
    days: dict[str, date] = {}
    for name in ("since", "until"):
        try:
            days[name] = any_day(str(data.get(name) or ""))
        except Unacceptable as trouble:
            faults[name] = str(trouble)
    deputy, nobody = NOBODY, bool(data.get("nobody"))
    try:
        deputy = NOBODY if nobody else await screen.fetch(chosen_person, str(data.get("deputy") or "")[:LONGEST])
    except Unacceptable as trouble:
        faults["deputy"] = str(trouble)
    if deputy == NOBODY and not nobody:
        faults.setdefault("deputy", NOT_CHOSEN)
    return faults, None if faults else (days["since"], days["until"], deputy)


def offer_deputies(screen: Screen, act: str) -> None:
    """Offer who can stand in, as one types in the form of this act."""
    offer(screen, f"{act}-deputy", people_offered)
