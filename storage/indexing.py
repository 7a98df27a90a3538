"""What of a document stands in the index, by the declaration of its kind."""

from collections.abc import Callable, Mapping
from typing import Any

from storage.engine import Entry
from storage.keys import ABSENT, LONGEST, OTHER, key_of
from storage.kinds import Kind

_MISSING = object()


class Indexing:
    """A kind's declaration, ready to be applied to documents and to the values of queries."""

    def __init__(self, kind: Kind, keyed_hash: Callable[[str], str]) -> None:
        self.kind = kind
        self._keyed_hash = keyed_hash
        self.paths = {tuple(path.split(".")): path for path in kind.indexed + kind.hashed}
        self.names = frozenset(kind.indexed + kind.hashed)
        self._hashed = frozenset(kind.hashed)
        self._ordered = frozenset(kind.indexed)
        self._roots = {path.split(".")[0] for path in self.paths.values()}
        self._fields = [(parts, path, path in self._hashed) for parts, path in self.paths.items()]

    @property
    def fingerprint(self) -> str:
        """Changes when the index has to be built anew: another declaration, another way of keys, another secret."""
        canary = self._keyed_hash("canary") if self._hashed else ""
        return f"1 {sorted(self._ordered)} {sorted(self._hashed)} {canary}"

    def can_order(self, field: str) -> bool:
        """A hash keeps no order, so only an indexed field can be ordered by or compared with."""
        return field in self._ordered

    def key(self, field: str, value: Any) -> str | None:
        """The key of one value in this field, None when it is not indexed."""
        if field in self._hashed:
            plain = value if isinstance(value, str) else key_of(value)
            return plain if plain is None or value is None else "h" + self._keyed_hash(plain)
        return key_of(value)

    def entries(self, document: Mapping[str, Any]) -> list[Entry]:
        """Every (field, key) of a document; a field without any key has the entry ABSENT."""
        entries: list[Entry] = []
        for parts, field, hashed in self._fields:
            value: Any = document
            for part in parts:
                value = value.get(part, _MISSING) if isinstance(value, Mapping) else _MISSING
            if type(value) is str and not hashed:
                entries.append((field, "s" + value[:LONGEST]))
            else:
                entries.extend((field, key) for key in self._keys(field, value))
        return entries

    def alike(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """Whether two documents surely have the same entries."""
        return all(before.get(root, _MISSING) == after.get(root, _MISSING) for root in self._roots)

    def keys_of(self, field: str, document: Mapping[str, Any]) -> list[str]:
        """The keys of one field of a document."""
        return [*self._keys(field, self.value(field, document, _MISSING))]

    def value(self, field: str, document: Mapping[str, Any], absent: Any = None) -> Any:
        """The value that stands under a dotted path; `absent` when there is none."""
        value: Any = document
        for part in field.split("."):
            value = value.get(part, absent) if isinstance(value, Mapping) else absent
        return value

    def _keys(self, field: str, value: Any) -> set[str]:
        if value is _MISSING:
            return {ABSENT}
        values = value if isinstance(value, list | tuple) else (value,)
        return {self.key(field, each) or OTHER for each in values} or {ABSENT}
