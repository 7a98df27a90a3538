"""The engine: one writing connection, and a reading one for each thread."""

import contextlib
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from storage.errors import StorageError, Unreadable
from storage.indexing import Indexing
from storage.sqlite.backup import copy_rows
from storage.sqlite.driver import sqlite3
from storage.sqlite.encryption import fitting, give_key
from storage.sqlite.faults import meaning_of
from storage.sqlite.in_use import Mark
from storage.sqlite.layout import file_of, lay_out, make_private
from storage.sqlite.reader import SqliteReader, SqliteWatch
from storage.sqlite.writer import SqliteWriter

BUSY_SECONDS = 15.0
# Readers keep pages of their own and do not map the file: a disk that cannot be read raises, and ends no process.
CACHED_KIB = 65_536


class SqliteEngine:
    """A folder with one SQLite file: write-ahead log, a full fsync for each commit, a reading connection a thread.

    The file is encrypted under the first of `keys` when it is made, and opened by whichever of them fits; without keys,
    or where it was made before there were any, it is plain.
    """

    def __init__(self, folder: Path, keys: Sequence[bytes] = ()) -> None:
        self._file = file_of(folder)
        self._threads = threading.local()
        self._readers: weakref.WeakSet[SqliteReader] = weakref.WeakSet()
        self._mark = Mark(self._file)
        self._mark.refuse_copy_without_log()
        try:
            make_private(folder, self._file)
            self._key = fitting(self._file, keys)
            self._writer = SqliteWriter(self._connect())
            lay_out(self._writer.connection, self._file)
            self._mark.put()
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

    def copy(self, folder: Path, indexings: Mapping[str, Indexing], rest: Callable[[], None]) -> Path:
        file = file_of(folder)
        with contextlib.closing(self._connect(query_only=True)) as connection:
            copy_rows(connection, file, self._key, rest)
        return file

    def beside(self, folder: Path) -> "SqliteEngine":
        return SqliteEngine(folder, (self._key,) if self._key else ())

    def fault(self, error: BaseException, *, writing: bool) -> StorageError | None:
        return meaning_of(error, writing=writing)

    def close(self) -> None:
        self._mark.take_away()
        for reader in [*self._readers, self._writer]:
            with contextlib.suppress(sqlite3.Error):
                reader.connection.close()
        self._mark.let_go()

    def _connect(self, *, query_only: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        give_key(connection, self._key)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHED_KIB}")
        return connection
