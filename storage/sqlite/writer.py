"""The writing connection: rows, index entries and numbers of one transaction, and a commit that failed for good."""

import contextlib
import secrets
from collections.abc import Sequence

from storage.engine import Entry, Row
from storage.sqlite.driver import sqlite3
from storage.sqlite.reader import SqliteReader
from storage.sqlite.sql import statements

NOTICES_KEPT = 4096


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
        self._execute(statements(kind).insert, (number, 1, body))
        if self._next.get(kind) == number + 1:  # freshly given, so the highest
            self._last[kind] = (number, 1, body)
        else:
            self._last.pop(kind, None)

    def put(self, kind: str, row: Row) -> None:
        self._last.pop(kind, None)
        self._execute(statements(kind).insert, row)

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
            number = self.next_number(kind)
        return number
