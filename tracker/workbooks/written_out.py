"""The tracker as rows of a workbook: what the person sees, a sheet a level, each child by its reference alone."""

from collections.abc import Mapping, Sequence
from datetime import date

from documents.workbook_out import Cell, OutColumn, OutSheet
from language import dates
from people import audit
from people.actor import Actor
from people.export_reasons import checked_reason
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items, lines
from tracker.access import sees, sight_of
from tracker.index import TrackerIndex
from tracker.items import Item
from tracker.lines import KINDS_OF_LINE, Line
from tracker.listing import CLOSED, Wanted, tracked
from tracker.states import LEVELS, SOURCES, STATES
from tracker.workbooks import columns as of
from tracker.workbooks.columns import COLUMNS

AT_ONCE = 100  # items that are read in one go
_EFFECTS = {"effective": "Effective", "not_effective": "Not effective", "cannot_say": "Cannot say yet"}
_WIDTHS: Mapping[str, int] = {
    of.NUMBER: 7, of.CHILD: 10, of.ACTION: 44, of.OWNER: 20, of.IMPACT: 34, of.SHOWN_BY: 34, of.DUE: 12,
    of.FIRST_DUE: 12, of.SOURCE: 20, of.SECTION: 9, of.THEME: 20, of.TEAM: 20, of.STATE: 18, of.DONE_DAY: 12,
    of.EFFECT: 14, of.CHANGED: 34, of.EVIDENCE: 34, of.UPDATED: 12, of.UPDATES: 60,
}  # fmt: skip
_CHOICES: Mapping[str, Sequence[str]] = {
    of.SOURCE: tuple(SOURCES.values()),
    of.STATE: tuple(name for code, name in STATES.items() if code != "withdrawn"),
    of.EFFECT: tuple(_EFFECTS.values()),
}


@needs(Permission.SEE_TRACKER)
def numbers_to_write(db: Database, actor: Actor, index: TrackerIndex, wanted: Wanted, *, closed: bool) -> list[int]:
    """The items of a list as it is filtered, and those that have come to their end where they are wanted too."""
    found = tracked(db, actor, index, wanted).numbers
    if not closed or wanted.view == CLOSED:
        return found
    ended = Wanted(wanted.level, CLOSED, wanted.search, wanted.only, wanted.mine, wanted.due_from, wanted.due_to)
    return [*found, *tracked(db, actor, index, ended).numbers]


@needs(Permission.SEE_TRACKER)
def rows_of(db: Database, actor: Actor, numbers: Sequence[int]) -> list[tuple[str, list[Cell]]]:
    """The rows of some items, each with its level, in this order; of those that this person still sees."""
    sight = sight_of(db, actor)
    found = {number_of(one): one for one in items.by_numbers(db, numbers) if sees(sight, one)}
    return [(found[one]["level"], _row(db, found[one])) for one in numbers if one in found]


@needs(Permission.SEE_TRACKER)
def note_workbook(db: Database, actor: Actor, reason: str, marking: str, numbers: Sequence[int]) -> None:
    """Keep that these items are about to leave: who, why, with which marking, and of which children."""
    children = sorted({one["child"] for one in items.by_numbers(db, numbers) if one["child"]})
    about = {"reason": checked_reason(reason), "marking": marking, "items": len(numbers)}
    audit.record(db, actor, "tracker.exported", child=children or None, **about)


def sheets_of(rows: Sequence[tuple[str, list[Cell]]]) -> list[OutSheet]:
    """A sheet for each level, also where nothing stands on it."""
    shown = [OutColumn(one.title, _WIDTHS[one.field], _CHOICES.get(one.field, ())) for one in COLUMNS]
    return [OutSheet(name, shown, [row for level, row in rows if level == code]) for code, name in LEVELS.items()]


def _row(db: Database, one: Item) -> list[Cell]:
    judged, done = one["judgement"], one["done"]
    said: dict[str, Cell] = {
        of.NUMBER: number_of(one),
        of.CHILD: one["child"] or "",
        of.ACTION: one["action"],
        of.OWNER: one["owner_name"],
        of.IMPACT: one["impact"],
        of.SHOWN_BY: one["shown_by"],
        of.DUE: _day(one["due"]),
        of.FIRST_DUE: _day(one["first_due"]),
        of.SOURCE: SOURCES.get(one["source"], one["source"]),
        of.SECTION: one["section"],
        of.THEME: one["theme"],
        of.TEAM: one["team"],
        of.STATE: STATES[one["state"]],
        of.DONE_DAY: _day(done["day"]) if done else None,
        of.EFFECT: _EFFECTS.get(judged["effect"], "") if judged else "",
        of.CHANGED: judged["impact"] if judged else "",
        of.EVIDENCE: judged["evidence"] if judged else "",
        of.UPDATED: _day(one["updated"]),
        of.UPDATES: _joined(lines.lines_of(db, number_of(one))),
    }
    return [said[column.field] for column in COLUMNS]


def _joined(told: Sequence[Line]) -> str:
    """Its lines as they were written, the last one first: that is what a cell shows."""
    return "\n".join(_line(one) for one in reversed(told) if one["words"])


def _line(one: Line) -> str:
    day = dates.day(london_day(one["at"]), "en", date.min)
    by = f", {one['by_name']}" if one["by_name"] else ""
    return f"{day}{by}. {KINDS_OF_LINE[one['kind']]}: {one['words']}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
