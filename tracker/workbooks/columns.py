"""The columns of a tracker: what ours are called, and what the same is called in the workbooks of others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from language.folding import fold

NUMBER, CHILD, ACTION, OWNER = "number", "child", "action", "owner"
IMPACT, SHOWN_BY, DUE, FIRST_DUE = "impact", "shown_by", "due", "first_due"
SOURCE, SECTION, THEME, TEAM = "source", "section", "theme", "team"
STATE, DONE_DAY, EFFECT, CHANGED, EVIDENCE = "state", "done_day", "effect", "changed", "evidence"
UPDATED, UPDATES, NOTE = "updated", "updates", "note"
LONGEST_NAME = 200


@dataclass(frozen=True)
class Column:
    """A column of a tracker; `also` are its other names, the likeliest first, in the spelling that is compared."""

    field: str
    title: str
    also: tuple[str, ...]


def _read() -> tuple[Column, ...]:
    known = yaml.safe_load(Path(__file__).with_name("columns.yaml").read_text(encoding="utf-8"))
    return tuple(Column(field, one["title"], tuple(one["also"])) for field, one in known.items())


COLUMNS = _read()
TITLES: Mapping[str, str] = {one.field: one.title for one in COLUMNS}
CHOICES: Mapping[str, str] = {**TITLES, NOTE: "Keep its words as a note"}
_KEPT_AS_NOTES = ("how", "outcome", "actions taken", "note", "additional information")


def guess(headers: Sequence[str]) -> dict[int, str]:
    """Which column holds what, as far as its name says; the likeliest column of each, the first of those alike."""
    spelled = [fold(one) for one in headers]
    found: dict[int, str] = {}
    for column in COLUMNS:
        for name in (fold(column.title), *column.also):
            at = next((at for at, one in enumerate(spelled) if one == name and at not in found), None)
            if at is not None:
                found[at] = column.field
                break
    for at, one in enumerate(spelled):
        if at not in found and one.startswith(_KEPT_AS_NOTES):
            found[at] = NOTE
    return found


def is_known(header: str) -> bool:
    """Whether a column of a tracker is called so by anybody."""
    return fold(header) in _KNOWN


_KNOWN = frozenset(name for one in COLUMNS for name in (fold(one.title), *one.also))
