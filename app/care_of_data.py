"""Care of the data while it is served: what it holds is noted, and each night every document is looked at."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from app.background import Job
from app.erased_outside import ErasedOutside, place_beside
from app.last_known import note
from language.dates import LONDON
from storage.errors import Damaged
from storage.store import Store

AT_NIGHT = 3  # o'clock in London
NOTE_EVERY, LOOK_EVERY = 60.0, 900.0  # seconds


def refuse_damaged(store: Store) -> None:
    """The quick look before the start: `Damaged` with what was found."""
    if found := store.structural_faults():
        mend = "Nothing is started. Make a new folder of a backup with `heard restore`."
        raise Damaged(f"The data is damaged: {'; '.join(found)}. {mend}")


def jobs_of_data(store: Store, noted: Path) -> tuple[Job, ...]:
    """Noting what is there, and the long look: once at the start and then each night."""
    return (
        Job("noting what is there", NOTE_EVERY, _noting(store, noted)),
        Job("noting what was erased", NOTE_EVERY, _noting_erased(ErasedOutside(store, place_beside(noted)))),
        Job("looking for damage", LOOK_EVERY, NightlyLook(store).round),
    )


def _noting(store: Store, noted: Path) -> Callable[[], Awaitable[None]]:
    async def round_() -> None:
        await asyncio.to_thread(note, store, noted)

    return round_


def _noting_erased(outside: ErasedOutside) -> Callable[[], Awaitable[None]]:
    async def round_() -> None:
        await asyncio.to_thread(outside.note)

    return round_


class NightlyLook:
    """Remembers which night's look has been done."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: date | None = None

    async def round(self) -> None:
        """Look when this night's look is due, or none was done since the start; what it finds, `/health` tells."""
        now = self._store.now.astimezone(LONDON)
        if self._done is None or (now.date() > self._done and now.hour >= AT_NIGHT):
            await self._store.look_for_faults()
            self._done = now.date()
