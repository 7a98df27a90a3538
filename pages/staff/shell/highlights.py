"""Which of the things on a screen are new to the person who looks at it, so that they glow once."""

from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta

from pages.staff.shell.screen import Screen

GLOW = timedelta(seconds=4)


class Highlights:
    """Knows what was shown since when. What a screen opens with is not new."""

    def __init__(self, screen: Screen, what: str) -> None:
        self._screen = screen
        self._what = what
        self._since: dict[Hashable, datetime | None] | None = None

    def new(self, things: Iterable[Hashable]) -> frozenset[Hashable]:
        """Those of the things that came in a moment ago; they are also said aloud, without their words."""
        present, now = list(dict.fromkeys(things)), self._screen.now
        if self._since is None:
            self._since = dict.fromkeys(present)
            return frozenset()
        come = [one for one in present if one not in self._since]
        self._since.update(dict.fromkeys(come, now))
        if come:
            self._screen.announce(f"{self._what}." if len(come) == 1 else f"{self._what}, {len(come)} of them.")
        return frozenset(one for one in present if (since := self._since[one]) is not None and now - since < GLOW)
