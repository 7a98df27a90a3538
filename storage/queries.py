"""The commonest condition, made lightly: TinyDB's own builder costs more than the look-up that it describes."""

from collections.abc import Mapping
from typing import Any

_NOTHING = object()


class Holding:
    """A TinyDB condition: a field of the document itself is the value, or is a list that holds it."""

    __slots__ = ("field", "value")

    def __init__(self, field: str, value: str | int) -> None:
        self.field = field
        self.value = value

    def __call__(self, value: Mapping[str, Any]) -> bool:
        found = value.get(self.field, _NOTHING)
        return bool(found == self.value) or (isinstance(found, list) and self.value in found)

    def __hash__(self) -> int:
        return hash((self.field, self.value))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Holding) and (self.field, self.value) == (other.field, other.value)
