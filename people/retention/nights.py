"""The nights on which the list was gone through to its end."""

from datetime import datetime
from typing import TypedDict, cast

from language.dates import LONDON
from people.permissions import open_to
from people.retention.rules import TOPIC
from people.working_days import london_day
from storage.kinds import Kind
from storage.store import Database

NIGHTS = Kind("retention_nights", indexed=("day",), unique=("day",))
AT_NIGHT = 1  # o'clock in London, an hour or more before the backup


class Night(TypedDict):
    """One night that came to its end."""

    day: str  # of London
    at: str
    gone: int
    listed: int


def last(db: Database) -> Night | None:
    """The latest night that came to its end."""
    return cast("Night | None", db.table(NIGHTS).newest())


def is_due(db: Database) -> bool:
    """Whether this night's work has yet to be done, or was cut off."""
    known, today = last(db), london_day(db.now).isoformat()
    return _hour(db.now) >= AT_NIGHT and (known is None or known["day"] < today)


@open_to("work beside the pages")
def note_done(db: Database, gone: int, listed: int) -> None:
    """This night's work has come to its end."""
    night: Night = {"day": london_day(db.now).isoformat(), "at": db.now.isoformat(), "gone": gone, "listed": listed}
    db.table(NIGHTS).insert(night)
    db.announce(TOPIC)


def _hour(at: datetime) -> int:
    return at.astimezone(LONDON).hour
