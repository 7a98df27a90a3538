"""The monthly message in the app: what of it still stands, for the first days after it was made."""

from dataclasses import dataclass
from datetime import date, timedelta

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.store import Database
from tracker import items
from tracker.due_dates import is_overdue
from tracker.items import Item
from tracker.monthly.messages import message_of
from tracker.months import first_of_month, lacks_update
from tracker.states import IN_SIGHT

SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class MonthlyAtHome:
    """What of the message still is so; what was done since is counted no more."""

    on: date
    items: int
    overdue: int
    not_updated: int
    answers: int
    ownerless: int


@needs(Permission.SEE_TRACKER)
def monthly_at_home(db: Database, actor: Actor) -> MonthlyAtHome | None:
    """This person's message of the month while it is new and something of it is left."""
    today = london_day(db.now)
    message = message_of(db, actor.id, first_of_month(today))
    if message is None or today - date.fromisoformat(message["on"]) > SHOWN_FOR:
        return None
    own = [one for one in _in_sight(db, message["items"]) if one["owner"] == actor.id]
    answers = [one for one in _in_sight(db, message["answers"]) if one["owner"] != actor.id]
    shown = MonthlyAtHome(
        on=date.fromisoformat(message["on"]),
        items=len(own),
        overdue=sum(is_overdue(one["state"], one["due"], today) for one in own),
        not_updated=sum(lacks_update(one["updated"], today) for one in own),
        answers=len(answers),
        ownerless=len(_in_sight(db, message["ownerless"])),
    )
    return shown if shown.items or shown.answers or shown.ownerless else None


def _in_sight(db: Database, numbers: list[int]) -> list[Item]:
    return [one for one in items.by_numbers(db, numbers) if one["state"] in IN_SIGHT]
