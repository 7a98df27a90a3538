"""The lines of an item: whatever is done to it leaves one, and none ever takes another's place (BR-52)."""

from collections.abc import Iterable, Mapping
from typing import NotRequired, TypedDict, cast

from tinydb import where

from people.actor import Actor
from people.working_days import london_day
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database
from tracker import items
from tracker.items import Item

LINES = Kind("tracker_lines", indexed=("item", "at", "meeting"), lasting=True)

MADE, UPDATE, CHANGED, OWNED = "made", "update", "changed", "owned"
DONE, JUDGED, MOVED = "done", "judged", "moved"
LATER_ASKED, LATER_GIVEN, LATER_REFUSED = "later_asked", "later_given", "later_refused"
DROP_ASKED, DROPPED, DROP_REFUSED = "drop_asked", "dropped", "drop_refused"
PLANNED, TRAINING_ON, TRAINING_OFF = "planned", "training_on", "training_off"
ANSWERS, TOLD, RELEASED, WITHDRAWN = "answers", "told", "released", "withdrawn"
ERASED = "erased"
KINDS_OF_LINE: Mapping[str, str] = {
    MADE: "Added",
    UPDATE: "Update",
    CHANGED: "Changed",
    OWNED: "Given to",
    DONE: "Said to be done",
    JUDGED: "Looked at its effect",
    MOVED: "Moved to a plan",
    LATER_ASKED: "Asked for a later date",
    LATER_GIVEN: "Later date given",
    LATER_REFUSED: "Later date refused",
    DROP_ASKED: "Said to be no longer needed",
    DROPPED: "No longer needed, approved",
    DROP_REFUSED: "Still needed",
    PLANNED: "Training planned",
    TRAINING_ON: "A training need: on the Workforce Development Lead’s list",
    TRAINING_OFF: "No training need",
    ANSWERS: "Answers a family’s words",
    TOLD: "An answer for the family",
    RELEASED: "The review was sent",
    WITHDRAWN: "Import taken back",
    ERASED: "Erased by its rule",
}
PROGRESS = frozenset({UPDATE, DONE, JUDGED, MOVED, PLANNED})  # what counts as an update of the month (BR-51)


class Line(TypedDict):
    """One line."""

    item: int
    kind: str
    words: str
    by: int  # 0: the program
    by_name: str
    at: str
    day: NotRequired[str]  # the day that it is about, where it has one
    meeting: NotRequired[int]  # the monthly meeting in which it was said


def write_line(
    db: Database, who: Actor | None, found: Item, kind: str, words: str = "", *, day: str = "", meeting: int = 0
) -> int:
    """Put a line to an item and tell the open screens; progress is noted on the item."""
    number = number_of(found)
    line: Line = {
        "item": number,
        "kind": kind,
        "words": words,
        "by": who.id if who else 0,
        "by_name": who.name if who else "",
        "at": db.now.isoformat(),
    }
    if day:
        line["day"] = day
    if meeting:
        line["meeting"] = meeting
    written = db.table(LINES).insert(line)
    if kind in PROGRESS:
        items.change(db, found, updated=london_day(db.now).isoformat())
    announce(db, found)
    return written


def announce(db: Database, found: Item) -> None:
    """Tell the screens that show the item, the tracker, or its child."""
    db.announce("tracker")
    db.announce(f"item:{number_of(found)}")
    if found["child"]:
        db.announce(f"child:{found['child']}")


def lines_of(db: Database, number: int) -> list[Line]:
    """The lines of one item, the oldest first."""
    return cast("list[Line]", db.table(LINES).page(where("item") == number, by="at"))


def of_meeting(db: Database, meeting: int) -> list[Line]:
    """What was said in one monthly meeting, the oldest first."""
    return cast("list[Line]", db.table(LINES).page(where("meeting") == meeting, by="at"))


def erase_words(db: Database, number: int) -> None:
    """Take the words of an item's lines away; that something was done, by whom and when stays."""
    for one in lines_of(db, number):
        db.table(LINES).replace(number_of(one), {"words": ""})


def prefetch(db: Database, numbers: Iterable[int]) -> None:
    """Read those of these items at once, for a list that shows the last line of each."""
    db.table(LINES).prefetch("item", numbers)


def last_number(db: Database) -> int:
    """The number of the line that was written last; 0 where there is none."""
    newest = db.table(LINES).newest()
    return newest.doc_id if newest else 0


def items_touched(db: Database, after: int, last: int) -> set[int]:
    """The items to which the lines with these numbers belong: `after` < number <= `last`."""
    found = cast("list[Line]", db.table(LINES).get(doc_ids=range(after + 1, last + 1)))
    return {one["item"] for one in found}
