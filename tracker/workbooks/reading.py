"""The rows of an import, a piece at a time, as they would come in: for a look before, and for bringing them in."""

from collections.abc import Iterator

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker.workbooks import pieces
from tracker.workbooks.imports import Import, Layout
from tracker.workbooks.known import Known
from tracker.workbooks.matching import Match, match
from tracker.workbooks.opening import headers_of, import_for
from tracker.workbooks.row_words import words_of


@needs(Permission.MANAGE_TRACKER)
def look_at_piece(db: Database, actor: Actor, number: int, place: int, known: Known) -> list[tuple[str, Match]]:
    """The rows of one piece, each with the name of its sheet; nothing is kept."""
    found = import_for(db, actor, number)
    return list(matches(db, found, place, known)) if found["layout"] else []


def matches(db: Database, found: Import, place: int, known: Known) -> Iterator[tuple[str, Match]]:
    """The rows of a piece below the headings, without those that are hidden unless they are wanted."""
    layout = found["layout"]
    piece = pieces.piece(db, number_of(found), place)
    if layout is None or piece["sheet"] not in layout["sheets"]:
        return
    facts = found["sheets"][piece["sheet"]]
    headers = headers_of(db, found, layout["sheets"][0], layout["first"], layout["lines"])
    for row in piece["rows"]:
        if row["at"] >= layout["first"] + layout["lines"] and (layout["hidden"] or not row.get("hidden")):
            yield facts["name"], match(db, known, words_of(row, facts, layout, headers))


def hidden_rows(found: Import, layout: Layout) -> int:
    """How many rows of the chosen sheets nobody sees in Excel."""
    return sum(found["sheets"][at]["hidden_rows"] for at in layout["sheets"])
