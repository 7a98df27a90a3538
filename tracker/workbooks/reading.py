"""The rows of an import, a piece at a time, as they would come in: for a look before, and for bringing them in."""

from collections.abc import Iterator

from documents.workbook_in import Sheet, SheetRow
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.workbooks import pieces
from tracker.workbooks.imports import Import, Layout, SheetFacts
from tracker.workbooks.known import Known, known_to
from tracker.workbooks.layouts import check_names_action, facts_of, headers_in, laid_out
from tracker.workbooks.matching import Match, match
from tracker.workbooks.opening import NOTHING, headers_of, import_for
from tracker.workbooks.pieces import Piece
from tracker.workbooks.row_words import words_of
from tracker.workbooks.tally import Tally


@needs(Permission.MANAGE_TRACKER)
def look_at_piece(db: Database, actor: Actor, number: int, place: int, known: Known) -> list[tuple[str, Match]]:
    """The rows of one piece, each with the name of its sheet; nothing is kept."""
    found = import_for(db, actor, number)
    if found["layout"] is None:
        return []
    piece = pieces.piece(db, number, place)
    return list(matches(db, found, piece, known, headers_of(db, found, found["layout"])))


@needs(Permission.MANAGE_TRACKER)
def look_before(db: Database, actor: Actor, sheets: list[Sheet]) -> Tally:
    """What would come in of a workbook that is not even opened; nothing is kept."""
    if not sheets:
        raise Unacceptable(NOTHING)
    facts, known, tally = [facts_of(one) for one in sheets], known_to(db, actor), Tally()

    def top(sheet: int) -> list[SheetRow]:
        return sheets[sheet]["rows"][: pieces.ROWS]

    layout = laid_out(db, facts, top)
    check_names_action(layout)
    headers = headers_in(facts, top, layout["sheets"][0], (layout["first"], layout["lines"]))
    for at in layout["sheets"]:
        found = _matched(db, facts[at], layout, headers, sheets[at]["rows"], known)
        tally.take((facts[at]["name"], one) for one in found)
    return tally


def matches(db: Database, found: Import, piece: Piece, known: Known, headers: list[str]) -> Iterator[tuple[str, Match]]:
    """The rows of a piece below the headings, without those that are hidden unless they are wanted."""
    layout = found["layout"]
    if layout is not None and piece["sheet"] in layout["sheets"]:
        facts = found["sheets"][piece["sheet"]]
        for one in _matched(db, facts, layout, headers, piece["rows"], known):
            yield facts["name"], one


def _matched(
    db: Database, facts: SheetFacts, layout: Layout, headers: list[str], rows: list[SheetRow], known: Known
) -> Iterator[Match]:
    for row in rows:
        if row["at"] >= layout["first"] + layout["lines"] and (layout["hidden"] or not row.get("hidden")):
            yield match(db, known, words_of(row, facts, layout, headers))


def hidden_rows(found: Import, layout: Layout) -> int:
    """How many rows of the chosen sheets nobody sees in Excel."""
    return sum(found["sheets"][at]["hidden_rows"] for at in layout["sheets"])
