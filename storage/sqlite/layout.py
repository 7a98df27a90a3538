"""The file that the rows stand in: private to the account, and brought to the newest layout when it is opened."""

import os
from pathlib import Path

from storage.durable import keep_names
from storage.errors import NewerSchema
from storage.sqlite.driver import sqlite3
from storage.sqlite.sql import LAYOUTS, statements, table_of

FILE = "heard.sqlite"
_ONE_TABLE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'rows'"


def file_of(folder: Path) -> Path:
    """The file that the rows of a folder stand in."""
    return folder / FILE


def log_of(file: Path) -> Path:
    """The write-ahead log: there while anybody has the file open, and after a crash."""
    return file.with_name(f"{file.name}-wal")


def make_private(folder: Path, file: Path) -> None:
    """Only the account that Heard runs under may read the data; the log files inherit it from the file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def lay_out(connection: sqlite3.Connection, file: Path) -> None:
    """Brings the tables to the newest layout, in one transaction, even when two programs begin at once."""
    if connection.execute(_ONE_TABLE).fetchone():
        _give_each_kind_its_table(connection)
    version = "PRAGMA user_version"
    if connection.execute(version).fetchone()[0] == len(LAYOUTS):
        return
    connection.execute("BEGIN IMMEDIATE")
    found = connection.execute(version).fetchone()[0]
    if found > len(LAYOUTS):
        connection.execute("ROLLBACK")
        raise NewerSchema(f"The data in {file.parent} was written by a newer Heard. Start that one.")
    for script in LAYOUTS[found:]:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(LAYOUTS)}")
    connection.execute("COMMIT")
    keep_names(file.parent)


def _give_each_kind_its_table(connection: sqlite3.Connection) -> None:
    """The first Heard of all kept the rows of every kind in one table, and called that layout 1 as well."""
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute(_ONE_TABLE).fetchone():
        for (kind,) in connection.execute("SELECT kind FROM kinds UNION SELECT kind FROM rows").fetchall():
            connection.execute(statements(kind).create)
            moved = f"INSERT INTO {table_of(kind)} SELECT id, revision, body FROM rows WHERE kind = ?"  # noqa: S608  # quoted
            connection.execute(moved, (kind,))
        connection.execute("DROP TABLE rows")
    connection.execute("COMMIT")
