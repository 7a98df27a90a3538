"""One connection's view of the rows, and the watch on what others commit."""

import json
from collections.abc import Sequence
from typing import Any

from storage.engine import Entry, Place, Row, Span
from storage.errors import Damaged
from storage.sqlite.driver import sqlite3
from storage.sqlite.sql import statements

MOST_FAULTS = 10  # that are told of one check


class SqliteReader:
    """One connection's view of the rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._execute = connection.execute

    def row(self, kind: str, number: int) -> Row | None:
        found: Row | None = self._execute(statements(kind).row, (number,)).fetchone()
        return found

    def last_row(self, kind: str) -> Row | None:
        found: Row | None = self._execute(statements(kind).last_row).fetchone()
        return found

    def rows_after(self, kind: str, number: int, limit: int) -> list[Row]:
        return self._execute(statements(kind).rows_after, (number, limit)).fetchall()

    def count(self, kind: str) -> int:
        return self._number(statements(kind).total)

    def first_within(self, kind: str, field: str, key: str) -> Row | None:
        found: Row | None = self._execute(statements(kind).first_within, (kind, field, key)).fetchone()
        return found

    def rows_within(self, kind: str, span: Span, limit: int) -> list[Row]:
        return self._execute(statements(kind).rows_within, (kind, *span, limit)).fetchall()

    def rows_of(self, kind: str, numbers: Sequence[int]) -> list[Row]:
        return self._execute(statements(kind).rows_of, (json.dumps(numbers),)).fetchall()

    def rows_of_keys(self, kind: str, field: str, keys: Sequence[str]) -> list[tuple[str, int, int, bytes]]:
        return self._execute(statements(kind).rows_of_keys, (kind, field, json.dumps(keys))).fetchall()

    def count_within(self, kind: str, span: Span, limit: int) -> int:
        return self._number(
            "SELECT count(*) FROM (SELECT 1 FROM entries WHERE kind = ? AND field = ? AND value BETWEEN ? AND ?"
            " LIMIT ?)",
            kind,
            *span,
            limit,
        )

    def keys_of(self, kind: str, fields: Sequence[str]) -> dict[str, list[Place]]:
        sought = "SELECT value, id FROM entries WHERE kind = ? AND field = ? ORDER BY value, id"
        return {field: self._execute(sought, (kind, field)).fetchall() for field in fields}

    def walk(
        self, kind: str, span: Span, *, start: Place | None, newest_first: bool, limit: int, only: Span | None
    ) -> list[tuple[str, int, int, bytes]]:
        sql = statements(kind)
        if newest_first:
            statement = sql.walk_down if only is None else sql.walk_down_only
            start = start or (span.high + "\0", 0)
        else:
            statement = sql.walk_up if only is None else sql.walk_up_only
            start = start or ("", 0)
        return self._execute(statement, (kind, *span, *start, *(only or ()), limit)).fetchall()

    def kinds(self) -> list[str]:
        return [name for (name,) in self._execute("SELECT kind FROM kinds ORDER BY kind")]

    def indexing(self, kind: str) -> str:
        found = self._execute("SELECT indexing FROM kinds WHERE kind = ?", (kind,)).fetchone()
        return found[0] if found else ""

    def next_number(self, kind: str) -> int:
        return self._number(statements(kind).next_number, kind)

    def schema(self) -> int:
        return self._number("SELECT value FROM about WHERE name = 'schema'")

    def version(self) -> int:
        return self._number("PRAGMA data_version")

    def last_notice(self) -> int:
        return self._number("SELECT coalesce(max(number), 0) FROM notices")

    def notices_after(self, number: int) -> list[tuple[int, str, str]]:
        return self._execute(
            "SELECT number, origin, topics FROM notices WHERE number > ? ORDER BY number", (number,)
        ).fetchall()

    def faults(self, *, whole: bool) -> list[str]:
        check = "integrity_check" if whole else "quick_check"
        found = [str(line) for (line,) in self._execute(f"PRAGMA {check}({MOST_FAULTS})")]
        return [] if found == ["ok"] else found

    def count_entries(self, kind: str) -> int:
        return self._number("SELECT count(*) FROM entries WHERE kind = ?", kind)

    def has_entry(self, kind: str, number: int, entry: Entry) -> bool:
        sought = "SELECT 1 FROM entries WHERE kind = ? AND field = ? AND value = ? AND id = ?"
        return self._execute(sought, (kind, *entry, number)).fetchone() is not None

    def _number(self, statement: str, *values: Any) -> int:
        found = self._execute(statement, values).fetchone()
        if found is None or not isinstance(found[0], int):
            raise Damaged
        return found[0]


class SqliteWatch(SqliteReader):
    """A connection of its own: `data_version` tells of the commits of every other one, in any process."""

    _seen = -1

    def stirred(self) -> bool:
        before, self._seen = self._seen, self.version()
        return before != self._seen

    def close(self) -> None:
        self.connection.close()
