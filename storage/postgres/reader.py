"""One connection's view of the rows."""

from collections.abc import Sequence
from typing import Any, cast

from storage.engine import Entry, Place, Row, Span
from storage.errors import Damaged
from storage.postgres.driver import Connection
from storage.postgres.sql import statements

_AFTER_ALL = b"\0"  # behind the highest key: the place from which a walk goes down


class PostgresReader:
    """One connection's view of the rows."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def row(self, kind: str, number: int) -> Row | None:
        return cast("Row | None", self._one(statements(kind).row, number))

    def last_row(self, kind: str) -> Row | None:
        return cast("Row | None", self._one(statements(kind).last_row))

    def rows_after(self, kind: str, number: int, limit: int) -> list[Row]:
        return cast("list[Row]", self._all(statements(kind).rows_after, number, limit))

    def count(self, kind: str) -> int:
        return self._number(statements(kind).total)

    def first_within(self, kind: str, field: str, key: str) -> Row | None:
        return cast("Row | None", self._one(statements(kind).first_within, kind, field, key.encode()))

    def rows_within(self, kind: str, span: Span, limit: int) -> list[Row]:
        field, low, high = _bytes(span)
        if low == high:  # told so, the server does not plan for a range
            return cast("list[Row]", self._all(statements(kind).rows_at, kind, field, low, limit))
        return cast("list[Row]", self._all(statements(kind).rows_within, kind, field, low, high, limit))

    def rows_of(self, kind: str, numbers: Sequence[int]) -> list[Row]:
        return cast("list[Row]", self._all(statements(kind).rows_of, list(numbers)))

    def rows_of_keys(self, kind: str, field: str, keys: Sequence[str]) -> list[tuple[str, int, int, bytes]]:
        return _with_keys(self._all(statements(kind).rows_of_keys, [key.encode() for key in keys], kind, field))

    def count_within(self, kind: str, span: Span, limit: int) -> int:
        return self._number(
            b"SELECT count(*) FROM (SELECT 1 FROM entries WHERE kind = %s AND field = %s AND value BETWEEN %s AND %s"
            b" LIMIT %s) AS found",
            kind,
            *_bytes(span),
            limit,
        )

    def keys_of(self, kind: str, fields: Sequence[str]) -> dict[str, list[Place]]:
        """With one statement, which goes through a field at a time: else it would sort them all."""
        found: dict[str, list[Place]] = {field: [] for field in fields}
        for field, key, number in self._all(
            b"SELECT sought.field, found.value, found.id FROM unnest(%s::text[]) AS sought (field), LATERAL"
            b" (SELECT value, id FROM entries WHERE kind = %s AND field = sought.field ORDER BY value, id) AS found",
            list(fields),
            kind,
        ):
            found[field].append((key.decode(), number))
        return {field: sorted(places) for field, places in found.items()}

    def walk(
        self, kind: str, span: Span, *, start: Place | None, newest_first: bool, limit: int, only: Span | None
    ) -> list[tuple[str, int, int, bytes]]:
        sql = statements(kind)
        if newest_first:
            statement = sql.walk_down if only is None else sql.walk_down_only
            place = (span.high.encode() + _AFTER_ALL, 0) if start is None else (start[0].encode(), start[1])
        else:
            statement = sql.walk_up if only is None else sql.walk_up_only
            place = (b"", 0) if start is None else (start[0].encode(), start[1])
        within = () if only is None else _bytes(only)
        return _with_keys(self._all(statement, kind, *_bytes(span), *place, *within, limit))

    def kinds(self) -> list[str]:
        return [name for (name,) in self._all(b"SELECT kind FROM kinds ORDER BY kind")]

    def indexing(self, kind: str) -> str:
        found = self._one(b"SELECT indexing FROM kinds WHERE kind = %s", kind)
        return str(found[0]) if found else ""

    def next_number(self, kind: str) -> int:
        return self._number(statements(kind).next_number, kind)

    def schema(self) -> int:
        return self._number(b"SELECT value FROM about WHERE name = 'schema'")

    def version(self) -> int:
        """Which transactions are over: another text after each commit, whatever else the server does."""
        found = self._one(b"SELECT pg_current_snapshot()::text")
        return hash(found)

    def last_notice(self) -> int:
        return self._number(b"SELECT coalesce(max(number), 0) FROM notices")

    def notices_after(self, number: int) -> list[tuple[int, str, str]]:
        sought = b"SELECT number, origin, topics FROM notices WHERE number > %s ORDER BY number"
        return cast("list[tuple[int, str, str]]", self._all(sought, number))

    def faults(self, *, whole: bool) -> list[str]:
        """Every declared kind has its table; the pages themselves are PostgreSQL's to check, and documents ours."""
        missing = self._all(
            b"SELECT kind FROM kinds WHERE to_regclass(quote_ident('rows_' || kind)) IS NULL ORDER BY kind"
        )
        return [f"The rows of {kind} are gone." for (kind,) in missing]

    def count_entries(self, kind: str) -> int:
        return self._number(b"SELECT count(*) FROM entries WHERE kind = %s", kind)

    def has_entry(self, kind: str, number: int, entry: Entry) -> bool:
        sought = b"SELECT 1 FROM entries WHERE kind = %s AND field = %s AND value = %s AND id = %s"
        return self._one(sought, kind, entry[0], entry[1].encode(), number) is not None

    def _one(self, statement: bytes, *values: Any) -> tuple[Any, ...] | None:
        return self.connection.execute(statement, values, binary=True).fetchone()

    def _all(self, statement: bytes, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement, values, binary=True).fetchall()

    def _number(self, statement: bytes, *values: Any) -> int:
        found = self._one(statement, *values)
        if found is None or not isinstance(found[0], int):
            raise Damaged
        return found[0]


def _bytes(span: Span) -> tuple[str, bytes, bytes]:
    return span.field, span.low.encode(), span.high.encode()


def _with_keys(found: list[tuple[Any, ...]]) -> list[tuple[str, int, int, bytes]]:
    return [(key.decode(), number, revision, body) for key, number, revision, body in found]
