"""A table as the mapping that TinyDB's own methods expect, without reading it whole."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from storage import rows
from storage.bodies import unpack
from storage.engine import Reader, Row, Writer
from storage.finding import all_rows
from storage.indexing import Indexing


class Lazy(Mapping[str, Mapping[str, Any]]):
    """Number, as text, to document; each is read when it is asked for."""

    def __init__(self, session: Reader, kind: str) -> None:
        self._session = session
        self._kind = kind

    def __getitem__(self, number: str) -> dict[str, Any]:
        row = self._session.row(self._kind, int(number)) if number.lstrip("-").isdecimal() else None
        if row is None:
            raise KeyError(number)
        return unpack(row[2])

    def __iter__(self) -> Iterator[str]:
        return (str(row[0]) for row in all_rows(self._session, self._kind))

    def __len__(self) -> int:
        return self._session.count(self._kind)


class Changes(MutableMapping[int, MutableMapping[str, Any]]):
    """Number to document; remembers what it handed out, and keeps only what has become different."""

    def __init__(self, session: Writer, indexing: Indexing) -> None:
        self._session = session
        self._indexing = indexing
        self._kind = indexing.kind.name
        self._before: dict[int, Row | None] = {}
        self._after: dict[int, MutableMapping[str, Any] | None] = {}

    def __getitem__(self, number: int) -> MutableMapping[str, Any]:
        if number not in self._after:
            row = self._before[number] = self._session.row(self._kind, number)
            self._after[number] = None if row is None else unpack(row[2])
        document = self._after[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: MutableMapping[str, Any]) -> None:
        self._remember(number)
        self._after[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._after[number] = None

    def __iter__(self) -> Iterator[int]:
        for row in all_rows(self._session, self._kind):
            if self._after.get(row[0], row) is not None:
                yield row[0]
        yield from [n for n, was in self._before.items() if was is None and self._after[n] is not None]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        for number in list(self):
            del self[number]

    def keep(self) -> None:
        """Writes what was changed, added or taken away."""
        for number, after in self._after.items():
            self._keep_one(number, self._before[number], after)

    def _keep_one(self, number: int, row: Row | None, after: MutableMapping[str, Any] | None) -> None:
        if row is None:
            if after is not None:
                rows.insert(self._session, self._indexing, after, number)
        elif after is None:
            rows.delete(self._session, self._indexing, row)
        else:
            rows.change(self._session, self._indexing, row, unpack(row[2]), after)

    def _remember(self, number: int) -> None:
        if number not in self._before:
            self._before[number] = self._session.row(self._kind, number)
