"""Checks that a form file has the right keys and values, place by place, and says it in words."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from forms.errors import Problem
from forms.loading import At, Loaded
from forms.schema import Column, Condition, Option
from forms.spelling import mend_of
from forms.vocabulary import (
    AUDIENCES,
    COLUMN_KINDS,
    FORMATS,
    KEPT_LISTS,
    KINDS,
    PICTURES,
    PURPOSES,
    SECTIONS,
    TOUCHPOINTS,
    WARNINGS,
)
from forms.written import ClosingQuestion, WrittenClosings, WrittenForm, WrittenPart, WrittenQuestion

KNOWN: Mapping[str, tuple[str, Collection[str]]] = {
    "kind": ("kind of question", KINDS),
    "audience": ("audience", AUDIENCES),
    "audiences": ("audience", AUDIENCES),
    "touchpoints": ("touchpoint", TOUCHPOINTS),
    "evidence_for": ("section", SECTIONS),
    "purpose": ("purpose", PURPOSES),
    "format": ("format", FORMATS),
    "picture": ("picture", PICTURES),
    "warning": ("warning", WARNINGS),
    "items": ("list", KEPT_LISTS),
}
PLACES: Mapping[str, type[BaseModel]] = {
    "parts": WrittenPart,
    "questions": WrittenQuestion,
    "choices": Option,
    "columns": Column,
    "when": Condition,
    "all": Condition,
}
MENDS = {
    "string_type": "Write words here, in quotation marks when they hold a colon.",
    "tuple_type": "Write a list, like [one, two] or one item a line after a dash.",
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "greater_than_equal": "Count from 1.",
    "bool_parsing": "Write true or false.",
    "bool_type": "Write true or false.",
    "model_type": "Write keys and values here, like `id: name`.",
    "dict_type": "Write keys and values here, like `id: name`.",
    "mapping_type": "Write keys and values here, like `id: name`.",
}


def is_closings(data: Any) -> bool:
    """Whether a file holds closing blocks and not a form."""
    return isinstance(data, dict) and "closings" in data


def shape_problems(loaded: Loaded) -> Iterator[Problem]:
    """Every key that is missing or unknown and every value of the wrong sort."""
    written = WrittenClosings if is_closings(loaded.data) else WrittenForm
    try:
        written.model_validate(loaded.data)
    except ValidationError as invalid:
        for error in invalid.errors():
            yield _problem(loaded, error["loc"], error["type"], error["msg"], error["input"])


def _problem(loaded: Loaded, at: At, sort: str, said: str, written: Any) -> Problem:
    name = next((step for step in reversed(at) if isinstance(step, str)), "")
    if sort == "missing":
        return loaded.problem(at, f"“{name}” is missing.", f"Add `{name}:` here.")
    if sort == "extra_forbidden":
        return loaded.problem(at, f"“{name}” is not known here.", mend_of(name, _keys_at(loaded, at[:-1])))
    if sort == "literal_error":
        what, known = ("kind of column", COLUMN_KINDS) if "columns" in at else KNOWN[name]
        return loaded.problem(at, f"“{written}” is not a known {what}.", mend_of(written, known))
    subject = f"“{name}”" if name else "The file"
    return loaded.problem(at, f"{subject} cannot be read: {said}.", MENDS.get(sort, "Write it as in the other forms."))


def _keys_at(loaded: Loaded, at: At) -> Collection[str]:
    place = next((step for step in reversed(at) if step in PLACES), None)
    if place is not None:
        return PLACES[str(place)].model_fields
    if is_closings(loaded.data):
        return (ClosingQuestion if at else WrittenClosings).model_fields
    return WrittenForm.model_fields
