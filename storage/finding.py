"""Finds documents: picks the index that leaves the fewest candidates, and applies the condition to each of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    return _fewest(session, indexing.kind.name, choices(cond, indexing))


def _fewest(session: Reader, kind: str, ways: list[Spans]) -> Spans | None:
    if len(ways) <= 1:
        return ways[0] if ways else None
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
    session: Reader,
    indexing: Indexing,
    cond: QueryLike | None,
    by: str,
    newest_first: bool,
    limit: int | None,
    after: Document | None,
) -> list[Document]:
    """Matching documents in the order of a field, ties by number; those without the field stand last.

    `after` is the last document of the page before: this one goes on behind its place.
    """
    _refuse_unordered(indexing, by)
    most = ALL if limit is None else limit
    start = None if after is None else (_place_key(indexing, by, after, newest_first), after.doc_id)
    spans = best(session, indexing, cond)
    if spans is not None and _are_few(session, indexing.kind.name, spans, limit):
        return _sorted(session, indexing, cond, spans, by, newest_first, start)[:most]
    beside = [one for one in choices(cond, indexing) if len(one) == 1 and one[0].field != by]
    only = _fewest(session, indexing.kind.name, beside)
    walk = _Walk(indexing.kind.name, newest_first, only[0] if only else None, min(most, CHUNK))
    found: dict[int, Document] = {}
    for row in walk.along(session, _parts(indexing, cond, by), start):
        if len(found) >= most:
            break
        document = document_of(row)
        fits = row[0] not in found and (cond is None or cond(document))
        # a list stands in the index several times, and has been met at its first place
        if fits and (
            start is None or _is_behind((_place_key(indexing, by, document, newest_first), row[0]), start, newest_first)
        ):
            found[row[0]] = document
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


def _place_key(indexing: Indexing, by: str, document: Document, newest_first: bool) -> str:
    keys = indexing.keys_of(by, document)
    return max(keys) if newest_first else min(keys)


def _is_behind(place: Place, start: Place, newest_first: bool) -> bool:
    absent, was_absent = place[0] == ABSENT, start[0] == ABSENT
    if absent != was_absent:
        return absent
    return place < start if newest_first else place > start


def _sorted(
    session: Reader,
    indexing: Indexing,
    cond: QueryLike | None,
    spans: Spans,
    by: str,
    newest_first: bool,
    start: Place | None,
) -> list[Document]:
    placed: list[tuple[Place, Document]] = []
    absent: list[tuple[Place, Document]] = []
    for row in _rows_of(session, indexing.kind.name, spans):
        document = document_of(row)
        if cond is None or cond(document):
            place = _place_key(indexing, by, document, newest_first), row[0]
            if start is None or _is_behind(place, start, newest_first):
                (absent if place[0] == ABSENT else placed).append((place, document))
    for part in (placed, absent):
        part.sort(key=lambda one: one[0], reverse=newest_first)
    return [document for _, document in placed + absent]


def _parts(indexing: Indexing, cond: QueryLike | None, by: str) -> list[Span]:
    """The parts of a field's index that matches stand in, those without the field last.

    All that a condition says of the field itself is a bound of the walk, and not looked up for each row.
    """
    within = [spans[0] for spans in choices(cond, indexing) if len(spans) == 1 and spans[0].field == by]
    if not within:
        return [Span(by, "", LAST), Span(by, ABSENT, ABSENT)]
    return [Span(by, max(one.low for one in within), min(one.high for one in within))]


@dataclass(frozen=True)
class _Walk:
    """A walk along the index of a field, some rows at a time."""

    kind: str
    newest_first: bool
    only: Span | None
    limit: int

    def along(self, session: Reader, parts: Sequence[Span], start: Place | None) -> Iterator[Row]:
        """Rows of one part after the other, from behind `start`."""
        for part in parts:
            if start is not None and start[0] == ABSENT != part.low:
                continue  # it stands behind all of this part
            place = start if start is not None and (start[0] == ABSENT) == (part.low == ABSENT) else None
            while chunk := session.walk(
                self.kind, part, start=place, newest_first=self.newest_first, limit=self.limit, only=self.only
            ):
                for _, number, revision, body in chunk:
                    yield number, revision, body
                place = chunk[-1][0], chunk[-1][1]
