"""A backup each night, by itself: made when the night's is due and none is there, and the newest are kept."""

import asyncio
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from app.background import Job
from app.backups.errors import CannotBackUp, Stopped
from app.backups.making import Source, back_up, keep_newest
from language.dates import LONDON
from people import audit, backups
from people.nightly_runs import NightlyStanding
from storage.store import Store

AT_NIGHT = 2  # o'clock in London
LOOK_EVERY = 900.0  # seconds
AGAIN_AFTER = timedelta(hours=1)  # where it failed
REST = 0.02  # seconds after each megabyte, or each hundred documents: families do not wait for it
_log = structlog.get_logger("heard.backups")


def jobs_of_backups(store: Store, data: Path, folder: Path | None, kept: int) -> tuple[Job, ...]:
    """The nightly backup; none where no folder is set."""
    if folder is None:
        return ()
    nightly = NightlyBackup(Source(store, data, audit.SYSTEM), folder, kept)
    return (Job("the nightly backup", LOOK_EVERY, nightly.round),)


def is_due(now: datetime, known: NightlyStanding) -> bool:
    """Whether this night's backup has yet to be made; where none was ever made, at once."""
    if known.failed is not None and now - known.failed < AGAIN_AFTER:
        return False
    if known.last_good is None:
        return True
    here = now.astimezone(LONDON)
    return here.hour >= AT_NIGHT and known.last_good < here.replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0)


class NightlyBackup:
    """What the work beside the pages does each quarter of an hour."""

    def __init__(self, source: Source, folder: Path, kept: int) -> None:
        self._source, self._folder, self._kept = source, folder, kept

    async def round(self) -> None:
        """Make the backup where it is due; a fault is told in the log and in the store, and tried again."""
        if not is_due(self._source.store.now, await self._source.store.fetch(backups.standing)):
            return
        stopping = threading.Event()
        try:
            await asyncio.to_thread(self._make, stopping)
        except CannotBackUp as why:
            _log.error("no backup was made", why=str(why))
        finally:
            stopping.set()  # the program ends: the thread does not hold it up

    def _make(self, stopping: threading.Event) -> None:
        def rest() -> None:
            if stopping.is_set():
                raise Stopped("The program was stopped.")
            time.sleep(REST)

        made = back_up(self._source, self._folder, rest)
        keep_newest(self._folder, self._kept, self._source.store)
        _log.info("a backup was made and checked", name=made.name)
