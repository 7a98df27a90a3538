"""Takes a whole import back, as long as nobody has changed anything of it."""

from dataclasses import dataclass

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of, revision_of
from storage.store import Database
from tracker import items, lines
from tracker.items import Item
from tracker.lines import write_line
from tracker.states import WITHDRAWN
from tracker.workbooks import imports
from tracker.workbooks.bringing import TOPIC, who_brings
from tracker.workbooks.imports import DONE, RETURNED, RETURNING, Import
from tracker.workbooks.opening import import_for

AT_ONCE = 100  # items
_AS_MADE = 1  # the revision of a document that nobody has written to since


@dataclass(frozen=True)
class ChangedSince:
    """An item of an import that somebody has written to."""

    number: int
    by_name: str


@needs(Permission.MANAGE_TRACKER)
def changed_since(db: Database, actor: Actor, number: int, begin: int) -> tuple[list[ChangedSince], int]:
    """Of a hundred items from this number on, those that were changed, and the number to go on from; 0 at the end."""
    found = import_for(db, actor, number)
    end = min(begin + AT_ONCE, found["last"] + 1)
    changed = [one for one in _of(db, found, begin, end) if not _is_as_made(db, one)]
    return [ChangedSince(number_of(one), _last_by(db, one)) for one in changed], end if end <= found["last"] else 0


@needs(Permission.MANAGE_TRACKER)
def take_back(db: Database, actor: Actor, number: int) -> None:
    """Begin to take it back; who calls has looked first whether anything was changed."""
    found = import_for(db, actor, number)
    if found["state"] != DONE or not found["brought"]:
        raise Unacceptable("There is nothing to take back.")
    imports.change(db, found, state=RETURNING, next=found["first"], left=[])
    audit.record(db, actor, "tracker.workbook_taken_back", workbook=number)
    db.announce(TOPIC)


def return_some(db: Database, number: int) -> bool:
    """Take the next hundred items back. What somebody changed in this very moment stays and is named."""
    found = imports.by_id(db, number)
    if found["state"] != RETURNING:
        return False
    if found["next"] > found["last"]:
        imports.change(db, found, state=RETURNED, ended=db.now.isoformat())
        return False
    end = found["next"] + AT_ONCE
    who, left = who_brings(db, found), list(found["left"])
    for one in _of(db, found, found["next"], end):
        if not _is_as_made(db, one):
            left.append(number_of(one))
            continue
        key = f"{one['key']} taken back {number_of(one)}"  # so that the row may come again, mended
        write_line(db, who, items.change(db, one, state=WITHDRAWN, key=key), lines.WITHDRAWN)
    imports.change(db, found, next=end, left=left)
    return True


def _of(db: Database, found: Import, begin: int, end: int) -> list[Item]:
    there = items.by_numbers(db, range(max(begin, 1), end))
    return [one for one in there if one.get("brought_by") == number_of(found) and one["state"] != WITHDRAWN]


def _is_as_made(db: Database, one: Item) -> bool:
    """Whether it has only the line that made it, and nothing of it was written since."""
    return revision_of(one) == _AS_MADE and len(lines.lines_of(db, number_of(one))) == 1


def _last_by(db: Database, one: Item) -> str:
    return lines.lines_of(db, number_of(one))[-1]["by_name"]
