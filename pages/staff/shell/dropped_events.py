"""Counts what was dropped at the door, and says so in the log without letting anybody fill it."""

from collections import Counter
from time import monotonic

import structlog

BETWEEN_LINES = 60.0  # seconds
_log = structlog.get_logger("heard.doors")


class Dropped:
    """How often each kind of thing was dropped since the start; nothing of what was sent is kept."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._told = -BETWEEN_LINES

    def count(self, why: str) -> None:
        """Count one; the log has a line for the first, and then one a minute at most."""
        self.counts[why] += 1
        if monotonic() - self._told >= BETWEEN_LINES:
            self._told = monotonic()
            _log.warning("dropped at the door", counts=dict(self.counts))
