"""Who stood in a bringing-in, so that the next one of the same tables can say who is gone."""

from collections.abc import Iterable
from typing import Final, TypedDict, cast

from people.errors import NotFound
from people.imports import imports
from people.imports.imports import DONE
from people.imports.picture import Picture
from people.imports.tables import CHILD_TABLES, INVOLVEMENT_TABLES, MEMBER_TABLES
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

RECORD_ROSTERS = Kind("record_rosters", indexed=("at",))
KEPT: Final = 20  # the newest, among which one of the same tables is looked for


class Roster(TypedDict):
    """All whom the files of one bringing-in name, by the numbers of the authority."""

    brought_by: int
    at: str
    tables: list[str]
    children: list[str]
    members: list[str]
    involved: list[str]  # child and part: `7 worker`


def keep_roster(db: Database, number: int, picture: Picture) -> None:
    """Keep who stands in it, where it names anybody; the oldest go."""
    if not picture.tables & (CHILD_TABLES | MEMBER_TABLES | INVOLVEMENT_TABLES):
        return
    roster: Roster = {
        "brought_by": number,
        "at": db.now.isoformat(),
        "tables": sorted(picture.tables),
        "children": sorted(picture.children),
        "members": sorted(picture.members),
        "involved": sorted({f"{one.child} {one.part}" for one in picture.spells if not one.until and not one.by_name}),
    }
    db.table(RECORD_ROSTERS).insert(roster)
    old = _newest_first(db)[KEPT:]
    db.table(RECORD_ROSTERS).remove(doc_ids=[number_of(one) for one in old])


def last_of(db: Database, among: Iterable[str], tables: Iterable[str]) -> Roster | None:
    """The last one that came to its end and was not taken back, and that had the same of the tables `among`.

    A list of children on a plan says nothing about those who stood in a list of children looked after.
    """
    kinds = frozenset(among)
    wanted = kinds & frozenset(tables)
    for one in _newest_first(db) if wanted else ():
        if kinds & frozenset(one["tables"]) == wanted and _is_done(db, one["brought_by"]):
            return one
    return None


def has_any(db: Database) -> bool:
    """Whether any is kept: those from before there were rosters have none."""
    return bool(_newest_first(db))


def _newest_first(db: Database) -> list[Roster]:
    return cast("list[Roster]", db.table(RECORD_ROSTERS).page(by="at", newest_first=True))


def _is_done(db: Database, number: int) -> bool:
    try:
        return imports.by_id(db, number)["state"] == DONE
    except NotFound:
        return False
