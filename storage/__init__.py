"""Documents and how they are kept: TinyDB's words over rows that survive."""

from storage.errors import (
    Conflict,
    Damaged,
    Ended,
    Lasting,
    NewerSchema,
    NoSuchDocument,
    NotSaved,
    ReadOnly,
    StorageError,
    Taken,
    Unreadable,
)
from storage.kinds import Kind
from storage.store import Database, Store
from storage.table import Document, RowTable

__all__ = [
    "Conflict",
    "Damaged",
    "Database",
    "Document",
    "Ended",
    "Kind",
    "Lasting",
    "NewerSchema",
    "NoSuchDocument",
    "NotSaved",
    "ReadOnly",
    "RowTable",
    "StorageError",
    "Store",
    "Taken",
    "Unreadable",
]
