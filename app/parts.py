"""The parts of the program that a process may serve alone, and what each of them needs first."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from app.data_folder import is_ready
from app.settings import WrongSetting

if sys.platform != "win32":
    import fcntl

LOCK = "work.lock"


class Part(StrEnum):
    """Families with the providers' hooks, who both come from outside; the staff screens; the work beside the pages."""

    FAMILIES = "families"
    STAFF = "staff"
    WORK = "work"


def refuse_unready(folder: Path, part: Part | None) -> None:
    """`WrongSetting` where pages would be served before the work has made their data: one process makes it."""
    if part in (Part.FAMILIES, Part.STAFF) and not is_ready(folder):
        raise WrongSetting(f"There is no data in {folder} yet. Start “heard serve --only work” on it first.")


@contextmanager
def sole_worker(folder: Path, part: Part | None) -> Iterator[None]:
    """Inside, this process alone does the work beside the pages; the system lets go when it ends, however it ends.

    `WrongSetting` where another process does it: reminders and monthly messages are decided by one. Windows has no
    such lock, and whoever starts Heard there looks to it.
    """
    if part in (Part.FAMILIES, Part.STAFF) or sys.platform == "win32":
        yield
        return
    with (folder / LOCK).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WrongSetting(
                f"Another process does the work beside the pages for {folder} already. Stop that one, or serve pages"
                " alone with --only families or --only staff."
            ) from None
        yield
