"""What a verb gets: the tables of one unit of work."""

from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TypeVar

from storage.engine import Reader, Writer
from storage.indexing import Indexing
from storage.kinds import Kind
from storage.table import RowTable
from storage.unit_of_work import UnitOfWork

Found = TypeVar("Found")


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

    __slots__ = ("_declarations", "_tables", "_unit", "now", "topics")

    def __init__(self, session: Reader, declarations: Declarations, now: datetime, *, writable: bool) -> None:
        self.now = now
        self.topics: list[str] = []
        self._declarations = declarations
        self._tables: dict[str, RowTable] = {}
        self._unit = UnitOfWork(session, writable=writable)

    def table(self, kind: Kind) -> RowTable:
        """The documents of a kind."""
        table = self._tables.get(kind.name)
        if table is None:
            table = self._tables[kind.name] = RowTable(self._unit, self._declarations.of(kind))
        return table

    def remember(self) -> None:
        """For a long reading verb: what it reads is read once, and `prefetch` reads many with one statement."""
        self._unit.remember()

    def once(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What a rule finds that a long list asks again and again; give back only what nobody can change."""
        return self._unit.once(asked, find)

    def announce(self, topic: str) -> None:
        """Tells the listeners of a topic once the unit of work is durable; never when it is rolled back."""
        self._unit.writing  # noqa: B018  # refuses a reading or ended unit of work
        self.topics.append(topic)

    def keyed_hash(self, value: str) -> str:
        """A hash of a sensitive value that is of no use without the store's secret."""
        return self._declarations.keyed_hash(value)

    def lasting(self) -> dict[str, int]:
        """How many documents there are of each kind of which none is ever removed."""
        kinds = [name for name, one in self._declarations.indexings.items() if one.kind.lasting]
        return {kind: self.session.count(kind) for kind in sorted(kinds)}

    @property
    def session(self) -> Reader:
        """The session that the unit of work reads through."""
        return self._unit.session

    @property
    def writing(self) -> Writer:
        """The session to write through; ReadOnly in a reading verb."""
        return self._unit.writing

    def all_or_none(self) -> AbstractContextManager[None]:
        """A step within the unit of work: when it raises, none of it is done, and the verb may go on."""
        return self._unit.all_or_none()

    def end(self) -> None:
        """Makes the database, and every table it gave, refuse further use."""
        self._unit.end()
