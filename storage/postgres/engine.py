"""The engine: one writing connection, a reading one for each thread, and new ones after a cut."""

import contextlib
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from storage.errors import StorageError, Unreadable
from storage.indexing import Indexing
from storage.moving import bring
from storage.postgres.driver import connect, psycopg, refuse_unclear
from storage.postgres.faults import meaning_of
from storage.postgres.kept import KeptReader
from storage.postgres.layout import lay_out
from storage.postgres.sealing import Keyed
from storage.postgres.watch import PostgresWatch
from storage.postgres.writer import PostgresWriter
from storage.sqlite.engine import SqliteEngine
from storage.sqlite.faults import meaning_of as meaning_in_file
from storage.sqlite.layout import file_of

T = TypeVar("T")


class PostgresEngine:
    """A database of PostgreSQL, which several machines may open at once."""

    def __init__(self, address: str, keys: Sequence[bytes] = ()) -> None:
        self._keys = keys  # that bodies are sealed and copies encrypted under
        refuse_unclear(address)
        self._address = address = Keyed(address, keys)
        self._threads = threading.local()
        self._readers: weakref.WeakSet[KeptReader] = weakref.WeakSet()
        try:
            self._writer = PostgresWriter(address)
            lay_out(self._writer.connection)
        except psycopg.Error as error:
            raise Unreadable(f"The database cannot be opened: {str(error).strip()}") from error

    def writer(self) -> PostgresWriter:
        return self._writer

    @contextlib.contextmanager
    def reading(self) -> Iterator[KeptReader]:
        if getattr(self._threads, "is_reading", False):  # a read within a read: the same snapshot
            yield self._threads.reader
            return
        reader, _ = self._ready(KeptReader.begin)
        self._threads.is_reading = True
        try:
            yield reader
        finally:
            self._threads.is_reading = False
            _let_go(reader)

    def version(self) -> int:
        return self._ready(KeptReader.version)[1]

    def _ready(self, first: Callable[[KeptReader], T]) -> tuple[KeptReader, T]:
        """This thread's reader after its first word; a new one where its connection was cut meanwhile."""
        reader: KeptReader | None = getattr(self._threads, "reader", None)
        if reader is not None and not reader.connection.closed:
            try:
                return reader, first(reader)
            except psycopg.OperationalError:
                if not reader.connection.broken:
                    raise
                reader.connection.close()
        reader = self._threads.reader = KeptReader(connect(self._address))
        self._readers.add(reader)  # weak: a thread that ends takes its connection with it
        return reader, first(reader)

    def watch(self) -> PostgresWatch:
        return PostgresWatch(self._address)

    def copy(self, folder: Path, indexings: Mapping[str, Indexing], rest: Callable[[], None]) -> Path:
        """A file of SQLite, under the same key as any other data folder: so a backup is restored as every other is."""
        with contextlib.closing(self.beside(folder)) as copied, self.reading() as session:
            target = copied.writer()
            target.begin()
            try:
                bring(session, target, indexings, rest)
                target.commit()
            except BaseException:
                target.abandon()
                raise
        return file_of(folder)

    def beside(self, folder: Path) -> SqliteEngine:
        return SqliteEngine(folder, self._keys)

    def fault(self, error: BaseException, *, writing: bool) -> StorageError | None:
        return meaning_of(error, writing=writing) or meaning_in_file(error, writing=writing)

    def close(self) -> None:
        for reader in [*self._readers, self._writer]:
            with contextlib.suppress(psycopg.Error):
                reader.connection.close()


def _let_go(reader: KeptReader) -> None:
    """What was read is read; a connection that cannot end its snapshot has no further one."""
    try:
        reader.end()
    except psycopg.Error:
        reader.connection.close()
