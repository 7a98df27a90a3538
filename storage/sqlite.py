"""Rows in SQLite: the embedded engine, and the only file that knows it."""

import contextlib
import json
import os
import secrets
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from storage.durable import keep_names
from storage.engine import Entry, Place, Row, Span
from storage.errors import Damaged, NewerSchema, NotSaved, StorageError, Unreadable
from storage.sql import LAYOUTS, statements

FILE = "heard.sqlite"
BUSY_SECONDS = 15.0
NOTICES_KEPT = 4096
MOST_FAULTS = 10  # that are told of one check
# Readers keep pages of their own and do not map the file: a disk that cannot be read raises, and ends no process.
CACHED_KIB = 65_536

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
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_DAMAGED_WORDS = ("no such table", "no such column", "malformed", "Could not decode")  # of errors without a code


class SqliteReader:
    """One connection's view of the rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._execute = connection.execute

    def row(self, kind: str, number: int) -> Row | None:
        found: Row | None = self._execute(statements(kind).row, (number,)).fetchone()
        return found

    def last_row(self, kind: str) -> Row | None:
        found: Row | None = self._execute(statements(kind).last_row).fetchone()
        return found

    def rows_after(self, kind: str, number: int, limit: int) -> list[Row]:
        return self._execute(statements(kind).rows_after, (number, limit)).fetchall()

    def count(self, kind: str) -> int:
        return self._number(statements(kind).total)

    def first_within(self, kind: str, field: str, key: str) -> Row | None:
        found: Row | None = self._execute(statements(kind).first_within, (kind, field, key)).fetchone()
        return found

    def rows_within(self, kind: str, span: Span, limit: int) -> list[Row]:
        return self._execute(statements(kind).rows_within, (kind, *span, limit)).fetchall()

    def rows_of(self, kind: str, numbers: Sequence[int]) -> list[Row]:
        return self._execute(statements(kind).rows_of, (json.dumps(numbers),)).fetchall()

    def rows_of_keys(self, kind: str, field: str, keys: Sequence[str]) -> list[tuple[str, int, int, bytes]]:
        return self._execute(statements(kind).rows_of_keys, (kind, field, json.dumps(keys))).fetchall()

    def count_within(self, kind: str, span: Span, limit: int) -> int:
        return self._number(
            "SELECT count(*) FROM (SELECT 1 FROM entries WHERE kind = ? AND field = ? AND value BETWEEN ? AND ?"
            " LIMIT ?)",
            kind,
            *span,
            limit,
        )

    def keys_of(self, kind: str, field: str) -> list[Place]:
        sought = "SELECT value, id FROM entries WHERE kind = ? AND field = ? ORDER BY value, id"
        return self._execute(sought, (kind, field)).fetchall()

    def walk(
        self, kind: str, span: Span, *, start: Place | None, newest_first: bool, limit: int, only: Span | None
    ) -> list[tuple[str, int, int, bytes]]:
        sql = statements(kind)
        if newest_first:
            statement = sql.walk_down if only is None else sql.walk_down_only
            start = start or (span.high + "\0", 0)
        else:
            statement = sql.walk_up if only is None else sql.walk_up_only
            start = start or ("", 0)
        return self._execute(statement, (kind, *span, *start, *(only or ()), limit)).fetchall()

    def kinds(self) -> list[str]:
        return [name for (name,) in self._execute("SELECT kind FROM kinds ORDER BY kind")]

    def indexing(self, kind: str) -> str:
        found = self._execute("SELECT indexing FROM kinds WHERE kind = ?", (kind,)).fetchone()
        return found[0] if found else ""

    def schema(self) -> int:
        return self._number("SELECT value FROM about WHERE name = 'schema'")

    def version(self) -> int:
        return self._number("PRAGMA data_version")

    def last_notice(self) -> int:
        return self._number("SELECT coalesce(max(number), 0) FROM notices")

    def notices_after(self, number: int) -> list[tuple[int, str, str]]:
        return self._execute(
            "SELECT number, origin, topics FROM notices WHERE number > ? ORDER BY number", (number,)
        ).fetchall()

    def faults(self, *, whole: bool) -> list[str]:
        check = "integrity_check" if whole else "quick_check"
        found = [str(line) for (line,) in self._execute(f"PRAGMA {check}({MOST_FAULTS})")]
        return [] if found == ["ok"] else found

    def count_entries(self, kind: str) -> int:
        return self._number("SELECT count(*) FROM entries WHERE kind = ?", kind)

    def has_entry(self, kind: str, number: int, entry: Entry) -> bool:
        sought = "SELECT 1 FROM entries WHERE kind = ? AND field = ? AND value = ? AND id = ?"
        return self._execute(sought, (kind, *entry, number)).fetchone() is not None

    def _number(self, statement: str, *values: Any) -> int:
        found = self._execute(statement, values).fetchone()
        if found is None or not isinstance(found[0], int):
            raise Damaged
        return found[0]


class SqliteWriter(SqliteReader):
    """The one writing connection of this process; BEGIN IMMEDIATE keeps the writers of other processes out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._executemany = connection.executemany
        self._last: dict[str, Row] = {}  # the last row of each kind, where this transaction put it there
        self._next: dict[str, int] = {}  # the next number of each kind that this transaction gave numbers of
        self._begun = False
        self._faulty = False  # since a fault, until the next commit
        self._before: list[dict[str, int]] = []  # the same, at each savepoint

    def begin(self) -> None:
        self._next.clear()
        self._last.clear()
        self._before.clear()
        self._begun = False
        self._execute("BEGIN IMMEDIATE")
        self._begun = True
        if self._faulty:
            self._mark_page_one()

    def savepoint(self) -> None:
        self._before.append(self._next.copy())
        self._execute("SAVEPOINT unit")

    def release(self) -> None:
        self._execute("RELEASE unit")
        self._before.pop()

    def changes(self) -> int:
        return self.connection.total_changes

    def last_row(self, kind: str) -> Row | None:
        return self._last.get(kind) or super().last_row(kind)

    def undo(self) -> None:
        self._last.clear()
        self._execute("ROLLBACK TO unit")
        self._execute("RELEASE unit")
        self._next = self._before.pop()

    def is_open(self) -> bool:
        return self.connection.in_transaction

    def commit(self) -> None:
        self._execute("COMMIT")
        self._faulty = False

    def abandon(self) -> None:
        """Rolls back, and makes sure that a commit which failed cannot come back.

        When only the fsync failed, the log holds a whole commit that no reader sees but that a recovery after a
        crash would find: work whose callers were told that it is not saved. The log is a chain of checksums, so one
        different page written over the first of that commit breaks it. Page 1 is the first of every commit, and the
        application id stands on it; the next transaction sets another one, lest it write the same page again.
        """
        if not self._begun:
            return
        with contextlib.suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self._execute("ROLLBACK")
        self._faulty = True
        with contextlib.suppress(sqlite3.Error):
            self._mark_page_one()

    def _mark_page_one(self) -> None:
        self._execute(f"PRAGMA application_id = {secrets.randbits(31)}")

    def insert(self, kind: str, number: int, body: bytes) -> None:
        self._execute(statements(kind).insert, (number, body))
        if self._next.get(kind) == number + 1:  # freshly given, so the highest
            self._last[kind] = (number, 1, body)
        else:
            self._last.pop(kind, None)

    def update(self, kind: str, number: int, revision: int, body: bytes) -> bool:
        self._last.pop(kind, None)
        return self._execute(statements(kind).update, (revision, body, number, revision - 1)).rowcount == 1

    def delete(self, kind: str, number: int) -> None:
        self._last.pop(kind, None)
        self.reserve_number(kind, number)
        self._execute(statements(kind).delete, (number,))

    def clear(self, kind: str) -> None:
        self._last.pop(kind, None)
        self._execute(statements(kind).clear)
        self.clear_entries(kind)
        self._execute("UPDATE kinds SET next_id = 1 WHERE kind = ?", (kind,))
        self._next[kind] = 1

    def add_entries(self, kind: str, number: int, entries: Sequence[Entry]) -> None:
        self._executemany(
            "INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)",
            [(kind, field, key, number) for field, key in entries],
        )

    def drop_entries(self, kind: str, number: int, entries: Sequence[Entry]) -> None:
        self._executemany(
            "DELETE FROM entries WHERE kind = ? AND field = ? AND value = ? AND id = ?",
            [(kind, field, key, number) for field, key in entries],
        )

    def take_number(self, kind: str) -> int:
        number = self._next_number(kind)
        self._next[kind] = number + 1
        return number

    def keep_number(self, kind: str, number: int) -> None:
        self._next[kind] = max(self._next_number(kind), number + 1)

    def reserve_number(self, kind: str, number: int) -> None:
        self._execute("UPDATE kinds SET next_id = ? WHERE kind = ? AND next_id <= ?", (number + 1, kind, number))

    def clear_entries(self, kind: str) -> None:
        self._execute("DELETE FROM entries WHERE kind = ?", (kind,))

    def add_kind(self, kind: str) -> None:
        self._execute(statements(kind).create)
        self._execute("INSERT OR IGNORE INTO kinds VALUES (?, 1, '')", (kind,))

    def set_indexing(self, kind: str, fingerprint: str) -> None:
        self._execute("UPDATE kinds SET indexing = ? WHERE kind = ?", (fingerprint, kind))

    def set_schema(self, version: int) -> None:
        self._execute("UPDATE about SET value = ? WHERE name = 'schema'", (version,))

    def add_notice(self, origin: str, text: str) -> None:
        added = self._execute("INSERT INTO notices (origin, topics) VALUES (?, ?)", (origin, text)).lastrowid or 0
        if added % 256 == 0:
            self._execute("DELETE FROM notices WHERE number <= ?", (added - NOTICES_KEPT,))

    def _next_number(self, kind: str) -> int:
        number = self._next.get(kind)
        if number is None:
            number = self._number(statements(kind).next_number, kind)
        return number


class SqliteWatch(SqliteReader):
    """A connection of its own: `data_version` tells of the commits of every other one, in any process."""

    _seen = -1

    def stirred(self) -> bool:
        before, self._seen = self._seen, self.version()
        return before != self._seen

    def close(self) -> None:
        self.connection.close()


class SqliteEngine:
    """A folder with one SQLite file: write-ahead log, a full fsync for each commit, a reading connection a thread."""

    def __init__(self, folder: Path) -> None:
        self._file = file_of(folder)
        self._threads = threading.local()
        self._readers: weakref.WeakSet[SqliteReader] = weakref.WeakSet()
        try:
            _make_private(folder, self._file)
            self._writer = SqliteWriter(self._connect())
            _lay_out(self._writer.connection, self._file)
        except (sqlite3.Error, OSError) as error:
            fault = self.fault(error, writing=False)
            raise fault or Unreadable(f"The data in {folder} cannot be opened: {error}") from error

    def writer(self) -> SqliteWriter:
        return self._writer

    @contextlib.contextmanager
    def reading(self) -> Iterator[SqliteReader]:
        reader = self._reader()
        connection = reader.connection
        if connection.in_transaction:  # a read within a read: the same snapshot
            yield reader
            return
        connection.execute("BEGIN")
        try:
            yield reader
        finally:
            connection.execute("COMMIT")

    def version(self) -> int:
        return self._reader().version()

    def _reader(self) -> SqliteReader:
        reader: SqliteReader | None = getattr(self._threads, "reader", None)
        if reader is None:
            reader = self._threads.reader = SqliteReader(self._connect(query_only=True))
            self._readers.add(reader)  # weak: a thread that ends takes its connection with it
        return reader

    def watch(self) -> SqliteWatch:
        return SqliteWatch(self._connect(query_only=True))

    def fault(self, error: BaseException, *, writing: bool) -> StorageError | None:
        if not isinstance(error, sqlite3.Error):
            return None
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED or str(error).startswith(_DAMAGED_WORDS):
            return Damaged()
        if code not in _NOT_SAVED:
            return None
        return NotSaved(_NOT_SAVED[code]) if writing else Unreadable(f"The data cannot be read now: {error}")

    def close(self) -> None:
        for reader in [*self._readers, self._writer]:
            with contextlib.suppress(sqlite3.Error):
                reader.connection.close()

    def _connect(self, *, query_only: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHED_KIB}")
        return connection


def file_of(folder: Path) -> Path:
    """The file that the rows of a folder stand in."""
    return folder / FILE


def _make_private(folder: Path, file: Path) -> None:
    """Only the account that Heard runs under may read the data; the log files inherit it from the file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _lay_out(connection: sqlite3.Connection, file: Path) -> None:
    """Brings the tables to the newest layout, in one transaction, even when two programs begin at once."""
    version = "PRAGMA user_version"
    if connection.execute(version).fetchone()[0] == len(LAYOUTS):
        return
    connection.execute("BEGIN IMMEDIATE")
    found = connection.execute(version).fetchone()[0]
    if found > len(LAYOUTS):
        connection.execute("ROLLBACK")
        raise NewerSchema(f"The data in {file.parent} was written by a newer Heard. Start that one.")
    for script in LAYOUTS[found:]:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(LAYOUTS)}")
    connection.execute("COMMIT")
    keep_names(file.parent)
