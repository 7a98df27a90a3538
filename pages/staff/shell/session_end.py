"""The end of a session: told some minutes before, and put off with one press (WCAG 2.2.1, ASVS 7.3)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pages.staff.shell.words import clock
from people.errors import SignedOut
from people.sessions import End, acting_person, ends, stay
from storage.store import Database

if TYPE_CHECKING:
    from pages.staff.shell.screen import Screen

LOOK = 60.0  # seconds between two looks


class SessionEnd:
    """Looks from time to time, in one tab, how long the session still lasts."""

    def __init__(self, screen: "Screen", key: str) -> None:
        self._screen, self._key = screen, key
        self._told: End | None = None
        screen.on("stay", self._stay)
        screen.every(LOOK, self.look)

    async def look(self) -> None:
        """Say that the end is near, take that back where somebody worked meanwhile, or leave."""
        try:
            end = await self._screen.context.store.fetch(_end, self._key)
        except SignedOut:
            self._screen.leave()
            return
        if end != self._told:
            self._told = end
            self._screen.script("ending", clock(end.at.isoformat()) if end else "", end.can_stay if end else False)

    async def _stay(self, _: Mapping[str, Any]) -> None:
        await self._screen.context.store.write(stay, self._key)
        await self.look()


def _end(db: Database, key: str) -> End | None:
    acting_person(db, key)
    return ends(db, key)
