"""Finds documents: picks the index that leaves the fewest candidates, and applies the condition to each of them."""

from collections.abc import Iterable, Iterator, Sequence

from tinydb.queries import QueryLike

from storage.candidates import Spans, choices, one_key
from storage.documents import Document
from storage.engine import ALL, BEFORE_ALL, Place, Reader, Row, Span
from storage.indexing import Indexing
from storage.keys import ABSENT, LAST, proves, value_of
from storage.queries import Holding
from storage.rows import document_of

CHUNK = 500  # rows read at once
FEW = 200  # candidates that are sooner sorted in memory than met along the index of an order


def all_rows(session: Reader, kind: str) -> Iterator[Row]:
    """Every row by number, a chunk at a time, so that no statement stays open."""
    last = BEFORE_ALL
    while chunk := session.rows_after(kind, last, CHUNK):
        yield from chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1][0]


def all_of(session: Reader, kind: str) -> Iterator[Document]:
    """Every document by number."""
    return map(document_of, all_rows(session, kind))


def matching(session: Reader, indexing: Indexing, cond: QueryLike) -> Iterator[Document]:
    """Every document of a condition, by number."""
    spans = best(session, indexing, cond)
    if spans is None:
        found = all_of(session, indexing.kind.name)
    else:
        found = map(document_of, _rows_of(session, indexing.kind.name, spans))
    return (document for document in found if cond(document))


def first(session: Reader, indexing: Indexing, cond: QueryLike) -> Document | None:
    """The matching document with the lowest number."""
    entry = one_key(cond, indexing)
    if entry is not None:
        row = session.first_within(indexing.kind.name, *entry)
        if row is None:
            return None
        document = document_of(row)
        if cond(document):
            return document
    return next(matching(session, indexing, cond), None)


def best(session: Reader, indexing: Indexing, cond: QueryLike | None) -> Spans | None:
    """The way to the candidates that leaves the fewest; None when every document has to be looked at."""
    ways = choices(cond, indexing)
    if len(ways) <= 1:
        return ways[0] if ways else None
    kind = indexing.kind.name
    return min(ways, key=lambda spans: sum(session.count_within(kind, span, FEW) for span in spans))


def count(session: Reader, indexing: Indexing, cond: QueryLike) -> int:
    """How many documents match; counted in the index alone where a `Holding` says all that is asked."""
    entry = one_key(cond, indexing)
    if entry is not None and isinstance(cond, Holding) and proves(cond.value, entry[1]):
        return session.count_within(indexing.kind.name, Span(entry[0], entry[1], entry[1]), ALL)
    return sum(1 for _ in matching(session, indexing, cond))


def columns(session: Reader, indexing: Indexing, fields: Sequence[str]) -> dict[str, dict[int, str | float]]:
    """The values of indexed fields by number, each in the order of the values, read from the index alone."""
    for field in fields:
        _refuse_unordered(indexing, field)
    return {field: _values(places) for field, places in session.keys_of(indexing.kind.name, fields).items()}


def _values(places: Iterable[Place]) -> dict[int, str | float]:
    return {number: value for key, number in places if (value := value_of(key)) is not None}


def page(
    session: Reader, indexing: Indexing, cond: QueryLike | None, by: str, newest_first: bool, limit: int | None
) -> list[Document]:
    """Matching documents in the order of a field, ties by number; those without the field stand last."""
    _refuse_unordered(indexing, by)
    most = ALL if limit is None else limit
    spans = best(session, indexing, cond)
    if spans is not None and _are_few(session, indexing.kind.name, spans, limit):
        return _sorted(session, indexing, cond, spans, by, newest_first)[:most]
    only = spans[0] if spans is not None and len(spans) == 1 else None
    found: dict[int, Document] = {}
    for row in _along(session, indexing.kind.name, by, newest_first, only, most):
        if len(found) >= most:
            break
        if row[0] not in found and (cond is None or cond(document := document_of(row))):
            found[row[0]] = document_of(row) if cond is None else document
    return list(found.values())


def _refuse_unordered(indexing: Indexing, field: str) -> None:
    if not indexing.can_order(field):
        raise ValueError(f"Kind {indexing.kind.name!r} has no index {field!r} to order by; declare it as indexed.")


def _are_few(session: Reader, kind: str, spans: Spans, limit: int | None) -> bool:
    return limit is None or sum(session.count_within(kind, span, FEW) for span in spans) < FEW


def _rows_of(session: Reader, kind: str, spans: Spans) -> list[Row]:
    """The rows of all spans by number, each once."""
    if len(spans) == 1 and spans[0].low == spans[0].high:
        return session.rows_within(kind, spans[0], ALL)
    found = {row[0]: row for span in spans for row in session.rows_within(kind, span, ALL)}
    return [found[number] for number in sorted(found)]


def _sorted(
    session: Reader, indexing: Indexing, cond: QueryLike | None, spans: Spans, by: str, newest_first: bool
) -> list[Document]:
    placed: list[tuple[str, int, Document]] = []
    absent: list[tuple[str, int, Document]] = []
    for row in _rows_of(session, indexing.kind.name, spans):
        document = document_of(row)
        if cond is None or cond(document):
            keys = indexing.keys_of(by, document)
            key = max(keys) if newest_first else min(keys)
            (absent if key == ABSENT else placed).append((key, row[0], document))
    for part in (placed, absent):
        part.sort(key=lambda place: place[:2], reverse=newest_first)
    return [document for _, _, document in placed + absent]


def _along(session: Reader, kind: str, by: str, newest_first: bool, only: Span | None, limit: int) -> Iterator[Row]:
    """Rows along the index of a field, then those without the field."""
    for low, high in (("", LAST), (ABSENT, ABSENT)):
        start: Place | None = None
        while chunk := session.walk(
            kind, Span(by, low, high), start=start, newest_first=newest_first, limit=min(limit, CHUNK), only=only
        ):
            for _, number, revision, body in chunk:
                yield number, revision, body
            start = chunk[-1][0], chunk[-1][1]
