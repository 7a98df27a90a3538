"""The tables and the statements on them, as SQL text."""

import functools
from typing import NamedTuple

# Position in this list = the version of the layout that the script leads to. Scripts are only ever added.
LAYOUTS = (
    """
    CREATE TABLE entries (kind TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, id INTEGER NOT NULL,
                          PRIMARY KEY (kind, field, value, id)) WITHOUT ROWID;
    CREATE TABLE kinds (kind TEXT PRIMARY KEY, next_id INTEGER NOT NULL, indexing TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE notices (number INTEGER PRIMARY KEY, origin TEXT NOT NULL, topics TEXT NOT NULL);
    CREATE TABLE about (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO about VALUES ('schema', 0);
    """,
)


class Statements(NamedTuple):
    """What is said to the rows of one kind. A kind has a table of its own: its documents lie together."""

    create: str
    row: str
    last_row: str
    rows_after: str
    total: str
    first_within: str
    rows_within: str
    rows_of: str
    rows_of_keys: str
    walk_up: str
    walk_down: str
    walk_up_only: str
    walk_down_only: str
    next_number: str
    insert: str
    update: str
    delete: str
    clear: str


_BY_ENTRY = "FROM entries e CROSS JOIN {rows} r ON r.id = e.id WHERE e.kind = ? AND e.field = ?"
_WALK = f"SELECT e.value, r.id, r.revision, r.body {_BY_ENTRY} AND e.value BETWEEN ? AND ? AND (e.value, e.id)"
_ONLY = (
    " AND EXISTS (SELECT 1 FROM entries o WHERE o.kind = e.kind AND o.field = ? AND o.value BETWEEN ? AND ?"
    " AND o.id = e.id)"
)
_UP = " ORDER BY e.value, e.id LIMIT ?"
_DOWN = " ORDER BY e.value DESC, e.id DESC LIMIT ?"

_TEMPLATES = Statements(
    create="CREATE TABLE IF NOT EXISTS {rows} (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, body BLOB NOT NULL)",
    row="SELECT id, revision, body FROM {rows} WHERE id = ?",
    last_row="SELECT id, revision, body FROM {rows} ORDER BY id DESC LIMIT 1",
    rows_after="SELECT id, revision, body FROM {rows} WHERE id > ? ORDER BY id LIMIT ?",
    total="SELECT count(*) FROM {rows}",
    first_within=f"SELECT r.id, r.revision, r.body {_BY_ENTRY} AND e.value = ? ORDER BY e.id LIMIT 1",
    rows_within=f"SELECT r.id, r.revision, r.body {_BY_ENTRY} AND e.value BETWEEN ? AND ? LIMIT ?",
    rows_of="SELECT id, revision, body FROM {rows} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
    rows_of_keys=f"SELECT e.value, r.id, r.revision, r.body {_BY_ENTRY}"  # noqa: S608  # our own text
    " AND e.value IN (SELECT value FROM json_each(?)) ORDER BY e.id",
    walk_up=f"{_WALK} > (?, ?){_UP}",
    walk_down=f"{_WALK} < (?, ?){_DOWN}",
    walk_up_only=f"{_WALK} > (?, ?){_ONLY}{_UP}",
    walk_down_only=f"{_WALK} < (?, ?){_ONLY}{_DOWN}",
    next_number="SELECT max(next_id, coalesce((SELECT max(id) FROM {rows}), 0) + 1) FROM kinds WHERE kind = ?",
    insert="INSERT INTO {rows} VALUES (?, ?, ?)",
    update="UPDATE {rows} SET revision = ?, body = ? WHERE id = ? AND revision = ?",
    delete="DELETE FROM {rows} WHERE id = ?",
    clear="DELETE FROM {rows}",
)


@functools.cache
def statements(kind: str) -> Statements:
    """The statements of a kind."""
    return Statements(*(template.replace("{rows}", table_of(kind)) for template in _TEMPLATES))


def table_of(kind: str) -> str:
    """Where the rows of a kind stand; its name comes from the code and is quoted all the same."""
    return '"rows_{}"'.format(kind.replace('"', '""'))
