"""A reader that remembers what it read, and reads many at once: for a screen that shows a list from one snapshot."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar, cast

from storage.engine import ALL, Reader, Row, Span

MOST_AT_ONCE = 500  # keys of one statement
Found = TypeVar("Found")


class PrefetchingReader:
    """A snapshot in which no row is read twice. Everything else is the reader's that it stands on."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rows: dict[tuple[str, int], Row | None] = {}
        self._within: dict[tuple[str, str, str], list[Row]] = {}
        self._found: dict[Hashable, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def once(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What was found the first time that this was asked."""
        if asked not in self._found:
            self._found[asked] = find()
        found: Found = self._found[asked]
        return found

    def row(self, kind: str, number: int) -> Row | None:
        """The row of a number, or None."""
        if (kind, number) not in self._rows:
            self._rows[kind, number] = self._reader.row(kind, number)
        return self._rows[kind, number]

    def rows_of(self, kind: str, numbers: Sequence[int]) -> list[Row]:
        """The rows of these numbers that exist, in their order."""
        self.fetch_numbers(kind, numbers)
        return [row for number in sorted(set(numbers)) if (row := self._rows[kind, number]) is not None]

    def first_within(self, kind: str, field: str, key: str) -> Row | None:
        """The row with the lowest number among those of one key."""
        found = self._of_key(kind, field, key)
        return found[0] if found else None

    def rows_within(self, kind: str, span: Span, limit: int) -> list[Row]:
        """Rows that have an entry in the span."""
        if span.low != span.high:
            return self._reader.rows_within(kind, span, limit)
        return self._of_key(kind, span.field, span.low)[:limit]

    def count_within(self, kind: str, span: Span, limit: int) -> int:
        """How many entries stand in the span, counted no further than `limit`."""
        known = self._within.get((kind, span.field, span.low)) if span.low == span.high else None
        return self._reader.count_within(kind, span, limit) if known is None else min(len(known), limit)

    def fetch_numbers(self, kind: str, numbers: Iterable[int]) -> None:
        """Read the rows of these numbers, many with one statement."""
        wanted = sorted({number for number in numbers if (kind, number) not in self._rows})
        for at in range(0, len(wanted), MOST_AT_ONCE):
            some = wanted[at : at + MOST_AT_ONCE]
            found = {row[0]: row for row in self._reader.rows_of(kind, some)}
            self._rows |= {(kind, number): found.get(number) for number in some}

    def fetch_keys(self, kind: str, field: str, keys: Iterable[str]) -> None:
        """Read the rows of these keys of a field, many with one statement."""
        wanted = sorted({key for key in keys if (kind, field, key) not in self._within})
        for at in range(0, len(wanted), MOST_AT_ONCE):
            some = wanted[at : at + MOST_AT_ONCE]
            self._within |= {(kind, field, key): [] for key in some}
            for key, *row in self._reader.rows_of_keys(kind, field, some):
                self._within[kind, field, key].append(cast("Row", tuple(row)))

    def _of_key(self, kind: str, field: str, key: str) -> list[Row]:
        if (kind, field, key) not in self._within:
            self._within[kind, field, key] = self._reader.rows_within(kind, Span(field, key, key), ALL)
        return self._within[kind, field, key]
