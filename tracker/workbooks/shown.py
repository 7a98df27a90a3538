"""An import as its screen shows it: the headings, what stands below them, and what can be chosen."""

from dataclasses import dataclass

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.workbooks.imports import OPEN, Import, Layout
from tracker.workbooks.opening import headers_of, import_for, top_of
from tracker.workbooks.reading import hidden_rows

ROWS_TO_CHOOSE = 12  # in which the headings may begin
SAMPLES = 2


@dataclass(frozen=True)
class ColumnShown:
    """A column of the sheet with its first cells, and the field that it holds as it stands."""

    place: int
    heading: str
    samples: tuple[str, ...]
    field: str
    hidden: bool


@dataclass(frozen=True)
class ImportShown:
    """All that the screen of one import needs at one moment."""

    found: Import
    layout: Layout | None  # None once there is nothing left to choose
    columns: tuple[ColumnShown, ...]
    top: tuple[tuple[int, str], ...]  # the first rows, by number, with their words
    hidden_rows: int


@needs(Permission.MANAGE_TRACKER)
def import_shown(db: Database, actor: Actor, number: int) -> ImportShown:
    """One import, with its columns while they can be chosen."""
    found = import_for(db, actor, number)
    layout = found["layout"]
    if found["state"] != OPEN or layout is None:
        return ImportShown(found, None, (), (), 0)
    rows = top_of(db, found)(layout["sheets"][0])
    top = [(row["at"], " · ".join(cell for cell in row["cells"] if cell)[:80]) for row in rows[:ROWS_TO_CHOOSE]]
    return ImportShown(found, layout, _columns(db, found, layout), tuple(top), hidden_rows(found, layout))


def _columns(db: Database, found: Import, layout: Layout) -> tuple[ColumnShown, ...]:
    sheet = layout["sheets"][0]
    facts = found["sheets"][sheet]
    headers = headers_of(db, found, layout)
    below = [row for row in top_of(db, found)(sheet) if row["at"] >= layout["first"] + layout["lines"]]
    samples = [
        tuple(cell[:60] for row in below if at < len(row["cells"]) and (cell := row["cells"][at]))[:SAMPLES]
        for at in range(facts["columns"])
    ]
    return tuple(
        ColumnShown(
            at,
            headers[at] if at < len(headers) else "",
            samples[at],
            layout["columns"].get(str(at), ""),
            at in facts["hidden_columns"],
        )
        for at in range(facts["columns"])
        if samples[at] or (at < len(headers) and headers[at])
    )
