"""What a verb gets: the tables of one unit of work."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, cast

from storage.engine import Reader, Writer
from storage.errors import Ended, ReadOnly
from storage.indexing import Indexing
from storage.kinds import Kind
from storage.table import RowTable


class Declarations:
    """The kinds that a store was opened with, and its keyed hash."""

    def __init__(self, kinds: Mapping[str, Indexing], keyed_hash: Callable[[str], str]) -> None:
        self.indexings = kinds
        self.keyed_hash = keyed_hash

    def of(self, kind: Kind) -> Indexing:
        """The declaration of a kind; LookupError for one that the store does not know."""
        indexing = self.indexings.get(kind.name)
        if indexing is None or (indexing.kind is not kind and indexing.kind != kind):
            raise LookupError(f"The store was opened without the kind {kind.name!r}; name it in Store.open.")
        return indexing


class Database:
    """The documents as one unit of work sees them; of no use after it."""

    __slots__ = ("_declarations", "_tables", "_writable", "now", "session", "topics")

    def __init__(self, session: Reader, declarations: Declarations, now: datetime, *, writable: bool) -> None:
        self.session = session
        self.now = now
        self.topics: list[str] = []
        self._declarations = declarations
        self._tables: dict[str, RowTable] = {}
        self._writable = writable

    def table(self, kind: Kind) -> RowTable:
        """The documents of a kind."""
        table = self._tables.get(kind.name)
        if table is None:
            table = self._tables[kind.name] = RowTable(self, self._declarations.of(kind))
        return table

    def announce(self, topic: str) -> None:
        """Tells the listeners of a topic once the unit of work is durable; never when it is rolled back."""
        self.writing  # noqa: B018  # refuses a reading or ended unit of work
        self.topics.append(topic)

    def keyed_hash(self, value: str) -> str:
        """A hash of a sensitive value that is of no use without the store's secret."""
        return self._declarations.keyed_hash(value)

    @property
    def writing(self) -> Writer:
        """The session to write through; ReadOnly in a reading verb."""
        if not self._writable:
            raise ReadOnly("This verb was started by read, which changes nothing. Start it by write.")
        return cast("Writer", self.session)

    @contextlib.contextmanager
    def all_or_none(self) -> Iterator[None]:
        """A step within the unit of work: when it raises, none of it is done, and the verb may go on."""
        session = self.writing
        session.savepoint()
        try:
            yield
        except BaseException:
            session.undo()
            raise
        session.release()

    def end(self) -> None:
        """Makes the database, and every table it gave, refuse further use."""
        self.session = cast("Any", _ENDED)


class _Ended:
    def __getattr__(self, name: str) -> Any:
        raise Ended("This database belongs to a unit of work that is over. Do the work inside the verb.")


_ENDED = _Ended()
