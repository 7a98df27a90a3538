"""What a row of a workbook would become here: an item, one that stands here already, or nothing, and why."""

import hashlib
from dataclasses import dataclass

from language.folding import fold
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.items import NOBODY, NewItem
from tracker.states import CHILD, SERVICE, WITHDRAWN
from tracker.workbooks import columns as of
from tracker.workbooks.known import Known
from tracker.workbooks.row_words import RowWords


@dataclass(frozen=True)
class Match:
    """A row, and what it would become."""

    row: RowWords
    new: NewItem | None  # None where a fault keeps it out
    key: str
    present: int  # the item that it is already; 0 where there is none
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def match(db: Database, known: Known, row: RowWords) -> Match:
    """The item that a row stands for, with its child and its owner found."""
    faults, notes = list(row.faults), list(row.notes)
    written = row.said.get(of.CHILD, "")
    child = known.child(written) if written else None
    if written and child is None:
        several = known.is_doubtful(written)
        faults.append(
            f"Several children are called “{written}”. Give the reference."
            if several
            else f"No child “{written}” is known here to you."
        )
    if faults:
        return Match(row, None, "", 0, tuple(faults), tuple(notes))
    owner, name = known.owner(db, row.said.get(of.OWNER, ""))
    if owner == NOBODY:
        notes.append(f"Nobody “{name}” works here: shown as missing." if name else "Nobody is named to do it.")
    new = _item(row, child, owner, name)
    if not new["due"]:
        notes.append("No day is given.")
    key = row_key(new, first_due(row))
    return Match(row, new, key, _present(db, row, new, key), (), tuple(notes))


def first_due(row: RowWords) -> str:
    """The day that was given first, which a later date does not change."""
    day = row.days.get(of.FIRST_DUE) or row.days.get(of.DUE)
    return day.isoformat() if day else ""


def row_key(new: NewItem, first: str) -> str:
    """What makes two rows the same, wherever they stand: what, about whom, who, and when at first."""
    about = (new["child"] or "", fold(new["action"]), fold(new["owner_name"]), first)
    return f"row {hashlib.sha256(chr(10).join(about).encode()).hexdigest()}"


def _item(row: RowWords, child: str | None, owner: int, name: str) -> NewItem:
    due = row.days.get(of.DUE) or row.days.get(of.FIRST_DUE)
    said = row.said
    return {
        "level": CHILD if child else SERVICE,
        "child": child,
        "action": said.get(of.ACTION, ""),
        "impact": said.get(of.IMPACT, ""),
        "shown_by": said.get(of.SHOWN_BY, ""),
        "source": row.source,
        "owner": owner,
        "owner_name": name,
        "team": said.get(of.TEAM, ""),
        "due": due.isoformat() if due else "",
        "theme": said.get(of.THEME, ""),
        "section": said.get(of.SECTION, ""),
    }


def _present(db: Database, row: RowWords, new: NewItem, key: str) -> int:
    """The item that came from the same row, or that was written out from here under this number."""
    if (there := items.by_key(db, key)) is not None:
        return number_of(there)
    number = row.said.get(of.NUMBER, "")
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        return 0
    found = items.by_id(db, int(number))
    if found is None or found["state"] == WITHDRAWN or found["child"] != new["child"]:
        return 0
    return int(number) if fold(found["action"]) == fold(new["action"]) else 0
