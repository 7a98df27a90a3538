"""The driver: SQLite with SQLCipher in it, which reads plain files too."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3  # the same interface, with types
else:
    from sqlcipher3 import dbapi2 as sqlite3

__all__ = ["sqlite3"]
