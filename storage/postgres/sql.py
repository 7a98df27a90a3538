"""The tables and the statements on them, as SQL text.

A key is bytes: they sort as its text does in SQLite, whatever the database's language, and may hold a NUL.
"""

import functools
from collections.abc import Iterable
from typing import NamedTuple

# Position in this list = the version of the layout that the script leads to. Scripts are only ever added.
LAYOUTS = (
    b"""
    CREATE TABLE entries (kind text COLLATE "C" NOT NULL, field text COLLATE "C" NOT NULL, value bytea NOT NULL,
                          id bigint NOT NULL, PRIMARY KEY (kind, field, value, id));
    CREATE TABLE kinds (kind text COLLATE "C" PRIMARY KEY, next_id bigint NOT NULL, indexing text NOT NULL);
    CREATE TABLE notices (number bigint PRIMARY KEY, origin text NOT NULL, topics text NOT NULL);
    CREATE TABLE about (name text PRIMARY KEY, value bigint NOT NULL);
    INSERT INTO about VALUES ('schema', 0), ('layout', 0);
    """,
    b"""
    CREATE TABLE versions (kind text COLLATE "C" PRIMARY KEY, version bigint NOT NULL) WITH (fillfactor = 25);
    INSERT INTO versions SELECT kind, 1 FROM kinds;
    INSERT INTO about VALUES ('holders', 0);
    """,
)
LOCK = 0x6865617264  # “heard”: whoever writes holds it, so that units of work are one after another in all processes
CHANNEL = "heard_notices"
HOLDERS = "SELECT value FROM about WHERE name = 'holders'"  # how many have held the lock of the work beside the pages


class Statements(NamedTuple):
    """What is said to the rows of one kind. A kind has a table of its own: its documents lie together."""

    create: bytes
    row: bytes
    last_row: bytes
    rows_after: bytes
    total: bytes
    first_within: bytes
    rows_within: bytes
    rows_at: bytes
    rows_of: bytes
    rows_of_keys: bytes
    walk_up: bytes
    walk_down: bytes
    walk_up_only: bytes
    walk_down_only: bytes
    next_number: bytes
    insert: bytes
    update: bytes
    delete: bytes
    clear: bytes


_BY_ENTRY = "FROM entries e JOIN {rows} r ON r.id = e.id WHERE e.kind = %s AND e.field = %s"
# A key at a time: without the fence, a plan for keys that are not known yet reads a whole field of the index.
_BY_KEY = f"SELECT e.value, r.id, r.revision, r.body {_BY_ENTRY} AND e.value = sought.key OFFSET 0"
_OF_KEYS = f"FROM unnest(%s::bytea[]) AS sought (key), LATERAL ({_BY_KEY}) AS found ORDER BY found.id"
_WALK = f"SELECT e.value, r.id, r.revision, r.body {_BY_ENTRY} AND e.value BETWEEN %s AND %s AND (e.value, e.id)"
_ONLY = (
    " AND EXISTS (SELECT 1 FROM entries o WHERE o.kind = e.kind AND o.field = %s AND o.value BETWEEN %s AND %s"
    " AND o.id = e.id)"
)
_UP = " ORDER BY e.value, e.id LIMIT %s"
_DOWN = " ORDER BY e.value DESC, e.id DESC LIMIT %s"

_TEMPLATES = (
    "CREATE TABLE IF NOT EXISTS {rows} (id bigint PRIMARY KEY, revision bigint NOT NULL, body bytea NOT NULL)",
    "SELECT id, revision, body FROM {rows} WHERE id = %s",
    "SELECT id, revision, body FROM {rows} ORDER BY id DESC LIMIT 1",
    "SELECT id, revision, body FROM {rows} WHERE id > %s ORDER BY id LIMIT %s",
    "SELECT count(*) FROM {rows}",
    f"SELECT r.id, r.revision, r.body {_BY_ENTRY} AND e.value = %s ORDER BY e.id LIMIT 1",
    f"SELECT r.id, r.revision, r.body {_BY_ENTRY} AND e.value BETWEEN %s AND %s{_UP}",
    f"SELECT r.id, r.revision, r.body {_BY_ENTRY} AND e.value = %s ORDER BY e.id LIMIT %s",
    "SELECT id, revision, body FROM {rows} WHERE id = ANY(%s) ORDER BY id",
    f"SELECT found.* {_OF_KEYS}",
    f"{_WALK} > (%s, %s){_UP}",
    f"{_WALK} < (%s, %s){_DOWN}",
    f"{_WALK} > (%s, %s){_ONLY}{_UP}",
    f"{_WALK} < (%s, %s){_ONLY}{_DOWN}",
    "SELECT greatest(next_id, coalesce((SELECT max(id) FROM {rows}), 0) + 1) FROM kinds WHERE kind = %s",
    "INSERT INTO {rows} VALUES (%s, %s, %s)",
    "UPDATE {rows} SET revision = %s, body = %s WHERE id = %s AND revision = %s",
    "DELETE FROM {rows} WHERE id = %s",
    "DELETE FROM {rows}",
)

_NEW_VERSIONS = (
    "INSERT INTO versions SELECT kind, (SELECT coalesce(max(version), 0) + 1 FROM versions)"
    " FROM (VALUES {kinds}) AS changed (kind) ON CONFLICT (kind) DO UPDATE SET version = excluded.version;"
)


def table_of(kind: str) -> str:
    """The table of a kind's rows, quoted; the name comes from the code and is quoted all the same."""
    return '"rows_{}"'.format(kind.replace('"', '""').replace("%", "%%"))


@functools.cache
def statements(kind: str) -> Statements:
    """The statements of a kind."""
    return Statements(*(template.replace("{rows}", table_of(kind)).encode() for template in _TEMPLATES))


def new_versions(kinds: Iterable[str]) -> bytes:
    """A version for each kind that a transaction changed, by which readers know of what they may no longer keep."""
    names = ", ".join("('{}')".format(kind.replace("'", "''")) for kind in sorted(kinds))
    return _NEW_VERSIONS.replace("{kinds}", names).encode()
