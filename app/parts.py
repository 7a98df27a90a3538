"""The parts of the program that a process may serve alone, and what each of them needs first."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from app.data_folder import is_ready
from app.settings import WrongSetting
from storage.databases import AlreadyHeld, SoleHolder, holds_rows, sole_holder

if sys.platform != "win32":
    import fcntl

LOCK = "work.lock"
_ALREADY = (
    "Another process does the work beside the pages for {place} already. Stop that one, or serve pages alone with"
    " --only pages, --only families or --only staff."
)


class Part(StrEnum):
    """Families with the providers' hooks, who both come from outside; the staff screens; both of these; the work beside
    the pages.
    """

    FAMILIES = "families"
    STAFF = "staff"
    PAGES = "pages"
    WORK = "work"


WITHOUT_WORK = (Part.FAMILIES, Part.STAFF, Part.PAGES)


def refuse_unready(folder: Path, part: Part | None, database: str | None = None) -> None:
    """`WrongSetting` where pages would be served before the work has made their data: one process makes it."""
    if part not in WITHOUT_WORK:
        return
    if not (holds_rows(database) if database else is_ready(folder)):
        where = "the database" if database else folder
        raise WrongSetting(f"There is no data in {where} yet. Start “heard serve --only work” on it first.")


@contextmanager
def sole_worker(folder: Path, part: Part | None, database: str | None = None) -> Iterator[SoleHolder | None]:
    """Inside, this process alone does the work beside the pages; the system lets go when it ends, however it ends.

    `WrongSetting` where another process does it: reminders and monthly messages are decided by one. Windows has no
    such lock, and whoever starts Heard there looks to it. Of a database it is one process on all machines; one that
    lost its connection, and finds another in its place, stops. What is yielded is for `storage.databases.write_as`.
    """
    if part in WITHOUT_WORK:
        yield None
    elif database is not None:
        with _sole_of_database(database) as holder:
            yield holder
    elif sys.platform == "win32":
        yield None
    else:
        with _sole_of_folder(folder):
            yield None


@contextmanager
def _sole_of_database(address: str) -> Iterator[SoleHolder]:
    try:
        with sole_holder(address, lost=lambda: os.kill(os.getpid(), signal.SIGTERM)) as holder:
            yield holder
    except AlreadyHeld:
        raise WrongSetting(_ALREADY.format(place="the database")) from None


@contextmanager
def _sole_of_folder(folder: Path) -> Iterator[None]:
    with (folder / LOCK).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WrongSetting(_ALREADY.format(place=folder)) from None
        yield
