"""Each night a line of `heard head` goes to a place outside, by itself: `heard verify --against` asks it later."""

import asyncio
import os
from pathlib import Path

import structlog

from app.background import Job
from app.backups.nightly import is_due
from app.last_known import seen_now
from people import head_copies
from storage.store import Store

LOOK_EVERY = 900.0  # seconds
_log = structlog.get_logger("heard.data")


def jobs_of_head_copies(store: Store, data: Path, place: Path | None) -> tuple[Job, ...]:
    """The nightly line; none where no place is set."""
    if place is None:
        return ()
    return (Job("copying the head", LOOK_EVERY, HeadCopy(store, data, place).round),)


class HeadCopy:
    """What the work beside the pages does each quarter of an hour."""

    def __init__(self, store: Store, data: Path, place: Path) -> None:
        self._store, self._place, self._name = store, place, f"{data.resolve().name}.heads.jsonl"

    async def round(self) -> None:
        """Add this night's line where none was added yet; a fault is on record, and tried again in an hour."""
        if not is_due(self._store.now, await self._store.fetch(head_copies.standing)):
            return
        line = (await self._store.fetch(seen_now)).line()
        try:
            await asyncio.to_thread(_add_line, self._place, self._name, line)
        except OSError as error:
            why = f"{self._place} cannot be written: {error.strerror}."
            _log.error("the head was not copied", why=why)
            await self._store.write(head_copies.note_not_copied, why)
            return
        await self._store.write(head_copies.note_copied)


def _add_line(place: Path, name: str, line: str) -> None:
    """Added at the end and on the disk; what stands there is never read or changed. OSError.

    Only within a folder is a file made: one that is named and not there may be a share that is not mounted.
    """
    adding = os.O_WRONLY | os.O_APPEND
    handle = os.open(place / name, adding | os.O_CREAT, 0o600) if place.is_dir() else os.open(place, adding)
    try:
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
