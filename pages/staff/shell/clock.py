"""The present moment, as the store's one clock has it."""

from datetime import datetime

from storage.store import Database


def now_of(db: Database) -> datetime:
    """Now, aware and in UTC."""
    return db.now
