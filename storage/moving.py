"""Brings every row from one engine to another, and compares the two: numbers, revisions and bodies as they are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, zip_longest

from storage.engine import Reader, Row, Writer
from storage.finding import all_rows
from storage.indexing import Indexing
from storage.rows import rebuild

STRIDE = 100  # rows between two rests
MOST = 20  # differences told


def bring(source: Reader, target: Writer, indexings: Mapping[str, Indexing], rest: Callable[[], None]) -> int:
    """Put all that the source holds into a target that holds nothing, within its transaction; how many documents."""
    brought = 0
    for kind in source.kinds():
        target.add_kind(kind)
        for row in all_rows(source, kind):
            target.put(kind, row)
            brought += 1
            if brought % STRIDE == 0:
                rest()
        target.reserve_number(kind, source.next_number(kind) - 1)
    for indexing in indexings.values():
        rebuild(target, indexing)
    target.set_schema(source.schema())
    return brought


def differences(source: Reader, target: Reader) -> list[str]:
    """A sentence for each document, number or kind that is not the same in both; at most `MOST`."""
    return list(islice(_differences(source, target), MOST))


def _differences(source: Reader, target: Reader) -> Iterator[str]:
    if source.schema() != target.schema():
        yield "The two are of different shapes."
    for kind in sorted({*source.kinds(), *target.kinds()}):
        if kind not in target.kinds():
            yield f"There is no {kind}."
            continue
        known = kind in source.kinds()
        yield from _different_rows(kind, all_rows(source, kind) if known else (), all_rows(target, kind))
        if known and source.next_number(kind) != target.next_number(kind):
            yield f"The next number of {kind} is another one."


def _different_rows(kind: str, source: Iterable[Row], target: Iterable[Row]) -> Iterator[str]:
    for here, there in zip_longest(source, target):
        if here != there:
            yield f"Document {(here or there)[0]} of {kind} is not the same."
