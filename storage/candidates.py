"""Reads from a TinyDB condition where in the index its documents must be: a hint, never the answer."""

from collections.abc import Iterable
from typing import Any

from tinydb.queries import QueryLike

from storage.engine import Entry, Span
from storage.indexing import Indexing
from storage.keys import OTHER, bounds_of_type
from storage.queries import Holding

Spans = list[Span]  # together they hold every document that the condition can match


def choices(cond: QueryLike | None, indexing: Indexing) -> list[Spans]:
    """Every way through the index to the documents of a condition; empty when only a full scan will do."""
    # TinyDB keeps what a query means in its private hash, for its query cache; `tinydb<5` is pinned for it.
    if isinstance(cond, Holding):
        entry = one_key(cond, indexing)
        return [] if entry is None else [[Span(entry[0], entry[1], entry[1])]]
    meaning = getattr(cond, "_hash", None)
    return _choices(meaning, indexing) if isinstance(meaning, tuple) else []


def one_key(cond: QueryLike, indexing: Indexing) -> Entry | None:
    """The one entry that every match of `where(field) == scalar` or `Holding` has; None for any other condition."""
    if isinstance(cond, Holding):
        key = indexing.key(cond.field, cond.value) if cond.field in indexing.names else None
        return None if key is None else (cond.field, key)
    meaning: tuple[Any, ...] | None = getattr(cond, "_hash", None)
    if not meaning or meaning[0] != "==" or isinstance(meaning[2], tuple):
        return None
    field = indexing.paths.get(meaning[1])
    key = None if field is None else indexing.key(field, meaning[2])
    return None if field is None or key is None else (field, key)


def _choices(meaning: tuple[Any, ...], indexing: Indexing) -> list[Spans]:
    operator = meaning[0] if meaning else None
    if operator == "and":
        return [spans for part in meaning[1] for spans in _choices(part, indexing)]
    if operator == "or":
        return _either([_choices(part, indexing) for part in meaning[1]])
    field = indexing.paths.get(meaning[1]) if len(meaning) == 3 else None
    spans = _spans(operator, field, meaning[2], indexing) if field is not None else None
    return [] if spans is None else [spans]


def _either(sides: list[list[Spans]]) -> list[Spans]:
    """An `or` can be answered from the index when each of its sides can."""
    return [[span for side in sides for span in side[0]]] if all(sides) else []


def _spans(operator: Any, field: str, operand: Any, indexing: Indexing) -> Spans | None:
    if operator == "==":
        return _equal(field, [operand[0]] if isinstance(operand, tuple) and operand else [operand], indexing)
    if operator == "one_of" and isinstance(operand, tuple | frozenset):
        return _equal(field, operand, indexing)
    if operator in ("any", "all") and isinstance(operand, tuple) and operand:
        return _among(field, operand if operator == "any" else operand[:1], indexing)
    if operator in ("<", "<=", ">", ">=") and indexing.can_order(field):
        return _range(operator, field, operand, indexing)
    return None


def _equal(field: str, values: Iterable[Any], indexing: Indexing) -> Spans | None:
    keys = [indexing.key(field, value) for value in values]
    return [Span(field, key, key) for key in dict.fromkeys(keys) if key is not None] if None not in keys else None


def _among(field: str, values: tuple[Any, ...], indexing: Indexing) -> Spans | None:
    """To TinyDB a text is a sequence of its characters and a dict one of its names, and neither is indexed so."""
    if any(isinstance(value, str) and len(value) <= 1 for value in values):
        return None
    spans = _equal(field, values, indexing)
    return spans and [*spans, Span(field, OTHER, OTHER)]


def _range(operator: str, field: str, value: Any, indexing: Indexing) -> Spans | None:
    key = indexing.key(field, value)
    if key is None:
        return None
    low, high = bounds_of_type(key)
    return [Span(field, low, key) if operator[0] == "<" else Span(field, key, high)]
