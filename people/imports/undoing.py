"""One change of a bringing-in is undone: what it made is taken away, what it set goes back to what stood before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from people import staff
from people.children import NOBODY, Child
from people.imports import imports
from people.imports.compared import FIELD_WORDS
from people.imports.imports import RETURNED
from people.imports.kept_records import KEPT_RECORDS, Record
from people.records.casework import PARTS, undo_hand_over
from people.records.history import RecordChange, history_of
from people.records.sources import import_of, is_taking_back
from storage.store import Database

Hanging = Callable[[Database, RecordChange], str]  # what of the floors above hangs on what was added; empty for nothing
MADE: Final = frozenset(
    {"child.added", "contact.added", "staff.added", "team.added", "event.noted", "casework.added"}
)  # by the names of history
_EMPTY: Final = frozenset({"email", "address", "do_not_contact", "ref", "title", "team", "language", "dialect"})
_WORDS: Final[Mapping[str, str]] = {**FIELD_WORDS, "died": "that the child has died", "ended": "why our work ended"}


@dataclass
class Undone:
    """What came of one change: the fields as they were and as they are, and what stays, in words."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    stays: str = ""


def undo(db: Database, change: RecordChange, hangs: Hanging) -> Undone:
    """Undo one change as far as nobody has built on it. What is undone already comes to nothing."""
    kind, _, number = change["about"].partition(" ")
    record = KEPT_RECORDS[kind].find(db, int(number))
    if record is None:
        return Undone()
    if change["what"] in MADE:
        return _take_away(db, change, record, hangs)
    if change["what"] == "child.handed_over":
        return _hand_back(db, change, record)
    return _set_back(db, change, record)


def _take_away(db: Database, change: RecordChange, record: Record, hangs: Hanging) -> Undone:
    kept = KEPT_RECORDS[change["about"].partition(" ")[0]]
    why = _changed_since(db, change) or kept.hangs(db, record) or hangs(db, change)
    if why:
        return Undone(stays=f"{kept.named(record)}: {why}.")
    kept.remove(db, record, change["at"])
    return Undone(before=dict(change["after"]))


def _changed_since(db: Database, change: RecordChange) -> str:
    later = [one for one in history_of(db, change["about"]) if one["source"] != change["source"]]
    return "it was changed here since" if any(not _is_undone(db, one["source"]) for one in later) else ""


def _is_undone(db: Database, source: str) -> bool:
    number = import_of(source)
    return is_taking_back(source) or (number is not None and imports.by_id(db, number)["state"] == RETURNED)


def _hand_back(db: Database, change: RecordChange, record: Record) -> Undone:
    part = next(one for one in PARTS if one in change["before"])
    before, brought = change["before"][part], change["after"][part]
    child = f"Child {record['ref']}"
    if record[part] == before:
        return Undone()
    if before != NOBODY and not ((person := staff.member(db, before)) and person["active"]):
        return Undone(stays=f"{child}: the {part} before has left.")
    day = change["after"]["on"]
    if record[part] != brought or not undo_hand_over(db, cast("Child", record), part, before, day, change["at"]):
        return Undone(stays=f"{child}: another {part} was chosen since.")
    return Undone({part: brought}, {part: before})


def _set_back(db: Database, change: RecordChange, record: Record) -> Undone:
    kept = KEPT_RECORDS[change["about"].partition(" ")[0]]
    before = {name: _as_kept(name, was) for name, was in change["before"].items()}
    differing = [name for name, was in before.items() if _as_kept(name, record.get(name)) != was]
    as_brought = [name for name in differing if record.get(name) == change["after"].get(name)]
    undone = Undone(
        {name: record.get(name) for name in as_brought},
        {name: before[name] for name in as_brought},
    )
    if as_brought:
        kept.change(db, record, undone.after)
    if since := [name for name in differing if name not in as_brought]:
        undone.stays = f"{kept.named(record)}: {', '.join(_WORDS.get(one, one) for one in since)} changed here since."
    return undone


def _as_kept(name: str, value: Any) -> Any:
    """A field that was not there yet is empty again."""
    return "" if value is None and name in _EMPTY else value
