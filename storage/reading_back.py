"""Reads back what an export wrote, into a store that holds nothing: every document under its own number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from storage.database import Database
from storage.documents import Document
from storage.errors import StorageError
from storage.export import ABOUT
from storage.kinds import Kind
from storage.store import Store

PIECE = 500  # documents in a unit of work
Tables = Mapping[str, Mapping[str, dict[str, Any]]]
_OTHER = "{file} is not what “heard export” writes, or not all of it."


class NotReadBack(StorageError):
    """The file is not brought in; the message says why."""


@dataclass(frozen=True)
class Export:
    """What stands in a file: the version of the documents' shape, and the documents by kind and number."""

    schema: int
    tables: Tables


def read_export(file: Path, kinds: Mapping[str, Kind], newest: int) -> Export:
    """The file's content. `NotReadBack` for what is no export, or of a shape after `newest`; OSError."""
    try:
        tables = orjson.loads(file.read_bytes())
        schema = int(tables.pop(ABOUT)["1"]["schema"])
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
        raise NotReadBack(_OTHER.format(file=file.name)) from None
    if not 0 <= schema <= newest:
        raise NotReadBack(f"{file.name} was written by a newer Heard. Read it back with that one.")
    if unknown := sorted(set(tables) - set(kinds)):
        raise NotReadBack(f"{file.name} holds what this Heard does not know: {', '.join(unknown)}.")
    if not all(map(_is_table, tables.values())):
        raise NotReadBack(_OTHER.format(file=file.name))
    return Export(schema, tables)


def read_back(store: Store, tables: Tables, kinds: Mapping[str, Kind]) -> int:
    """Keep every document and return how many; `NotReadBack` where the store is not what the file says in the end."""
    for name, documents in tables.items():
        numbers = list(documents)
        for start in range(0, len(numbers), PIECE):
            store.write_now(_keep, kinds[name], documents, numbers[start : start + PIECE])
    for name, documents in tables.items():
        if store.read(_differs, kinds[name], documents):
            raise NotReadBack(f"What was read back of {name} is not what stands in the file.")
    if found := store.faults():
        raise NotReadBack("\n".join(found))
    return sum(len(documents) for documents in tables.values())


def _is_table(one: object) -> bool:
    return isinstance(one, dict) and all(
        number.isascii() and number.isdecimal() and number != "0" and isinstance(document, dict)
        for number, document in one.items()
    )


def _keep(db: Database, kind: Kind, documents: Mapping[str, dict[str, Any]], numbers: Sequence[str]) -> None:
    db.table(kind).insert_multiple(Document(documents[number], int(number)) for number in numbers)


def _differs(db: Database, kind: Kind, documents: Mapping[str, dict[str, Any]]) -> bool:
    kept: Iterator[Document] = iter(db.table(kind))
    return {str(one.doc_id): dict(one) for one in kept} != documents
