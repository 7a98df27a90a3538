"""What SQLite's own errors mean to a caller: try again, make room, or the data is damaged."""

from storage.errors import Damaged, NotSaved, StorageError, Unreadable
from storage.sqlite.driver import sqlite3

_NOT_SAVED = {
    sqlite3.SQLITE_FULL: "The disk is full. Nothing of this was saved; make room and try again.",
    sqlite3.SQLITE_IOERR: "The disk refused to write. Nothing of this was saved; try again.",
    sqlite3.SQLITE_CANTOPEN: "The data folder cannot be written. Nothing of this was saved; try again.",
    sqlite3.SQLITE_READONLY: "The data folder is read-only. Nothing of this was saved.",
    sqlite3.SQLITE_PERM: "The data folder may not be written. Nothing of this was saved.",
    sqlite3.SQLITE_NOMEM: "The memory is full. Nothing of this was saved; try again.",
    sqlite3.SQLITE_BUSY: "Another program is writing to the same data. Nothing of this was saved; try again.",
    sqlite3.SQLITE_LOCKED: "Another program is writing to the same data. Nothing of this was saved; try again.",
}
_CODES = {"disk I/O error": sqlite3.SQLITE_IOERR, "database or disk is full": sqlite3.SQLITE_FULL}  # while copying
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_DAMAGED_WORDS = ("no such table", "no such column", "malformed", "Could not decode")  # of errors without a code


def meaning_of(error: BaseException, *, writing: bool) -> StorageError | None:
    """The store's error for one of SQLite's; None for an error that is not the engine's fault."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", _CODES.get(str(error), 0)) & 0xFF
    if code in _DAMAGED or str(error).startswith(_DAMAGED_WORDS):
        return Damaged()
    if code not in _NOT_SAVED:
        return None
    return NotSaved(_NOT_SAVED[code]) if writing else Unreadable(f"The data cannot be read now: {error}")
