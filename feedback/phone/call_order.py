"""The order of the whole call list as it was a moment ago: a screen that shows its beginning works out only that."""

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_standing import sorted_out, standings
from feedback.phone.calls_due import CallDue, calls_due
from storage.store import Database, Store

LONGEST = timedelta(seconds=5)  # what the clock or an answer changes may be told so much later
Parts = Mapping[str, Sequence[CallDue]]


class CallOrder:
    """For whoever may call families whom they do not work with.

    What somebody does about a call is known at once, what the clock or an answer changes in some seconds.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._at: datetime | None = None  # when the reading began in which it was worked out
        self._stirred: datetime | None = None  # when somebody did something about a call
        self._hours: QuietHours | None = None
        self._known: Parts = {}
        store.subscribe("calls", self._stir)

    def known(self, db: Database, hours: QuietHours) -> Parts:
        """The calls of each part, in their order."""
        with self._lock:  # one works it out, the others wait for it
            if self._hours != hours or not self._is_fresh(db.now):
                self._at, self._hours = db.now, hours
                parts = sorted_out(standings(db, calls_due(db), hours))
                self._known = {name: [one.due for one in part] for name, part in parts.items()}
            return self._known

    def _is_fresh(self, now: datetime) -> bool:
        """A reading that began before the last news does not know them, even where it came to its end after them."""
        if self._at is None or (self._stirred is not None and self._at <= self._stirred):
            return False
        return timedelta() <= now - self._at <= LONGEST

    def _stir(self) -> None:
        self._stirred = self._store.now
