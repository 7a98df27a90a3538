"""Harm done to data on the disk by somebody who has its key: a page is whole, and a word in it is another one."""

from pathlib import Path

from app.data_folder import file_keys, secret_place
from storage.sqlite.engine import SqliteEngine


def change_a_word(folder: Path, kind: str, before: bytes, after: bytes) -> None:
    """Put `after`, of the same length, in the place of `before` in one document of a closed store."""
    engine = SqliteEngine(folder, file_keys(secret_place(folder, None)))
    connection = engine.writer().connection
    found = connection.execute(f"SELECT id, body FROM rows_{kind} WHERE instr(body, ?) LIMIT 1", (before,)).fetchone()
    number, body = found
    connection.execute(f"UPDATE rows_{kind} SET body = ? WHERE id = ?", (body.replace(before, after, 1), number))
    engine.close()
