"""How the sheets of a workbook are read, as far as it can be guessed or is remembered."""

from collections.abc import Callable

from documents.headings import headings, headings_at
from documents.workbook_in import Sheet, SheetRow
from people.errors import Unacceptable
from storage.store import Database
from tracker.workbooks import mappings
from tracker.workbooks.columns import ACTION, guess, is_known
from tracker.workbooks.imports import Layout, SheetFacts

EARLIER = "earlier"  # where rows come from that do not say
Top = Callable[[int], list[SheetRow]]  # the first rows of a sheet, by its number


def facts_of(sheet: Sheet) -> SheetFacts:
    """What is kept of a sheet beside its rows."""
    return {
        "name": sheet["name"],
        "hidden": sheet["hidden"],
        "columns": sheet["columns"],
        "rows": len(sheet["rows"]),
        "hidden_rows": sum(bool(row.get("hidden")) for row in sheet["rows"]),
        "hidden_columns": sheet["hidden_columns"],
        "month_first": sheet["month_first"],
        "from_1904": sheet["from_1904"],
        "spans": sheet["spans"],
    }


def headers_in(facts: list[SheetFacts], top: Top, sheet: int, place: tuple[int, int]) -> list[str]:
    """The names of the columns of a sheet; `place` is the row in which they begin and how many they take."""
    return headings(top(sheet), facts[sheet]["spans"], *place, is_known)


def laid_out(
    db: Database, facts: list[SheetFacts], top: Top, sheet: int | None = None, place: tuple[int, int] | None = None
) -> Layout:
    """The sheet, or the one that looks most like a tracker, with those that have its headings in the same place."""
    if sheet is None:
        shown = [at for at, one in enumerate(facts) if not one["hidden"]] or [0]
        found = [_guessed(db, facts, top, at, place) for at in shown]
        return max(found, key=lambda one: len(one["columns"]))
    return _guessed(db, facts, top, sheet, place)


def lacks_action(layout: Layout) -> bool:
    """Whether no column says what has to be done."""
    return ACTION not in layout["columns"].values()


def check_names_action(layout: Layout) -> None:
    """`Unacceptable` where nothing of it could come in."""
    if lacks_action(layout):
        raise Unacceptable("Choose the column that says what has to be done.")


def _guessed(db: Database, facts: list[SheetFacts], top: Top, sheet: int, place: tuple[int, int] | None) -> Layout:
    first, lines = place or headings_at(top(sheet), facts[sheet]["spans"], is_known)
    headers = headers_in(facts, top, sheet, (first, lines))
    known = mappings.remembered(db, headers)
    fresh = {str(at): name for at, name in guess(headers).items() if at not in facts[sheet]["hidden_columns"]}
    others = [at for at, one in enumerate(facts) if at != sheet and not one["hidden"]]
    return {
        "sheets": [sheet, *(at for at in others if headers_in(facts, top, at, (first, lines)) == headers)],
        "first": first,
        "lines": lines,
        "columns": dict(known["columns"]) if known else fresh,
        "source": known["source"] if known else EARLIER,
        "hidden": False,
    }
