"""Which key the file opens with, and how it is written anew under another one (ASVS 14.2.7, 11.7.1)."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from storage.durable import keep_content, keep_names
from storage.errors import NotSaved, Unreadable
from storage.sqlite.driver import sqlite3

KEY_LENGTH = 32  # bytes
_PLAIN = b"SQLite format 3\0"
_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name"


def is_plain(file: Path) -> bool:
    """Whether what stands in the file can be read by anybody who has it."""
    with file.open("rb") as opened:
        return opened.read(len(_PLAIN)) == _PLAIN


def give_key(connection: sqlite3.Connection, key: bytes | None) -> None:
    """The first thing that a connection is told; nothing is read by it."""
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # we tell what is wrong ourselves
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def fitting(file: Path, keys: Sequence[bytes]) -> bytes | None:
    """The key that the file opens with: the first for a new file, None for a plain one. `Unreadable` when none fits."""
    if not keys or is_plain(file):
        return None
    if not file.stat().st_size:
        return keys[0]
    for key in keys:
        if _fits(file, key):
            return key
    raise Unreadable(
        f"The data in {file.parent} cannot be opened with this secret: it was encrypted with another, or it is damaged."
        " Restore the secret that belongs to this data, or the data itself, from its backup."
    )


def _fits(file: Path, key: bytes) -> bool:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        give_key(connection, key)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                return False
            raise
    return True


def write_anew(file: Path, old: bytes | None, new: bytes) -> int:
    """Put the same rows under a new key into the place of the file, and return how many there are.

    They are written beside it, compared row by row, looked at for damage and made durable before the file is exchanged.
    `NotSaved` where another program has the data open, and where the two differ: then the file is as it was.
    """
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
            give_key(connection, old)
            _have_alone(connection)
            connection.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{new.hex()}'\"", (str(part),))
            connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
            version = connection.execute("PRAGMA main.user_version").fetchone()[0]
            connection.execute(f"PRAGMA fresh.user_version = {version}")
            rows = _compared(connection)
            connection.execute("DETACH DATABASE fresh")
            _make_durable(part, new)
            part.replace(file)
            keep_names(file.parent)
    finally:
        part.unlink(missing_ok=True)
    return rows


def _have_alone(connection: sqlite3.Connection) -> None:
    """Leaving the write-ahead log is given only to who has the file alone; from then on nobody else comes in."""
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        mode = "wal"
    if mode != "delete":
        raise NotSaved("Another program has the data open. Stop the server, and try again; nothing was changed.")


def _compared(connection: sqlite3.Connection) -> int:
    rows = 0
    for (table,) in connection.execute(_TABLES).fetchall():
        here, there = f'SELECT * FROM main."{table}"', f'SELECT * FROM fresh."{table}"'  # noqa: S608  # our own tables
        counts = [connection.execute(f"SELECT count(*) FROM ({one})").fetchone()[0] for one in (here, there)]  # noqa: S608
        missing = connection.execute(f"SELECT count(*) FROM ({here} EXCEPT {there})").fetchone()[0]  # noqa: S608
        if missing or counts[0] != counts[1]:
            raise NotSaved(f"What was written anew of {table} is not what stood there. Nothing was changed.")
        rows += counts[0]
    return rows


def _make_durable(part: Path, key: bytes) -> None:
    with contextlib.closing(sqlite3.connect(part)) as connection:
        give_key(connection, key)
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok" or is_plain(part):
        raise NotSaved(f"What was written anew is not whole: {found}. Nothing was changed.")
    part.chmod(0o600)
    keep_content(part)
