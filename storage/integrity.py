"""Looks whether what stands on the disk is what was kept: the engine's structure, each document, each index entry."""

from collections.abc import Callable, Iterator, Mapping

from storage.engine import Engine, Reader
from storage.errors import Unreadable
from storage.finding import all_rows
from storage.indexing import Indexing
from storage.rows import document_of

MOST = 20  # faults told of one look
STRIDE = 100  # documents between two rests: a millisecond of work


def structural_faults(engine: Engine, *, whole: bool = False) -> list[str]:
    """What the engine finds wrong with its structure; quick enough for each start, `whole` for each night."""
    try:
        with engine.reading() as session:
            return session.faults(whole=whole)
    except Exception as error:
        return [_told(engine, error)]


def faults(engine: Engine, indexings: Mapping[str, Indexing], rest: Callable[[], None] = lambda: None) -> list[str]:
    """Everything that is wrong with the data, at most `MOST` of it; empty when each document is as it was kept.

    `rest` is called again and again, for a look that must hold nobody up.
    """
    found = structural_faults(engine, whole=True)
    try:
        with engine.reading() as session:
            for indexing in indexings.values():
                found += _faults_of(session, indexing, rest)
    except Exception as error:
        found.append(_told(engine, error))
    return found[:MOST]


def _faults_of(session: Reader, indexing: Indexing, rest: Callable[[], None]) -> Iterator[str]:
    kind, expected = indexing.kind.name, 0
    for count, row in enumerate(all_rows(session, kind), 1):
        if count % STRIDE == 0:
            rest()
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
