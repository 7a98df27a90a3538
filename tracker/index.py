"""The tracker in memory: what a list filters, sorts and counts by, brought up to date from the lines written since."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from language.folding import fold
from storage.documents import number_of
from storage.store import Database
from tracker import items, lines
from tracker.items import NOBODY, Item
from tracker.states import CLOSED, IN_SIGHT, WITHDRAWN

MOST_CAUGHT_UP = 2_000  # lines; beyond them reading everything anew is quicker


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """What the index knows of an item; `text` is folded, for search."""

    number: int
    level: str
    child: str | None
    owner: int
    owner_name: str
    manager: int
    team: str
    theme: str
    source: str
    state: str
    due: str
    updated: str
    closed: str
    held: bool
    answers: bool  # whether it answers a family's words
    asked: bool  # whether a later date or its end waits for an answer
    again: str  # day on which its effect is looked at again
    done_by: int  # who said that it is done
    training: bool
    text: str


class TrackerIndex:
    """Every item of one store; each reading first takes in what was written since the last, by any process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen = 0  # the last line that is taken in
        self._entries: dict[int, ItemEntry] = {}
        self._open: dict[int, ItemEntry] = {}

    def open_items(self, db: Database) -> Iterable[ItemEntry]:
        """The items in sight."""
        with self._lock:
            self._catch_up(db)
            return list(self._open.values())

    def closed_items(self, db: Database) -> Iterable[ItemEntry]:
        """The items that have come to their end."""
        with self._lock:
            self._catch_up(db)
            return [one for one in self._entries.values() if one.state in CLOSED]

    def _catch_up(self, db: Database) -> None:
        last = lines.last_number(db)
        if last <= self._seen:  # a reading that began before the last one: what is known is newer than what it sees
            return
        if last - self._seen > MOST_CAUGHT_UP:
            self._entries, self._open = {}, {}
            self._take_in(items.everything(db))
        else:
            self._take_in(items.by_numbers(db, lines.items_touched(db, self._seen, last)))
        self._seen = last

    def _take_in(self, found: Iterable[Item]) -> None:
        for one in found:
            number = number_of(one)
            self._entries.pop(number, None)
            self._open.pop(number, None)
            if one["state"] != WITHDRAWN:
                self._entries[number] = entry = entry_of(one)
                if one["state"] in IN_SIGHT:
                    self._open[number] = entry


def entry_of(one: Item) -> ItemEntry:
    """What a list needs to know of an item."""
    said = (one["action"], one["impact"], one["shown_by"], one["owner_name"], one["team"], one["theme"])
    judgement = one["judgement"]
    return ItemEntry(
        number=number_of(one),
        level=one["level"],
        child=one["child"],
        owner=one["owner"],
        owner_name=one["owner_name"],
        manager=one["manager"],
        team=one["team"],
        theme=one["theme"],
        source=one["source"],
        state=one["state"],
        due=one["due"],
        updated=one["updated"],
        closed=one["closed"],
        held=one["held"],
        answers=bool(one["voices"]),
        asked=one["later"] is not None or one["drop"] is not None,
        again=judgement["again"] if judgement else "",
        done_by=one["done"]["by"] if one["done"] else NOBODY,
        training=one["training"],
        text=fold(" ".join((*said, one["child"] or "", str(number_of(one))))),
    )
