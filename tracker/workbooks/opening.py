"""A workbook is opened to be brought in: kept in pieces, its headings found, its columns guessed."""

from documents.workbook_in import Sheet, SheetRow
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker.states import SOURCES
from tracker.workbooks import imports, pieces
from tracker.workbooks.columns import CHOICES, LONGEST_NAME, NOTE
from tracker.workbooks.imports import OPEN, READING, Import, Layout
from tracker.workbooks.layouts import Top, facts_of, headers_in, laid_out

NOTHING = "There is no table in it. Choose a file with the rows of a tracker."


@needs(Permission.MANAGE_TRACKER)
def begin(db: Database, actor: Actor, name: str, sheets: list[Sheet]) -> int:
    """Make a note of a workbook whose rows are kept next; nobody sees it before they are."""
    if not sheets:
        raise Unacceptable(NOTHING)
    new: Import = {
        "name": name.strip()[-LONGEST_NAME:] or "workbook",
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
        "state": READING,
        "sheets": [facts_of(one) for one in sheets],
        "layout": None,
        "headers": [],
        "pieces": sum(pieces.pieces_of(len(one["rows"])) for one in sheets),
        "next": 0,
        "brought": 0,
        "present": [],
        "present_in_all": 0,
        "faults": [],
        "faults_in_all": 0,
        "first": 0,
        "last": 0,
        "left": [],
        "ended": "",
    }
    return imports.add(db, new)


@needs(Permission.MANAGE_TRACKER)
def opened(db: Database, actor: Actor, number: int) -> None:
    """All of its rows are kept: from now on it can be looked at."""
    found = import_for(db, actor, number)
    layout = laid_out(db, found["sheets"], top_of(db, found))
    imports.change(db, found, state=OPEN, layout=layout)
    audit.record(db, actor, "tracker.workbook_opened", workbook=number)


@needs(Permission.MANAGE_TRACKER)
def import_for(db: Database, actor: Actor, number: int) -> Import:
    """One import: of one's own, and of anybody for those who see all children; else `NotFound`."""
    found = imports.by_id(db, number)
    if found["by"] != actor.id and not actor.may(Permission.SEE_ALL_CHILDREN):
        raise NotFound
    return found


@needs(Permission.MANAGE_TRACKER)
def imports_of(db: Database, actor: Actor, most: int) -> list[Import]:
    """The imports that this person may see, the last one first."""
    everybody = actor.may(Permission.SEE_ALL_CHILDREN)
    found = imports.latest(db, None if everybody else actor.id, most)
    return [one for one in found if one["state"] != READING]


@needs(Permission.MANAGE_TRACKER)
def lay_out(db: Database, actor: Actor, number: int, what: str, value: str) -> None:
    """Correct how it is read: `sheet`, `headings` (“3/2”), `source`, `hidden`, or `column-4`."""
    found = import_for(db, actor, number)
    layout = found["layout"]
    if found["state"] != OPEN or layout is None:
        raise Unacceptable("It is being brought in already. Nothing was changed.")
    imports.change(db, found, layout=_corrected(db, found, layout, what, value))


def headers_of(db: Database, found: Import, layout: Layout) -> list[str]:
    """The names of the columns, as the first of the chosen sheets has them."""
    place = (layout["first"], layout["lines"])
    return headers_in(found["sheets"], top_of(db, found), layout["sheets"][0], place)


def top_of(db: Database, found: Import) -> Top:
    """The first rows of each sheet, among which the headings stand."""
    number, facts = number_of(found), found["sheets"]

    def top(sheet: int) -> list[SheetRow]:
        before = sum(pieces.pieces_of(one["rows"]) for one in facts[:sheet])
        return pieces.piece(db, number, before)["rows"]

    return top


def _corrected(db: Database, found: Import, layout: Layout, what: str, value: str) -> Layout:
    name, _, place = what.partition("-")
    if name == "sheet":
        return laid_out(db, found["sheets"], top_of(db, found), _number(value, len(found["sheets"])))
    if name == "headings":
        first, _, lines = value.partition("/")
        at = (max(_number(first, 100), 1), 2 if lines == "2" else 1)
        fresh = laid_out(db, found["sheets"], top_of(db, found), layout["sheets"][0], at)
        return {**fresh, "source": layout["source"], "hidden": layout["hidden"]}
    if name == "source" and value in SOURCES:
        return {**layout, "source": value}
    if name == "hidden":
        return {**layout, "hidden": value == "yes"}
    if name == "only":
        return {**layout, "sheets": layout["sheets"][:1]}
    if name == "column" and (value in CHOICES or not value):
        return {**layout, "columns": _moved(layout["columns"], str(_number(place, 1_000)), value)}
    raise Unacceptable("This cannot be chosen. Nothing was changed.")


def _moved(columns: dict[str, str], place: str, field: str) -> dict[str, str]:
    """A field is read from one column alone; notes from as many as one likes."""
    kept = {at: name for at, name in columns.items() if at != place and (name != field or field == NOTE)}
    return {**kept, place: field} if field else kept


def _number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < most):
        raise Unacceptable("This cannot be chosen. Nothing was changed.")
    return int(text)
