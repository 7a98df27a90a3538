"""A look at the rows before they come in: a piece at a time, so that other screens are read in between."""

import time
from collections.abc import Awaitable, Callable

from nicegui import background_tasks

from pages.staff.shell.screen import Screen
from people.errors import NotAllowed, NotFound, SignedOut
from tracker.workbooks.known import known_to
from tracker.workbooks.reading import look_at_piece
from tracker.workbooks.tally import Tally

CALM = 0.7  # seconds between two drawings of how far it is


class Look:
    """What one tab has found so far; a new look ends the one before."""

    def __init__(self, screen: Screen, number: int, pieces: int) -> None:
        self._screen, self._number, self._pieces = screen, number, pieces
        self._turn = 0
        self.tally = Tally()
        self.drawn: Callable[[], Awaitable[None]] | None = None

    def again(self) -> None:
        """Begin from the first row."""
        self._turn += 1
        self.tally = Tally()
        background_tasks.create(self._count(self._turn, self.tally), name="a look at a workbook")

    async def _count(self, turn: int, tally: Tally) -> None:
        try:
            known = await self._screen.fetch(known_to)
            last = time.monotonic()
            for place in range(self._pieces):
                tally.take(await self._screen.fetch(look_at_piece, self._number, place, known))
                if turn != self._turn or self._screen.client.is_deleted:
                    return
                if self.drawn and time.monotonic() - last > CALM:
                    await self.drawn()
                    last = time.monotonic()
        except (NotFound, NotAllowed, SignedOut):  # it was brought in or let go meanwhile; the screen says so
            return
        tally.is_done = True
        if self.drawn:
            await self.drawn()
