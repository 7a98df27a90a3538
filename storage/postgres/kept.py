"""A reading connection that asks the server for nothing twice while nobody, in any process, has changed that kind."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, TypeVar, cast

from storage.engine import ALL, BEFORE_ALL, Place, Row, Span
from storage.postgres.driver import Connection
from storage.postgres.reader import PostgresReader

MOST = 64 << 20  # bytes, about, as SQLite's readers keep of pages; when there are more all are forgotten
LARGEST = 1 << 20  # of one answer: what is larger is read for a copy or a count, and by nobody again soon
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SELECT kind, version FROM versions WHERE version > {seen}"

Found = TypeVar("Found")


class KeptReader(PostgresReader):
    """One snapshot after another on a connection.

    Every commit gives the kinds that it changed a new version, and a snapshot begins by reading which are newer than
    the last one's, in one turn. What was read of the others is what stands in this snapshot too.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._seen = 0
        self._kept: dict[str, dict[Hashable, Any]] = {}
        self._size = 0
        self._ending = False  # the last snapshot's end was sent, and its answer not yet read

    def begin(self) -> None:
        """A new snapshot; what was changed since the last one is forgotten."""
        try:
            for kind, version in self._newer():
                self._kept.pop(kind, None)
                self._seen = max(self._seen, version)
        except BaseException:
            if not self.connection.broken:  # it may stand in a snapshot that nobody looks through
                self.connection.close()
            raise

    def end(self) -> None:
        """The snapshot is let go; nobody waits for the server to say so."""
        # Not by `execute`: a driver that hears of a ROLLBACK forgets every statement that it has prepared.
        self.connection.pgconn.send_query(b"ROLLBACK")
        self._ending = True
        self.connection.pgconn.flush()

    def version(self) -> int:
        self._hear_the_end()
        return super().version()

    def row(self, kind: str, number: int) -> Row | None:
        return self._once(kind, ("row", number), super().row, kind, number)

    def last_row(self, kind: str) -> Row | None:
        return self._once(kind, ("last", None), super().last_row, kind)

    def rows_after(self, kind: str, number: int, limit: int) -> list[Row]:
        if number != BEFORE_ALL:  # one of many that walk through all
            return super().rows_after(kind, number, limit)
        return [*self._once(kind, ("after", limit), super().rows_after, kind, number, limit)]

    def count(self, kind: str) -> int:
        return self._once(kind, ("all", None), super().count, kind)

    def first_within(self, kind: str, field: str, key: str) -> Row | None:
        known = self._of(kind).get(("key", (field, key)))
        if known is not None:
            return known[0] if known else None
        return self._once(kind, ("first", (field, key)), super().first_within, kind, field, key)

    def rows_within(self, kind: str, span: Span, limit: int) -> list[Row]:
        whole_key = span.low == span.high and limit >= ALL
        asked = ("key", (span.field, span.low)) if whole_key else ("within", (span, limit))
        return [*self._once(kind, asked, super().rows_within, kind, span, limit)]

    def rows_of(self, kind: str, numbers: Sequence[int]) -> list[Row]:
        kept = self._of(kind)
        found = {number: kept["row", number] for number in numbers if ("row", number) in kept}
        if wanted := [number for number in numbers if number not in found]:
            found |= dict.fromkeys(wanted) | {row[0]: row for row in super().rows_of(kind, wanted)}
            for number in wanted:
                self._keep(kind, ("row", number), found[number])
        return [row for _, row in sorted(found.items()) if row is not None]

    def rows_of_keys(self, kind: str, field: str, keys: Sequence[str]) -> list[tuple[str, int, int, bytes]]:
        kept = self._of(kind)
        found: dict[str, list[Row]] = {key: kept["key", (field, key)] for key in keys if ("key", (field, key)) in kept}
        if wanted := [key for key in keys if key not in found]:
            found |= {key: [] for key in wanted}
            for key, *row in super().rows_of_keys(kind, field, wanted):
                found[key].append(cast("Row", tuple(row)))
            for key in wanted:
                self._keep(kind, ("key", (field, key)), found[key])
        return sorted(((key, *row) for key, rows in found.items() for row in rows), key=lambda each: each[1])

    def count_within(self, kind: str, span: Span, limit: int) -> int:
        return self._once(kind, ("count", (span, limit)), super().count_within, kind, span, limit)

    def keys_of(self, kind: str, fields: Sequence[str]) -> dict[str, list[Place]]:
        kept = self._of(kind)
        found: dict[str, list[Place]] = {field: [*kept["keys", field]] for field in fields if ("keys", field) in kept}
        if wanted := [field for field in fields if field not in found]:
            for field, places in super().keys_of(kind, wanted).items():
                self._keep(kind, ("keys", field), places)
                found[field] = [*places]
        return found

    def walk(
        self, kind: str, span: Span, *, start: Place | None, newest_first: bool, limit: int, only: Span | None
    ) -> list[tuple[str, int, int, bytes]]:
        walked = partial(super().walk, start=start, newest_first=newest_first, limit=limit, only=only)
        return [*self._once(kind, ("walk", (span, start, newest_first, limit, only)), walked, kind, span)]

    def _once(self, kind: str, asked: Hashable, ask: Callable[..., Found], *values: Any) -> Found:
        kept = self._of(kind)
        if asked in kept:
            return cast("Found", kept[asked])
        found = ask(*values)
        self._keep(kind, asked, found)
        return found

    def _keep(self, kind: str, asked: Hashable, found: object) -> None:
        size = _size(found)
        if size > LARGEST:
            return
        self._size += size
        if self._size > MOST:  # what was forgotten meanwhile is counted with it
            self._kept.clear()
            self._size = size
        self._of(kind)[asked] = found

    def _of(self, kind: str) -> dict[Hashable, Any]:
        return self._kept.setdefault(kind, {})

    def _newer(self) -> list[tuple[str, int]]:
        self._hear_the_end()
        cursor = self.connection.execute(_BEGIN.format(seen=self._seen).encode())
        cursor.nextset()
        return cast("list[tuple[str, int]]", cursor.fetchall())

    def _hear_the_end(self) -> None:
        if self._ending:
            while self.connection.pgconn.get_result() is not None:
                pass
            self._ending = False


def _size(found: object) -> int:
    """About how many bytes an answer takes."""
    rows = found if isinstance(found, list) else [found]
    bodies = (row[-1] for row in rows if isinstance(row, tuple))
    return 200 * (1 + len(rows)) + sum(len(body) for body in bodies if isinstance(body, bytes))
