"""YAML read into plain values, with the line on which each of them stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from forms.errors import FormError, Problem

At = tuple[str | int, ...]


@dataclass(frozen=True)
class Loaded:
    """What is written, and where: `lines` has one entry for each key and each item, by its path."""

    file: str
    data: Any
    lines: Mapping[At, int] = field(default_factory=dict)  # none where it is kept as data
    cut: frozenset[At] = frozenset()  # unquoted values that end where a # begins a comment

    def line(self, at: At) -> int:
        """The line of the value at that path, or of the nearest thing around it; 0 where there are no lines."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 0)

    def problem(self, at: At, problem: str, mend: str) -> Problem:
        """A problem with the value at that path."""
        return Problem(self.file, self.line(at), problem, mend)


WHOLE_NUMBER = re.compile(r"^(?:0|[1-9][0-9]{0,17})$")


class PlainLoader(yaml.CSafeLoader):
    """Reads `yes`, `no` and dates as the words they are: they are answers here, not truth values."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own way to name them


PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", WHOLE_NUMBER, list("0123456789"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


class _Reader:
    """Turns one file's nodes into values; each node may stand once, so no alias can grow without end."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines: dict[At, int] = {}
        self.cut: set[At] = set()
        self.seen: set[int] = set()
        self._source = text.splitlines()

    def value(self, node: yaml.Node, at: At) -> Any:
        if id(node) in self.seen:
            raise self._error(node, "An alias (*name) stands here.", "Write the text out again.")
        self.seen.add(id(node))
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: At) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, item in node.value:
            name = str(key.value)
            if name in values:
                raise self._error(key, f"“{name}” stands twice in the same place.", "Keep one of them.")
            self.lines[(*at, name)] = key.start_mark.line + 1
            if self._anchored(key):
                mend = "Put the whole text in quotation marks."
                raise self._error(key, f"“{name}” begins with an anchor (&name), which is not read.", mend)
            if isinstance(item, yaml.ScalarNode) and not item.style and self._goes_on(item):
                self.cut.add((*at, name))
            values[name] = self.value(item, (*at, name))
        return values

    def _anchored(self, key: yaml.Node) -> bool:
        """Whether the value behind a key begins with &: YAML would name it and leave its first word out."""
        line = self._source[key.end_mark.line] if key.end_mark.line < len(self._source) else ""
        return line[key.end_mark.column :].lstrip(": ").startswith("&")

    def _goes_on(self, node: yaml.ScalarNode) -> bool:
        """Whether something stands behind the value on its line: what YAML takes for a comment."""
        line = self._source[node.end_mark.line] if node.end_mark.line < len(self._source) else ""
        return line[node.end_mark.column :].strip().startswith("#")

    def _scalar(self, node: yaml.Node) -> Any:
        kind = node.tag.rpartition(":")[2]
        if kind == "int" and WHOLE_NUMBER.match(node.value):
            return int(node.value)
        if kind == "bool":
            return node.value == "true"
        if kind not in ("str", "null"):
            raise self._error(node, f"The mark “{node.tag}” stands here.", "Take it out.")
        return node.value if kind == "str" else None

    def _error(self, node: yaml.Node, problem: str, mend: str) -> FormError:
        return FormError([Problem(self.file, node.start_mark.line + 1, problem, mend)])


def load(path: Path) -> Loaded:
    """The file's content with its lines; FormError when it cannot be read as YAML."""
    try:
        return parse(str(path), path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FormError([Problem(str(path), 1, "The file cannot be read.", f"{error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        raise FormError([Problem(str(path), 1, "The file is not UTF-8 text.", "Save it as UTF-8.")]) from error


def parse(file: str, text: str) -> Loaded:
    """The same for a text that came from a file of that name."""
    try:
        node = PlainLoader(text).get_single_node()
        reader = _Reader(file, text)
        data = reader.value(node, ()) if node is not None else None
        reader.lines.setdefault((), 1)  # of an empty file
        return Loaded(file, data, reader.lines, frozenset(reader.cut))
    except yaml.YAMLError as error:
        raise FormError([_unreadable(file, error)]) from error


def _unreadable(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or "it breaks off"
    mend = "Look at the indent, the colons and the quotation marks on this line and the one before it."
    return Problem(file, mark.line + 1 if mark else 1, f"This is not YAML: {said}.", mend)


def list_of(written: Any) -> list[Any]:
    """What may stand as one value or as a list, as a list."""
    if written is None:
        return []
    return written if isinstance(written, list) else [written]


def dicts_of(written: Any) -> list[dict[str, Any]]:
    """The items of a list that are mappings; what else was written is told elsewhere."""
    return [item for item in written if isinstance(item, dict)] if isinstance(written, list) else []
