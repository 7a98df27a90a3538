"""The port to an engine: what a place that keeps rows must be able to do. A document is bytes to it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from storage.errors import StorageError

if TYPE_CHECKING:
    from storage.indexing import Indexing

Row = tuple[int, int, bytes]  # number, revision, body
Entry = tuple[str, str]  # field, key
Place = tuple[str, int]  # key, number: where a walk along an index stands

BEFORE_ALL = -(1 << 63)  # a number lower than that of any document
ALL = 1 << 62  # a limit that nothing reaches


class Span(NamedTuple):
    """The keys of one field from `low` to `high`, both included."""

    field: str
    low: str
    high: str


class Reader(Protocol):
    """One snapshot of the rows."""

    def row(self, kind: str, number: int) -> Row | None: ...

    def last_row(self, kind: str) -> Row | None:
        """The row with the highest number."""

    def rows_after(self, kind: str, number: int, limit: int) -> list[Row]:
        """The next rows by number, after the given one."""

    def count(self, kind: str) -> int: ...

    def first_within(self, kind: str, field: str, key: str) -> Row | None:
        """The row with the lowest number among those of one key."""

    def rows_within(self, kind: str, span: Span, limit: int) -> list[Row]:
        """Rows that have an entry in the span; a row may come more than once."""

    def rows_of(self, kind: str, numbers: Sequence[int]) -> list[Row]:
        """The rows of these numbers that exist, with one statement."""

    def rows_of_keys(self, kind: str, field: str, keys: Sequence[str]) -> list[tuple[str, int, int, bytes]]:
        """Key and row of every entry of these keys, by number, with one statement."""

    def count_within(self, kind: str, span: Span, limit: int) -> int:
        """How many entries stand in the span, counted no further than `limit`."""

    def keys_of(self, kind: str, fields: Sequence[str]) -> dict[str, list[Place]]:
        """Every key of each of these fields with its number, in their order, without the rows."""

    def walk(
        self, kind: str, span: Span, *, start: Place | None, newest_first: bool, limit: int, only: Span | None
    ) -> list[tuple[str, int, int, bytes]]:
        """Key and row in the order of (key, number), from after `start`, of rows that stand in `only` too."""

    def kinds(self) -> list[str]:
        """The names of all kinds that were ever declared."""

    def indexing(self, kind: str) -> str:
        """The fingerprint under which the entries of a kind were made; empty when none were."""

    def next_number(self, kind: str) -> int:
        """The number that the next document of a kind is given."""

    def schema(self) -> int:
        """The version of the documents' shape."""

    def last_notice(self) -> int: ...

    def notices_after(self, number: int) -> list[tuple[int, str, str]]:
        """Number, origin and text of later notices."""

    def faults(self, *, whole: bool) -> list[str]:
        """What the engine finds wrong with its own structure, in its own words; `whole` takes the long look."""

    def count_entries(self, kind: str) -> int: ...
    def has_entry(self, kind: str, number: int, entry: Entry) -> bool: ...


class Writer(Reader, Protocol):
    """One transaction. Everything since `begin` is durable after `commit`, or none of it is."""

    def begin(self) -> None: ...
    def savepoint(self) -> None: ...
    def changes(self) -> int:
        """A number that grows with each change to a row."""

    def release(self) -> None: ...
    def undo(self) -> None:
        """Back to the savepoint, and the savepoint gone."""

    def is_open(self) -> bool:
        """Whether the transaction still stands; some faults end it."""

    def commit(self) -> None: ...
    def abandon(self) -> None:
        """Back to `begin`, whatever state a fault has left; never raises."""

    def insert(self, kind: str, number: int, body: bytes) -> None: ...
    def put(self, kind: str, row: Row) -> None:
        """A row of another engine as it is, with its revision."""

    def update(self, kind: str, number: int, revision: int, body: bytes) -> bool:
        """Puts a body in the place of the revision before; False when that is not what stands there."""

    def delete(self, kind: str, number: int) -> None: ...
    def clear(self, kind: str) -> None:
        """Every row and entry of a kind gone, and numbers begin at 1 again."""

    def add_entries(self, kind: str, number: int, entries: Sequence[Entry]) -> None: ...
    def drop_entries(self, kind: str, number: int, entries: Sequence[Entry]) -> None: ...
    def take_number(self, kind: str) -> int:
        """A number that no document of this kind has had."""

    def keep_number(self, kind: str, number: int) -> None:
        """Says that a number was chosen by the caller, before its document is inserted."""

    def reserve_number(self, kind: str, number: int) -> None:
        """Makes sure that a number is not given out again although no document has it."""

    def add_kind(self, kind: str) -> None:
        """A place for the rows of a kind, if there is none."""

    def clear_entries(self, kind: str) -> None: ...
    def set_indexing(self, kind: str, fingerprint: str) -> None: ...
    def set_schema(self, version: int) -> None: ...
    def add_notice(self, origin: str, text: str) -> None: ...


class Watch(Protocol):
    """Notices that anybody, in any process, has committed."""

    def stirred(self) -> bool:
        """Whether there has been a commit since the last call; cheap enough for five calls a second."""

    def notices_after(self, number: int) -> list[tuple[int, str, str]]: ...
    def last_notice(self) -> int: ...
    def close(self) -> None: ...


class Engine(Protocol):
    """A place that keeps rows."""

    def reading(self) -> AbstractContextManager[Reader]:
        """One snapshot for the calling thread."""

    def version(self) -> int:
        """A number that is another one after every commit, by any process; to be compared in one thread alone."""

    def writer(self) -> Writer:
        """The one writer of this process; used by one thread."""

    def watch(self) -> Watch: ...

    def copy(self, folder: Path, indexings: "Mapping[str, Indexing]", rest: Callable[[], None]) -> Path:
        """A copy of all rows as at one moment, checked, while others write; `rest` is called again and again."""

    def beside(self, folder: Path) -> "Engine":
        """An engine on a copy of these rows that lies in another folder."""

    def fault(self, error: BaseException, *, writing: bool) -> StorageError | None:
        """What an engine's own error means to a caller; None for an error that is not the engine's fault."""

    def close(self) -> None: ...
