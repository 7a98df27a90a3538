"""What a row of a workbook says, field by field, or why it cannot be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.days_as_written import NotADay, day_of
from documents.lost_letters import LOST, lost_letters
from documents.workbook_in import SheetRow
from language.folding import fold
from tracker.checked_words import LONGEST_LINE, LONGEST_WORDS
from tracker.states import DONE, EFFECTIVE, NOT_EFFECTIVE, NOT_NEEDED, OPEN, SOURCES
from tracker.workbooks import columns as of
from tracker.workbooks.columns import TITLES
from tracker.workbooks.imports import Layout, SheetFacts

NO_DAY_YET = frozenset({"", "ongoing", "tbc", "tba", "tbd", "n a", "na", "none", "asap", "to be confirmed", "not set"})
_LINES = {of.OWNER, of.THEME, of.TEAM}
_SHORT = {of.SECTION: 3}
_FREE = {of.SOURCE, of.STATE, of.EFFECT, of.UPDATES, of.NUMBER, of.CHILD}
LONGEST_CELL = 32_767  # characters of a cell of Excel
_DAYS = (of.DUE, of.FIRST_DUE, of.DONE_DAY, of.UPDATED)
_STATES: Mapping[str, frozenset[str]] = {
    OPEN: frozenset(
        {"", "open", "to do", "in progress", "on going", "ongoing", "not started", "outstanding", "overdue", "amber",
         "red", "started", "underway", "under way", "on track", "no", "delayed", "partially complete"}
    ),
    DONE: frozenset(
        {"done", "complete", "completed", "closed", "finished", "actioned", "achieved", "yes",
        "done effect not known"}
    ),
    EFFECTIVE: frozenset({"effective"}),
    NOT_EFFECTIVE: frozenset({"not effective", "ineffective"}),
    NOT_NEEDED: frozenset({"no longer needed", "no longer required", "not needed", "cancelled", "withdrawn",
        "superseded"}),
}  # fmt: skip
_SOURCES = {fold(title): code for code, title in SOURCES.items()} | {
    "practice review": "review",
    "case audit": "review",
    "multi agency audits": "multi_agency_audit",
    "maca": "multi_agency_audit",
    "peer review": "peer_audit",
    "feedback": "triage",
    "family feedback": "triage",
}


@dataclass(frozen=True)
class RowWords:
    """One row as it was understood; `faults` keep it out, `notes` are told beside it."""

    at: int
    said: Mapping[str, str]  # by field, what stands there
    days: Mapping[str, date]
    state: str
    source: str
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    kept: tuple[str, ...] = field(default=())  # words that no field holds: “Comments: …”


def words_of(row: SheetRow, facts: SheetFacts, layout: Layout, headers: list[str]) -> RowWords:
    """What a row says. It knows no child and no member of staff yet."""
    said: dict[str, str] = {}
    days: dict[str, date] = {}
    faults: list[str] = []
    notes: list[str] = []
    kept: list[str] = []
    for place, name in layout["columns"].items():
        at = int(place)
        heading = headers[at] if at < len(headers) else ""
        if place in row.get("unreadable", {}):
            faults.append(f"“{heading or TITLES.get(name, name)}” is not readable: {row['unreadable'][place]}.")
            continue
        text = row["cells"][at] if at < len(row["cells"]) else ""
        if name == of.NOTE:
            kept += [f"{heading}: {text}"] * bool(text)
        elif name in _DAYS:
            _read_day(name, text, heading, facts, at, days, faults, kept)
        else:
            said[name] = text
    faults += [*_too_long(said), *_with_lost_letters(said)]
    if not said.get(of.ACTION) and not faults:
        faults.append("Nothing says what has to be done.")
    return RowWords(
        at=row["at"],
        said=said,
        days=days,
        state=_state(said, kept, notes),
        source=_source(said, layout, kept),
        faults=tuple(faults),
        notes=tuple(notes),
        kept=tuple(kept),
    )


def _read_day(
    name: str,
    text: str,
    heading: str,
    facts: SheetFacts,
    at: int,
    days: dict[str, date],
    faults: list[str],
    kept: list[str],
) -> None:
    if fold(text) in NO_DAY_YET:
        kept += [f"{heading}: {text}"] * bool(text)
        return
    try:
        days[name] = day_of(text, month_first=at in facts["month_first"], from_1904=facts["from_1904"])
    except NotADay as trouble:
        if name == of.UPDATED:  # some write there what was done
            kept.append(f"{heading}: {text}")
        else:
            faults.append(f"{heading or TITLES[name]}: {trouble}")


def _too_long(said: Mapping[str, str]) -> list[str]:
    long = ((name, _most(name)) for name, text in said.items() if len(text) > 3 and len(text) > _most(name))
    return [f"“{TITLES[name]}” is longer than {most:,} characters." for name, most in long]


def _with_lost_letters(said: Mapping[str, str]) -> list[str]:
    return [f"“{TITLES[name]}” {LOST}" for name, text in said.items() if lost_letters(text)]


def _most(name: str) -> int:
    """How many characters a field of an item takes; what no field takes has no bound of its own."""
    if name in _FREE:
        return LONGEST_CELL
    return LONGEST_LINE if name in _LINES else _SHORT.get(name, LONGEST_WORDS)


def _state(said: Mapping[str, str], kept: list[str], notes: list[str]) -> str:
    """How far it has come. Effective only where the workbook says what changed and what shows it (BR-52)."""
    written = fold(said.get(of.STATE, ""))
    state = next((code for code, words in _STATES.items() if written in words), None)
    effect = next((code for code in (EFFECTIVE, NOT_EFFECTIVE) if fold(said.get(of.EFFECT, "")) in _STATES[code]), None)
    judged = state if state in (EFFECTIVE, NOT_EFFECTIVE) else effect if state == DONE else None
    if judged and said.get(of.CHANGED) and said.get(of.EVIDENCE):
        return judged
    if judged:
        notes.append("It is called effective or not, and not what shows it: somebody has to say the effect here.")
        return DONE
    if state == NOT_NEEDED:
        notes.append("It is no longer needed, says the workbook: somebody has to approve it here.")
    if state is None:
        kept.append(f"State: {said[of.STATE]}")
        notes.append(
            f"“{said[of.STATE]}” is no state that is known. It comes in as still to do, with these words kept."
        )
    return state or OPEN


def _source(said: Mapping[str, str], layout: Layout, kept: list[str]) -> str:
    written = said.get(of.SOURCE, "")
    found = _SOURCES.get(fold(written))
    if found is None and written:
        kept.append(f"Source: {written}")
    return found or layout["source"]
