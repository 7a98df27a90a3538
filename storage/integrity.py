"""Looks whether what stands on the disk is what was kept: the engine's structure, each document, each index entry."""

from collections.abc import Iterator, Mapping

from storage.engine import Engine, Reader
from storage.errors import Unreadable
from storage.finding import all_rows
from storage.indexing import Indexing
from storage.rows import document_of

MOST = 20  # faults told of one look


def structural_faults(engine: Engine, *, whole: bool = False) -> list[str]:
    """What the engine finds wrong with its structure; quick enough for each start, `whole` for each night."""
    try:
        with engine.reading() as session:
            return session.faults(whole=whole)
    except Exception as error:
        return [_told(engine, error)]


def faults(engine: Engine, indexings: Mapping[str, Indexing]) -> list[str]:
    """Everything that is wrong with the data, at most `MOST` of it; empty when each document is as it was kept."""
    found = structural_faults(engine, whole=True)
    try:
        with engine.reading() as session:
            for indexing in indexings.values():
                found += _faults_of(session, indexing)
    except Exception as error:
        found.append(_told(engine, error))
    return found[:MOST]


def _faults_of(session: Reader, indexing: Indexing) -> Iterator[str]:
    kind, expected = indexing.kind.name, 0
    for row in all_rows(session, kind):
        try:
            entries = set(indexing.entries(document_of(row)))
        except Unreadable:
            yield f"Document {row[0]} of {kind} is not what was kept."
            continue
        expected += len(entries)
        if not all(session.has_entry(kind, row[0], entry) for entry in entries):
            yield f"Document {row[0]} of {kind} is missing from the index."
    if session.count_entries(kind) > expected:
        yield f"The index of {kind} names what no document says."


def _told(engine: Engine, error: Exception) -> str:
    fault = engine.fault(error, writing=False) or error
    if not isinstance(fault, Unreadable):
        raise error
    return str(fault)
