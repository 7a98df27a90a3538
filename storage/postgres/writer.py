"""The writing connection: one transaction after another, and what became of a commit that nobody answered."""

import contextlib
import time
from collections.abc import Callable, Sequence

from storage.engine import Entry, Row
from storage.errors import NotSaved
from storage.postgres.driver import Connection, TransactionStatus, connect, psycopg
from storage.postgres.reader import PostgresReader
from storage.postgres.sql import CHANNEL, HOLDERS, LOCK, new_versions, statements

NOTICES_KEPT = 4096
BUSY_SECONDS = 15  # that a unit of work waits for those of other processes
STUCK_SECONDS = 60  # after which the server ends a transaction whose process has stopped in the middle of it
UNSURE_SECONDS = 20.0  # that the writer looks for what became of a commit
_UNSURE = "It is not known whether this was saved: the database went away at that moment. Look before you try again."
_FOLLOWED = "Another process does this work now, and this one ends. Nothing of this was saved; try again."
_LOCKED = f"BEGIN; SELECT pg_advisory_xact_lock({LOCK});"
_BEGIN = f"{_LOCKED} SELECT pg_current_xact_id()".encode()
_BEGIN_AS_HOLDER = f"{_LOCKED} SELECT pg_current_xact_id(), ({HOLDERS})".encode()
_NOTIFY = f"NOTIFY {CHANNEL};".encode()
_SETTINGS = (
    f"SET lock_timeout = '{BUSY_SECONDS}s'; SET idle_in_transaction_session_timeout = '{STUCK_SECONDS}s';"
    " SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
).encode()


class PostgresWriter(PostgresReader):
    """The one writing connection of this process; a lock of the database keeps the writers of others out."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__(self._connect())
        self._last: dict[str, Row] = {}  # the last row of each kind, where this transaction put it there
        self._next: dict[str, int] = {}  # the next number of each kind that this transaction gave numbers of
        self._before: list[dict[str, int]] = []  # the same, at each savepoint
        self._changes = 0
        self._touched: set[str] = set()  # kinds of which this transaction changed rows or entries
        self._stands = False  # a savepoint that was let go, and the server not told yet
        self._notifies = False
        self.place: Callable[[], int] | None = None  # the number of the holder of the lock that this process is
        self._transaction = ""  # its number, by which the server knows what became of it

    def begin(self) -> None:
        """Where the connection was cut meanwhile, or the server restarted, there is a new one.

        `NotSaved` where this process held the lock of the work beside the pages, and another has taken it since. That
        is looked at under the lock of those who write: whoever comes into its place writes after it.
        """
        self._next.clear()
        self._last.clear()
        self._before.clear()
        self._touched.clear()
        self._stands = self._notifies = False
        try:
            self._begin()
        except (psycopg.OperationalError, psycopg.InterfaceError):
            if not self.connection.broken and not self.connection.closed:
                raise
            self.connection = self._connect()
            self._begin()

    def savepoint(self) -> None:
        self._before.append(self._next.copy())
        self.connection.execute(b"RELEASE unit; SAVEPOINT unit" if self._stands else b"SAVEPOINT unit")
        self._stands = False

    def release(self) -> None:
        self._before.pop()
        if self._before:
            self.connection.execute(b"RELEASE unit")
        else:
            self._stands = True  # until the next one, or the commit, which take it with them in one turn

    def undo(self) -> None:
        self._last.clear()
        self.connection.execute(b"ROLLBACK TO unit; RELEASE unit")
        self._next = self._before.pop()

    def changes(self) -> int:
        """A statement that failed has changed the transaction as well: nothing more is done in it until `undo`."""
        return self._changes + (self.connection.info.transaction_status == TransactionStatus.INERROR)

    def is_open(self) -> bool:
        return self.connection.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def last_row(self, kind: str) -> Row | None:
        return self._last.get(kind) or super().last_row(kind)

    def commit(self) -> None:
        try:
            self.connection.execute(self._last_words() + b"COMMIT")
        except (psycopg.OperationalError, psycopg.InterfaceError):
            if not self.connection.broken and not self.connection.closed:
                raise
            if not self._was_committed():
                raise

    def abandon(self) -> None:
        with contextlib.suppress(psycopg.Error):
            if self.is_open():
                self.connection.execute(b"ROLLBACK")
            elif not self.connection.closed and self.connection.info.transaction_status != TransactionStatus.IDLE:
                self.connection.close()

    def insert(self, kind: str, number: int, body: bytes) -> None:
        self.put(kind, (number, 1, body))
        if self._next.get(kind) == number + 1:  # freshly given, so the highest
            self._last[kind] = (number, 1, body)

    def put(self, kind: str, row: Row) -> None:
        self._last.pop(kind, None)
        self._change(kind, statements(kind).insert, *row)

    def update(self, kind: str, number: int, revision: int, body: bytes) -> bool:
        self._last.pop(kind, None)
        return self._change(kind, statements(kind).update, revision, body, number, revision - 1) == 1

    def delete(self, kind: str, number: int) -> None:
        self._last.pop(kind, None)
        self.reserve_number(kind, number)
        self._change(kind, statements(kind).delete, number)

    def clear(self, kind: str) -> None:
        self._last.pop(kind, None)
        self._change(kind, statements(kind).clear)
        self.clear_entries(kind)
        self._change(kind, b"UPDATE kinds SET next_id = 1 WHERE kind = %s", kind)
        self._next[kind] = 1

    def add_entries(self, kind: str, number: int, entries: Sequence[Entry]) -> None:
        if entries:
            self._change(
                kind,
                b"INSERT INTO entries SELECT %s, field, value, %s FROM unnest(%s::text[], %s::bytea[])"
                b" AS come (field, value) ON CONFLICT DO NOTHING",
                kind,
                number,
                *_columns(entries),
            )

    def drop_entries(self, kind: str, number: int, entries: Sequence[Entry]) -> None:
        if entries:
            self._change(
                kind,
                b"DELETE FROM entries e USING unnest(%s::text[], %s::bytea[]) AS gone (field, value)"
                b" WHERE e.kind = %s AND e.id = %s AND e.field = gone.field AND e.value = gone.value",
                *_columns(entries),
                kind,
                number,
            )

    def take_number(self, kind: str) -> int:
        number = self._next_number(kind)
        self._next[kind] = number + 1
        return number

    def keep_number(self, kind: str, number: int) -> None:
        self._next[kind] = max(self._next_number(kind), number + 1)

    def reserve_number(self, kind: str, number: int) -> None:
        self._change(kind, b"UPDATE kinds SET next_id = %s WHERE kind = %s AND next_id <= %s", number + 1, kind, number)

    def add_kind(self, kind: str) -> None:
        self._change(kind, statements(kind).create)
        self._change(kind, b"INSERT INTO kinds VALUES (%s, 1, '') ON CONFLICT DO NOTHING", kind)

    def clear_entries(self, kind: str) -> None:
        self._change(kind, b"DELETE FROM entries WHERE kind = %s", kind)

    def set_indexing(self, kind: str, fingerprint: str) -> None:
        self._change(kind, b"UPDATE kinds SET indexing = %s WHERE kind = %s", fingerprint, kind)

    def set_schema(self, version: int) -> None:
        self._change(None, b"UPDATE about SET value = %s WHERE name = 'schema'", version)

    def add_notice(self, origin: str, text: str) -> None:
        """Who listens is told by the server at the commit, and reads the notice itself."""
        added = self._number(
            b"INSERT INTO notices SELECT coalesce(max(number), 0) + 1, %s, %s FROM notices RETURNING number",
            origin,
            text,
        )
        self._notifies = True
        if added % 256 == 0:
            self._change(None, b"DELETE FROM notices WHERE number <= %s", added - NOTICES_KEPT)

    def _change(self, kind: str | None, statement: bytes, *values: object) -> int:
        self._changes += 1
        if kind is not None:
            self._touched.add(kind)
        return self.connection.execute(statement, values).rowcount

    def _last_words(self) -> bytes:
        """What is said with the commit, in its turn."""
        versions = new_versions(self._touched) if self._touched else b""
        return (_NOTIFY if self._notifies else b"") + versions

    def _next_number(self, kind: str) -> int:
        number = self._next.get(kind)
        return self.next_number(kind) if number is None else number

    def _connect(self) -> Connection:
        connection = connect(self._address)
        connection.execute(_SETTINGS)
        return connection

    def _begin(self) -> None:
        place = self.place
        cursor = self.connection.execute(_BEGIN if place is None else _BEGIN_AS_HOLDER)
        while cursor.nextset():
            pass
        found = cursor.fetchone() or ("",)
        self._transaction = str(found[0])
        if place is not None and found[1] != place():
            raise NotSaved(_FOLLOWED)

    def _was_committed(self) -> bool:
        """Whether the server kept a transaction whose commit it did not answer; `NotSaved` where it cannot be asked."""
        until = time.monotonic() + UNSURE_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.Error):
                if self.connection.closed:
                    self.connection = self._connect()
                found = self._one(b"SELECT pg_xact_status(%s::text::xid8)", self._transaction)
                if found is not None and found[0] != "in progress":
                    return bool(found[0] == "committed")
            time.sleep(0.2)
        raise NotSaved(_UNSURE)


def _columns(entries: Sequence[Entry]) -> tuple[list[str], list[bytes]]:
    return [field for field, _ in entries], [key.encode() for _, key in entries]
