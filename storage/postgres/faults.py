"""What PostgreSQL's errors mean to a caller: try again, or the data is damaged."""

from storage.errors import Damaged, NotSaved, StorageError, Unreadable
from storage.postgres.driver import errors, psycopg

_AGAIN = "Nothing of this was saved; try again."
_NOT_SAVED: dict[type[psycopg.Error], str] = {
    errors.DiskFull: "The database's disk is full. Nothing of this was saved; make room and try again.",
    errors.LockNotAvailable: f"Another program is writing to the same data. {_AGAIN}",
    errors.TooManyConnections: f"The database has no connection left. {_AGAIN}",
    errors.ReadOnlySqlTransaction: "The database is read-only. Nothing of this was saved.",
    errors.InsufficientPrivilege: "The database's role may not do this. Nothing of it was saved.",
    errors.IdleInTransactionSessionTimeout: f"This took too long, and the database ended it. {_AGAIN}",
    errors.InFailedSqlTransaction: f"The database refused a part of this. {_AGAIN}",
    psycopg.OperationalError: f"The database does not answer. {_AGAIN}",  # the root of all that is about the server
    psycopg.InterfaceError: f"The connection to the database is closed. {_AGAIN}",
}
_DAMAGED = (errors.DataCorrupted, errors.IndexCorrupted, errors.UndefinedTable, errors.UndefinedColumn)


def meaning_of(error: BaseException, *, writing: bool) -> StorageError | None:
    """The store's error for one of PostgreSQL's; None for an error that is not the engine's fault."""
    if isinstance(error, _DAMAGED):
        return Damaged()
    for kind, words in _NOT_SAVED.items():
        if isinstance(error, kind):
            return NotSaved(words) if writing else Unreadable("The data cannot be read now: no answer by the database.")
    return None
