"""A copy of the rows as they stood at one moment, made while others go on writing."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from storage.errors import Damaged
from storage.sqlite.driver import sqlite3
from storage.sqlite.encryption import give_key
from storage.sqlite.layout import make_private

PAGES = 256  # a megabyte between two rests


def copy_rows(source: sqlite3.Connection, file: Path, key: bytes | None, rest: Callable[[], None]) -> None:
    """Copies into a new file, private to the account and under the same key, and checks it whole.

    `Damaged`, or SQLite's own errors.

    The source's transaction stays open meanwhile: so the copy is of one moment, nobody's commit makes it begin again,
    and in a write-ahead log no writer waits for it.
    """
    make_private(file.parent, file)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as target:
        give_key(target, key)
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # whoever is stopped begins anew
            target.execute(f"PRAGMA {pragma}")
        source.execute("BEGIN")
        try:
            source.execute("SELECT count(*) FROM about").fetchone()  # the moment
            source.backup(target, pages=PAGES, progress=lambda *_: rest())
        finally:
            source.execute("COMMIT")
        target.execute("PRAGMA journal_mode = DELETE")
        found = [str(line) for (line,) in target.execute("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise Damaged(f"The data is damaged: {found[0]}")
