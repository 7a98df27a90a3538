"""A mark beside the rows while somebody has them open: it tells of a folder that was copied then, without the log."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from storage.errors import Unreadable
from storage.sqlite.layout import log_of


def mark_of(file: Path) -> Path:
    """The mark beside a file of rows."""
    return file.with_name(f"{file.name}-in-use")


def in_use_by_others(file: Path) -> bool:
    """Whether any program has the rows open at this moment; to be asked before this one opens them."""
    return bool(_is_held(mark_of(file)))


def _is_held(mark: Path) -> bool | None:
    """Whether any program holds the mark; None where there is none."""
    try:
        handle = os.open(mark, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


class Mark:
    """One program's share in the mark: a lock on it, which ends with the program however that ends.

    The mark comes after the log and goes before it, and a program that was killed leaves both. So the mark alone, which
    nobody holds, has been copied.
    """

    def __init__(self, file: Path) -> None:
        self._rows, self._file = file, mark_of(file)
        self._handle: int | None = None

    def refuse_copy_without_log(self) -> None:
        """`Unreadable` where the rows were open when they were copied and what was kept last is not with them."""
        if log_of(self._rows).exists() or not self._file.exists() or self._somebody_holds_it():
            return
        raise Unreadable(
            f"{self._rows.parent} was copied while Heard ran, and without {log_of(self._rows).name}: what was kept last"
            f" is missing. Make a new folder of a backup with `heard restore`. If nothing was copied, remove"
            f" {self._file} and start again."
        )

    def put(self) -> None:
        """Once the rows are open; a disk that cannot take it is told of elsewhere."""
        with suppress(OSError):
            self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def take_away(self) -> None:
        """Before the last connection closes, which takes the log with it; where others hold it, it stays.

        The own lock goes first: of two who close at the same moment one takes the mark away.
        """
        if self._handle is not None:
            with suppress(OSError):
                fcntl.flock(self._handle, fcntl.LOCK_UN)
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._file.unlink(missing_ok=True)

    def let_go(self) -> None:
        """Once the connections are closed: whoever held it as well may have been killed meanwhile."""
        if self._handle is None:
            return
        if not log_of(self._rows).exists():
            self.take_away()
        os.close(self._handle)
        self._handle = None

    def _somebody_holds_it(self) -> bool:
        """Somebody who opens or closes the folder at this very moment: the log comes before the mark."""
        held = _is_held(self._file)
        return log_of(self._rows).exists() if held is False else True
