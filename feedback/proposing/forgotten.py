"""What nobody has asked about in its days, of all children, as it was a moment ago."""

import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from feedback.proposing.proposals import Proposal
from people import contacts
from people.records import events
from people.working_days import london_day
from storage.store import Database

LONGEST: Final = timedelta(minutes=1)  # what somebody changes of a record may be counted so much later
Pair = tuple[int, int]  # an event and a contact


class Forgotten:
    """For whoever sees every child.

    What is noted anew, and a new day, is known at once. Who shows some of it looks at those again: what was asked or
    put aside a moment ago is not shown.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: datetime | None = None
        self._as_of: tuple[date, int, int] | None = None
        self._known: Sequence[Pair] = ()

    def known(self, db: Database, work_out: Callable[[], Sequence[Proposal]]) -> Sequence[Pair]:
        """All of it, the latest first; `work_out` finds it where it is not known, in any order."""
        as_of = (london_day(db.now), events.newest_number(db), contacts.newest_number(db))
        with self._lock:  # one works it out, the others wait for it
            if self._as_of != as_of or not self._is_fresh(db.now):
                found = sorted(work_out(), key=lambda one: one.until, reverse=True)
                self._known = [(one.event, one.contact) for one in found]
                self._at, self._as_of = db.now, as_of
            return self._known

    def _is_fresh(self, now: datetime) -> bool:
        return self._at is not None and timedelta() <= now - self._at <= LONGEST
