"""The rows of a workbook while it is brought in, a hundred a piece; they go when that is done, or after a day."""

from typing import TypedDict, cast

from tinydb import where

from documents.workbook_in import Sheet, SheetRow
from people.errors import NotFound
from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

PIECES = Kind("tracker_import_rows", indexed=("key", "brought_by"), unique=("key",))
AT_ONCE = 5  # pieces that are kept in one unit of work
ROWS = 100  # a piece is one unit of work: families and other writers wait no longer for it


class Piece(TypedDict):
    """Some rows of one sheet."""

    key: str
    brought_by: int  # the import
    sheet: int
    rows: list[SheetRow]


def cut(number: int, sheets: list[Sheet]) -> list[list[Piece]]:
    """The rows of the sheets of an import in their order, in pieces; a few of them at a time are kept at once."""
    cuts = [
        (at, sheet["rows"][begin : begin + ROWS])
        for at, sheet in enumerate(sheets)
        for begin in range(0, len(sheet["rows"]), ROWS)
    ]
    found: list[Piece] = [
        {"key": f"{number}/{place}", "brought_by": number, "sheet": at, "rows": rows}
        for place, (at, rows) in enumerate(cuts)
    ]
    return [found[begin : begin + AT_ONCE] for begin in range(0, len(found), AT_ONCE)]


def pieces_of(rows: int) -> int:
    """In how many pieces so many rows of a sheet are kept."""
    return -(-rows // ROWS)


def keep(db: Database, pieces: list[Piece]) -> None:
    """Keep some of them."""
    db.table(PIECES).insert_multiple(pieces)


def piece(db: Database, number: int, place: int) -> Piece:
    """One piece of an import; `NotFound` where its rows are gone."""
    found = cast("Piece | None", db.table(PIECES).get(Holding("key", f"{number}/{place}")))
    if found is None:
        raise NotFound
    return found


def forget(db: Database, found: Piece) -> None:
    """Let one piece go."""
    db.table(PIECES).remove(doc_ids=[number_of(found)])


def forget_some(db: Database, number: int) -> bool:
    """Let a few pieces of an import go; False where there is none left."""
    found = db.table(PIECES).page(where("brought_by") == number, by="brought_by", limit=AT_ONCE)
    db.table(PIECES).remove(doc_ids=[one.doc_id for one in found])
    return bool(found)
